"""The business scope of a licence: entering the items that it lists, and giving items up."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from foundation.law import queries as law
from institutions.actions.holding import held
from institutions.actions.keeping_states import PAPER_JOB, keep, ordered, planned
from institutions.covering import Fit, fit, named
from institutions.models import Act, Institution, ScopeItem
from institutions.standing import gate as standing_gate
from institutions.verbs import CHANGE_SCOPE


@act
def enter_scope(
    pk: UUID,
    *,
    by: Actor,
    version: int,
    categories: Sequence[str],
    valid_from: date,
    document_number: str,
    reason: str,
) -> list[ScopeItem]:
    """Enter items of the business scope of an institution, as its licence or a decision lists them.

    A practice category that the licence did not name before is added to it (业务增项). `version` is that of the
    institution. Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    institution = held(pk, by=by, verb=CHANGE_SCOPE)
    if institution.trail_seq != version:
        raise StaleState(row_label=str(institution))
    codes = list(dict.fromkeys(categories))
    today = timezone.localdate()
    findings = [
        *standing_gate.category_objections(codes),
        *standing_gate.past_objections(valid_from, "valid_from", today),
        *_listed_already(institution, codes, today),
        *standing_gate.document_objections(document_number),
        *unfit(reason),
    ]
    if findings:
        raise RuleBroken(findings)
    every = law.categories()
    practice = [every[code].practice_code for code in codes]
    added = [code for code in dict.fromkeys(practice) if code not in institution.practice_codes]
    number = document_number.strip()
    widened = {"practice_codes": [*institution.practice_codes, *added]}
    found = planned(institution, widened, Act.CHANGED, valid_from, document_number=number) if added else None
    facts = {"categories": codes, "valid_from": valid_from, "document": number, "practice_added": added}
    write(institution, "institution.scope_entered", by=by, facts=facts, reason=reason.strip(), occurred_on=valid_from)
    if found is not None:
        ordered(found, PAPER_JOB)
        keep(institution, found)
    return ScopeItem.objects.bulk_create(
        ScopeItem(
            institution=institution,
            category_id=code,
            practice_code=every[code].practice_code,
            valid_from=valid_from,
            document_number=number,
            trail_seq=institution.trail_seq,
        )
        for code in codes
    )


@act
def end_scope(pk: UUID, *, by: Actor, version: int, valid_until: date, document_number: str, reason: str) -> ScopeItem:
    """Give up an item of the business scope; `valid_until` is its last day. Other items stay.

    `version` is that of the item. Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    item = ScopeItem.objects.get(pk=pk)
    held(item.institution_id, by=by, verb=CHANGE_SCOPE)
    item.refresh_from_db()
    if item.trail_seq != version:
        raise StaleState(row_label=str(item))
    findings = [
        *standing_gate.past_objections(valid_until, "valid_until", timezone.localdate(), item.valid_from),
        *standing_gate.document_objections(document_number),
        *unfit(reason),
    ]
    if item.valid_until is not None:
        findings.insert(0, Finding(_("This item was given up already."), code="ended_already"))
    if findings:
        raise RuleBroken(findings)
    item.valid_until, item.end_document = valid_until, document_number.strip()
    facts = {"categories": [item.category_id], "valid_until": valid_until, "document": item.end_document}
    return write(item, "institution.scope_ended", by=by, facts=facts, reason=reason.strip())


def _listed_already(institution: Institution, codes: Sequence[str], today: date) -> Iterator[Finding]:
    """What the licence lists already, alone or as a part of something that is listed."""
    rows = ScopeItem.objects.filter(institution=institution).in_force(today)
    listed = list(rows.values_list("category_id", flat=True))
    twice = [
        code
        for code in codes
        if fit(code, listed) is Fit.WITHIN or fit(code, (other for other in codes if other != code)) is Fit.WITHIN
    ]
    if twice:
        yield Finding(
            _("Listed already, or part of something that is listed: %(names)s.") % {"names": named(twice)},
            field="categories",
            code="listed_already",
        )
