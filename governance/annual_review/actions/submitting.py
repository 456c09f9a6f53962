"""Submitting an annual review: the institution confirms or disputes every line and signs for it by its posting."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.moves import move
from foundation.audit.once import act
from governance.annual_review import gate
from governance.annual_review.lines import Line, digest_of, lines_today
from governance.annual_review.models import AnnualReview, ReviewLine
from governance.annual_review.states import SUBMIT, Answer


@act
def submit(
    pk: UUID, *, by: Actor, version: int, figures: str, said: Mapping[str, gate.Said], statement: str = ""
) -> AnnualReview:
    """Submit what an institution says about the lines of its annual review and return the review.

    `figures` is the digest of the values that were seen: when the portal knows something else by now, nothing is
    submitted and the form shows the new values. The lines are kept as they were confirmed. After the last day it is
    late and taken all the same. Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = locked(pk, version)
    today = timezone.localdate()
    barred = gate.submitting_barred(row, today)
    if barred:
        raise RuleBroken(barred)
    lines = lines_today(row)
    if digest_of(lines) != figures:
        raise RuleBroken(
            Finding(
                _("The figures have changed since this page was opened. Look at them once more and submit again."),
                field="figures",
                code="figures_changed",
            )
        )
    objections = list(gate.saying_objections(lines, said, statement))
    if objections:
        raise RuleBroken(objections)
    disputed = [line.code for line in lines if said[line.code].answer == Answer.DISPUTED]
    late = today > row.due_on
    move(
        row,
        SUBMIT,
        by=by,
        facts={"round": row.round + 1, "figures": figures, "disputed": disputed, "late": late},
        values={
            "round": row.round + 1,
            "submitted_on": today,
            "is_late": late,
            "disputed": len(disputed),
            "statement": statement.strip(),
            "due_on": _city_has_until(row, today),
        },
    )
    keep_lines(row, lines, said)
    return row


def locked(pk: UUID, version: int) -> AnnualReview:
    """Lock a review that is still what was read, and return it with year and institution. Raises StaleState."""
    row = (
        AnnualReview.objects.select_related("review_year", "institution__organisation")
        .select_for_update(of=("self",))
        .get(pk=pk)
    )
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    return row


def keep_lines(row: AnnualReview, lines: Sequence[Line], said: Mapping[str, gate.Said]) -> None:
    """Write the lines of the present round, explained by the event that the review was just moved with."""
    ReviewLine.objects.bulk_create(_kept(row, lines, said))


def _kept(row: AnnualReview, lines: Sequence[Line], said: Mapping[str, gate.Said]) -> Iterable[ReviewLine]:
    for line in lines:
        given = said.get(line.code, gate.Said())
        disputed = given.answer == Answer.DISPUTED
        yield ReviewLine(
            review=row,
            round=row.round,
            position=line.position,
            code=line.code,
            figure=line.figure,
            value=line.value,
            answer=given.answer,
            own_value=given.own_value.strip() if disputed else "",
            reason=given.reason.strip() if disputed else "",
            trail_seq=row.trail_seq,
        )


def _city_has_until(row: AnnualReview, today: date) -> date:
    """The last day of the city; one that has passed by the lateness of the institution is today."""
    return max(row.review_year.cities_until, today)
