"""What asking for a suspension for rectification and deciding about it demand, for verbs and pages alike."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from foundation.audit.errors import Finding
from foundation.audit.reasons import LEAST, at_most, unstorable
from institutions.lapses.deadlines import MOST_MONTHS, latest_end
from institutions.lapses.states import LapseState
from institutions.lapses.verbs import BASIS, STOPS
from institutions.models import Lapse

LONGEST: Final = 2_000
RESUME, DEREGISTER, SEND_BACK = "resume", "deregister", "send_back"


def may_ask(row: Lapse) -> Iterator[Finding]:
    """What stands against asking for a suspension because of this lapse."""
    if row.state != LapseState.OPEN:
        yield Finding(_("Nothing is to be asked for any more."), BASIS, code="not_open")
    elif row.ask_by is None:
        yield Finding(_("For this condition no suspension is provided for; put it right."), BASIS, code="no_suspension")


def may_decide(row: Lapse) -> Iterator[Finding]:
    """What stands against deciding about a suspension."""
    if row.state != LapseState.ASKED:
        yield Finding(_("No application waits for a decision."), BASIS, code="not_asked")


def term_over(row: Lapse, today: date) -> bool:
    """Whether a suspension lasted until its last day."""
    bar = row.restriction
    ends = bar.valid_until if bar is not None else None
    return row.state == LapseState.SUSPENDED and ends is not None and ends < today


def may_report(row: Lapse) -> Iterator[Finding]:
    """What stands against reporting that the condition is kept again."""
    if row.state != LapseState.SUSPENDED:
        yield Finding(_("The item is not suspended for rectification."), BASIS, code="not_suspended")


def may_give_up(row: Lapse) -> Iterator[Finding]:
    """What stands against asking to give the item up."""
    if not row.category:
        yield Finding(_("The condition is one of the institution as a whole."), STOPS, code="no_item")
    elif row.state not in (LapseState.OPEN, LapseState.ASKED, LapseState.SUSPENDED):
        yield Finding(_("Nothing is to be asked for any more."), STOPS, code="not_open")


def outcomes_of(row: Lapse, today: date) -> tuple[str, ...]:
    """What an organ may decide about the item now; nothing while no report, no request and no missed day call for it.

    Who neither asked for a suspension in time nor met the condition by its end is treated as ending (条例 art. 16(2)).
    """
    if row.state == LapseState.REPORTED:
        return RESUME, DEREGISTER, SEND_BACK
    if row.state == LapseState.SURRENDERED:
        return DEREGISTER, SEND_BACK
    missed = row.state == LapseState.OPEN and row.ask_by is not None and row.ask_by < today
    return (DEREGISTER,) if row.category and (missed or term_over(row, today)) else ()


def may_end(row: Lapse, today: date) -> Iterator[Finding]:
    """What stands against deciding whether the item resumes or is deregistered."""
    if not outcomes_of(row, today):
        yield Finding(
            _("Neither a report nor a request waits, and no last day has passed."), BASIS, code="nothing_to_end"
        )


def end_objections(row: Lapse, outcome: str, today: date, *, lost: bool) -> Iterator[Finding]:
    """What stands against one outcome; `lost` says whether the condition is lost by what is on record today."""
    yield from may_end(row, today)
    if outcomes_of(row, today) and outcome not in outcomes_of(row, today):
        yield Finding(_("Choose one of the outcomes that are possible now."), BASIS, "outcome", code="outcome_unfit")
    elif outcome == RESUME and lost:
        yield Finding(
            _("By what is on record the condition is still lost."),
            BASIS,
            "outcome",
            way_out=_("Have put on record what was put right, or send the report back."),
            code="still_lost",
        )


def term_objections(last: date, today: date, field: str) -> Iterator[Finding]:
    """What is wrong with the last day of a suspension that begins today: over already, or more than a year away."""
    if last < today:
        yield Finding(_("The last day lies before today."), BASIS, field, code="ends_before_begins")
    elif last >= latest_end(today):
        words = _("A suspension for rectification lasts %(months)d months at most.") % {"months": MOST_MONTHS}
        yield Finding(words, BASIS, field, code="too_long")


def plan_objections(plan: str, field: str = "plan") -> Iterator[Finding]:
    """What is wrong with what the institution says it will do, or has done."""
    if len(plan.strip()) < LEAST:
        yield Finding(_("Write at least %(least)d characters.") % {"least": LEAST}, field=field, code="too_short")
    elif len(plan) > LONGEST:
        yield Finding(at_most(plan, LONGEST), field=field, code="too_long")
    yield from unstorable(plan, field)
