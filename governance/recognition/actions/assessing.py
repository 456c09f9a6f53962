"""Opening the capability assessment of a year, and computing the scores of every institution by a job."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.models import Delegation, Organisation
from foundation.accounts.notices import notify
from foundation.accounts.roles import Role
from foundation.audit import outbox, trail
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.regulated import write
from governance.recognition.assessment import gate
from governance.recognition.assessment.figures import Asked, values_of
from governance.recognition.assessment.model import Model, digest_of, model_on, thawed
from governance.recognition.assessment.scoring import Outcome, Scored, Value, outcome_of, points_of
from governance.recognition.assessment.states import DISCLOSING, AssessmentState, RoundState
from governance.recognition.assessment.verbs import OBJECT, OPEN
from governance.recognition.models import Assessment, AssessmentLine, AssessmentRound
from institutions.models import Institution
from institutions.recipients import in_charge_of

COMPUTE_JOB: Final = "assessment.compute"
DISCLOSED_NOTICE: Final = "assessment_disclosed"
CHUNK: Final = 100


@act
def open_round(
    dates: gate.Dates, *, by: Actor, is_synthetic: bool = False, occurred_on: date | None = None
) -> AssessmentRound:
    """Open the capability assessment of a year and return it; a job computes the scores.

    The model of the day is frozen in the round. Of several who open the same year one does. `occurred_on` is the day
    of a round entered later; it shows as such on the trail. Raises NotAllowed, and RuleBroken with findings beside the
    fields.
    """
    if not by.may(OPEN.code):
        raise NotAllowed(OPEN.code, _("Only the province opens the capability assessment of a year."))
    today = occurred_on or timezone.localdate()
    objections = list(gate.opening_objections(dates, today))
    if objections:
        raise RuleBroken(objections)
    as_of = gate.day_of(dates.year, today)
    frozen = model_on(as_of).frozen()
    row = AssessmentRound(
        year=dates.year,
        as_of=as_of,
        opened_on=today,
        objections_until=dates.objections_until,
        settled_until=dates.settled_until,
        model=frozen,
        model_digest=digest_of(frozen),
        expected=gate.assessed_on(as_of).count(),
        is_synthetic=is_synthetic,
    )
    facts = {
        "year": row.year, "as_of": as_of, "objections_until": row.objections_until, "expected": row.expected,
        "settled_until": row.settled_until, "model": row.model_digest,
    }  # fmt: skip
    try:
        with transaction.atomic():  # the unique year decides between two who were asked at the same moment
            write(row, OPEN.code, by=by, facts=facts, occurred_on=occurred_on)
    except IntegrityError:
        raise RuleBroken(gate.opened_before(dates.year)) from None
    outbox.put(COMPUTE_JOB, {"round": str(row.pk)}, key=f"{COMPUTE_JOB}:{row.pk}")
    return row


def compute(pk: UUID, *, chunk: int = CHUNK) -> int:
    """Compute the assessments of a round that are missing, and return how many were computed now.

    Each chunk is a transaction that locks the round, looks again at what is there, and writes the rest, so that a
    killed worker loses nothing and a second one doubles nothing. When all are there they are disclosed.
    """
    made = 0
    while number := _compute_chunk(pk, chunk):
        made += number
    _disclose(pk)
    return made


@transaction.atomic(durable=True)
def _compute_chunk(pk: UUID, chunk: int) -> int:
    row = AssessmentRound.objects.select_for_update().get(pk=pk)
    if row.state != RoundState.COMPUTING:
        return 0
    known = Assessment.objects.filter(round=row).values("institution")
    rows = gate.assessed_on(row.as_of).exclude(pk__in=known).select_related("organisation").order_by("pk")
    missing = tuple(rows[:chunk])
    if missing:
        model = thawed(row.model)
        values = values_of(Asked(missing, row.year, row.as_of), model.indicators)
        _write(row, [_computed(row, model, institution, values[institution.pk]) for institution in missing])
    return len(missing)


def _computed(
    row: AssessmentRound, model: Model, institution: Institution, values: Mapping[str, Value]
) -> tuple[Assessment, list[AssessmentLine], Outcome]:
    lines = [
        AssessmentLine(
            position=position,
            code=each.code,
            weight=each.weight,
            value=values[each.code],
            points=points_of(each, values[each.code]),
        )
        for position, each in enumerate(model.indicators, start=1)
    ]
    outcome = outcome_of(model, [Scored(line.code, line.weight, line.points) for line in lines])
    made = Assessment(
        round=row,
        year=row.year,
        institution=institution,
        city_code=institution.city_code,
        county_code=institution.county_code,
        state=AssessmentState.COMPUTED,
        computed_on=timezone.localdate(),
        due_on=row.objections_until,
        computed_score=outcome.score,
        computed_grade=outcome.grade.code,
        **holding(outcome),
        is_synthetic=row.is_synthetic,
    )
    for line in lines:
        line.assessment = made
    return made, lines, outcome


def holding(outcome: Outcome) -> dict[str, object]:
    """Return the columns of an assessment that say what it came to."""
    return {
        "score": outcome.score,
        "counted": outcome.counted,
        "grade": outcome.grade.code,
        "grade_zh": outcome.grade.name_zh,
        "grade_en": outcome.grade.name_en,
        "is_low": outcome.grade.warns,
    }


def named(outcome: Outcome) -> dict[str, object]:
    """Return the facts of an event that say which grade it came to."""
    grade = outcome.grade
    return {"grade": grade.code, "grade_zh": grade.name_zh, "grade_en": grade.name_en}


def _write(row: AssessmentRound, made: Sequence[tuple[Assessment, list[AssessmentLine], Outcome]]) -> None:
    numbers = trail.append_many(
        trail.Draft(
            each.stream,
            "assessment.computed",
            SYSTEM,
            {
                "year": row.year, "institution": each.institution_id, "score": outcome.score,
                **named(outcome),
                "model": row.model_digest, "capped_by": list(outcome.capped_by),
                "points": {line.code: line.points for line in lines},
            },
        )
        for each, lines, outcome in made
    )  # fmt: skip
    for each, lines, _outcome in made:
        each.trail_seq = numbers[each.stream]
        for line in lines:
            line.trail_seq = each.trail_seq
    Assessment.objects.bulk_create([each for each, _lines, _outcome in made])
    AssessmentLine.objects.bulk_create([line for _each, lines, _outcome in made for line in lines])


@transaction.atomic(durable=True)
def _disclose(pk: UUID) -> None:
    row = AssessmentRound.objects.select_for_update().get(pk=pk)
    if row.state != RoundState.COMPUTING:
        return
    computed = Assessment.objects.filter(round=row)
    move(
        row,
        DISCLOSING,
        by=SYSTEM,
        facts={"computed": computed.count()},
        values={"computed_on": timezone.localdate()},
    )
    words: dict[str, str | int] = {"year": row.year, "last": row.objections_until.isoformat()}
    users = [user for of_one in holders_at(computed.values_list("institution", flat=True)).values() for user in of_one]
    notify(users, DISCLOSED_NOTICE, f"{DISCLOSED_NOTICE}:{row.pk}", words, row.get_absolute_url())


def holders_at(institutions: Iterable[UUID]) -> dict[UUID, list[int]]:
    """Return the users who may object for institutions today, by institution; their roles by the delegation table."""
    today = timezone.localdate()
    rows = Delegation.objects.in_force(today).filter(verb=OBJECT.code, level=Organisation.Level.NONE)
    return in_charge_of(institutions, today, roles=[Role(role) for role in rows.values_list("role", flat=True)])
