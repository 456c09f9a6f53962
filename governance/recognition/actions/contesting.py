"""The objection of an institution to lines of its assessment, and its settlement by the organ of the city."""

from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.notices import notify
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.documents.actions import storing
from foundation.documents.actions.storing import Received
from governance.recognition.actions.assessing import holders_at, holding, named
from governance.recognition.assessment import gate
from governance.recognition.assessment.model import thawed
from governance.recognition.assessment.scoring import Scored, outcome_of, points_of
from governance.recognition.assessment.states import OBJECTING, SETTLING, AssessmentState, Ruling
from governance.recognition.assessment.verbs import OBJECT, SETTLE
from governance.recognition.models import Assessment
from institutions.recipients import officers_of

OBJECTED_NOTICE = "assessment_objected"
SETTLED_NOTICE = "assessment_settled"


def locked(pk: UUID, version: int) -> Assessment:
    """Lock an assessment that is still what was read, and return it with round and institution. Raises StaleState."""
    row = Assessment.objects.for_list().select_for_update(of=("self",)).get(pk=pk)
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    return row


@act
def object_to(
    pk: UUID,
    *,
    by: Actor,
    version: int,
    objections: Mapping[str, str],
    statement: str = "",
    evidence: Received | None = None,
) -> Assessment:
    """Object to lines of an assessment, once, and return it; the organ of the city settles it.

    `objections` says by the code of a line what is wrong about it. The file was received before this transaction.
    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = locked(pk, version)
    if not by.may(OBJECT.code, row):
        raise NotAllowed(OBJECT.code, _("Your posting does not allow this act."))
    today = timezone.localdate()
    lines = list(row.lines.all())
    found = gate.objecting_barred(row, today) or list(gate.objecting_objections(lines, objections, statement))
    if found:
        raise RuleBroken(found)
    body = row.institution.organisation
    stored = storing.record(evidence, by=by, organisation=body, belongs_to=row.stream) if evidence else None
    move(
        row,
        OBJECTING,
        by=by,
        facts={"lines": sorted(objections), "evidence": stored is not None},
        values={
            "objected_on": today,
            "objected_lines": len(objections),
            "statement": statement.strip(),
            "evidence": stored,
            "due_on": max(row.round.settled_until, today),
        },
    )
    for code, text in objections.items():
        row.lines.filter(code=code).update(objection=text.strip(), trail_seq=row.trail_seq)
    told: dict[str, str | int] = {"year": row.year, "name": str(row.institution)}
    users = officers_of([row.city_code], today)[row.city_code]
    notify(users, OBJECTED_NOTICE, f"{OBJECTED_NOTICE}:{row.pk}", told, row.get_absolute_url())
    return row


@act
def settle(pk: UUID, *, by: Actor, version: int, rulings: Mapping[str, gate.Ruled]) -> Assessment:
    """Settle the objection to an assessment and return it: each objected line stands or gets the figure that is right.

    Nobody gives points: a corrected figure goes through the scale of the frozen model like any other, and score and
    grade are computed anew. Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = locked(pk, version)
    if not by.may(SETTLE.code, row):
        raise NotAllowed(SETTLE.code, _("Your posting does not allow this act."))
    lines, model = list(row.lines.all()), thawed(row.round.model)
    found = (
        list(gate.settling_objections(lines, rulings))
        if row.state == AssessmentState.OBJECTED
        else list(gate.not_objected())
    )
    if found:
        raise RuleBroken(found)
    for line in lines:
        ruled = rulings.get(line.code)
        if ruled is None:
            continue
        line.ruling, line.ruling_reason = ruled.ruling, ruled.reason.strip()
        if ruled.ruling == Ruling.CORRECTED:
            line.ruled_value = {"kind": "ruled", "number": ruled.figure.strip()}
            line.ruled_points = points_of(model.indicator(line.code), line.ruled_value)
    outcome = outcome_of(model, [Scored(line.code, line.weight, line.final_points) for line in lines])
    facts = {
        "rulings": {code: ruled.ruling for code, ruled in rulings.items()}, "score": outcome.score,
        **named(outcome), "computed_score": row.computed_score, "computed_grade": row.computed_grade,
    }  # fmt: skip
    values = {**holding(outcome), "settled_on": timezone.localdate()}
    move(row, SETTLING, by=by, facts=facts, values=values)
    for line in lines:
        if line.code in rulings:
            row.lines.filter(pk=line.pk).update(
                ruling=line.ruling,
                ruling_reason=line.ruling_reason,
                ruled_value=line.ruled_value,
                ruled_points=line.ruled_points,
                trail_seq=row.trail_seq,
            )
    told: dict[str, str | int] = {"year": row.year}
    users = holders_at([row.institution_id])[row.institution_id]
    notify(users, SETTLED_NOTICE, f"{SETTLED_NOTICE}:{row.pk}", told, row.get_absolute_url())
    return row
