"""Applying for a recognition: the institution scores itself against the checklist of the day, with evidence."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.notices import notify
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.once import act
from foundation.audit.regulated import write
from foundation.documents.actions import storing
from foundation.documents.actions.storing import Received
from governance.recognition.models import ApplicationLine, RecognitionApplication
from governance.recognition.standards import gate
from governance.recognition.standards.criteria import Criterion, checklist
from governance.recognition.standards.facts import known_of
from governance.recognition.standards.verbs import APPLY
from institutions.models import Institution
from institutions.recipients import officers_of

APPLIED_NOTICE = "recognition_applied"


@act
def apply_for(
    institution: UUID,
    *,
    by: Actor,
    kind: str,
    given: Mapping[str, gate.Given],
    statement: str = "",
    evidence: Received | None = None,
    is_synthetic: bool = False,
) -> RecognitionApplication:
    """Apply for a recognition and return the application; the organ of the city verifies it.

    The conditions that hold whatever the checklist says are asked here and again before it is granted. The file was
    received before this transaction. Raises NotAllowed, and RuleBroken with findings beside the fields.
    """
    body = Institution.objects.select_related("organisation").get(pk=institution)
    if not by.may(APPLY.code, body):
        raise NotAllowed(APPLY.code, _("Your posting does not allow this act."))
    today = timezone.localdate()
    barred = gate.applying_barred(body, kind, today)
    criteria = checklist(kind, today)
    found = barred or list(gate.scoring_objections(criteria, given, statement))
    if found:
        raise RuleBroken(found)
    row = RecognitionApplication(
        institution=body,
        city_code=body.city_code,
        county_code=body.county_code,
        kind=kind,
        applied_on=today,
        statement=statement.strip(),
        total=sum(each.weight for each in criteria),
        own_points=sum(given[each.code].number or 0 for each in criteria),
        is_synthetic=is_synthetic,
    )
    if evidence is not None:
        row.evidence = storing.record(evidence, by=by, organisation=body.organisation, belongs_to=row.stream)
    facts = {"kind": kind, "points": row.own_points, "total": row.total, "evidence": evidence is not None}
    try:
        with transaction.atomic():  # the unique open application decides between two who applied at the same moment
            write(row, APPLY.code, by=by, facts=facts)
    except IntegrityError:
        raise RuleBroken(gate.open_already()) from None
    _write_lines(row, criteria, given)
    told: dict[str, str | int] = {"name": str(body)}
    users = officers_of([row.city_code], today)[row.city_code]
    notify(users, APPLIED_NOTICE, f"{APPLIED_NOTICE}:{row.pk}", told, row.get_absolute_url())
    return row


def _write_lines(row: RecognitionApplication, criteria: Sequence[Criterion], given: Mapping[str, gate.Given]) -> None:
    """Write the checklist as it was scored, with what the portal knew, explained by the event of the application."""
    known = known_of(row.institution, criteria, row.applied_on)
    ApplicationLine.objects.bulk_create(
        ApplicationLine(
            application=row,
            position=position,
            code=each.code,
            weight=each.weight,
            must=each.must,
            value=known.get(each.code),
            own_points=given[each.code].number or 0,
            own_note=given[each.code].note.strip(),
            trail_seq=row.trail_seq,
        )
        for position, each in enumerate(criteria, start=1)
    )
