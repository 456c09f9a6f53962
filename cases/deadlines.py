"""The clocks of a case: seven working days to decide about an entrustment (程序通则 art. 13), thirty to complete
the appraisal from the day the agreement takes effect (art. 28)."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext

from cases.entrustments.grounds import words_of
from cases.models import AgreedDecision, Agreement, Case, Entrustment
from foundation.clocks.queries import current_calendar
from foundation.clocks.reckoning import Reckoning, reckon
from foundation.clocks.rules import ClockEvent, ClockEventKind, ClockRule
from foundation.clocks.statutory import statutory_rule
from foundation.desk.charts.days import SOON
from foundation.law import queries as law

DECISION, OPINION = "DL01", "DL02"
EXCLUSIONS = "time_exclusions"
"""The statutory list of what stops a clock."""
_CHANGES = frozenset({ClockEventKind.PAUSE, ClockEventKind.RESUME, ClockEventKind.EXTEND, ClockEventKind.AGREE})
ARTICLES = {DECISION: "司法鉴定程序通则第十三条", OPINION: "司法鉴定程序通则第二十八条"}


def opinion_rule(on: date) -> ClockRule:
    """Return the rule for completing an appraisal as the legal tables hold it on a day.

    Raises NoSuchLimit when the tables have none, since no due date may then be printed.
    """
    return statutory_rule(OPINION, on, ARTICLES[OPINION])


def decision_rule(on: date) -> ClockRule:
    """Return the rule for deciding about an entrustment as the legal tables hold it on a day.

    The law names no most for an agreed longer time. Raises NoSuchLimit when the tables have no rule.
    """
    return statutory_rule(DECISION, on, ARTICLES[DECISION])


def decision_clock(entrustment: Entrustment, as_of: date) -> Reckoning:
    """Reckon how long the institution has to decide; the decision or a withdrawal stops the clock.

    While the client completes the entrustment, the time stands still and goes on from there (decisions.md 6). A longer
    time that was agreed comes before the seven working days (art. 13).
    """
    return decision_from(entrustment, entrustment.agreed_decisions.all(), as_of)


def decision_from(entrustment: Entrustment, agreed: Iterable[AgreedDecision], as_of: date) -> Reckoning:
    """Reckon the time for a decision with these agreements in the place of those on record."""
    limits = {row.agreed_on: row for row in agreed}  # of one day the later one holds
    events = [ClockEvent(ClockEventKind.START, entrustment.received_on), *_completions_of(entrustment)]
    events += [ClockEvent(ClockEventKind.AGREE, day, row.days, reason=row.reason) for day, row in limits.items()]
    ended = entrustment.withdrawn_on or entrustment.refused_on or entrustment.accepted_on
    if ended is not None:
        events.append(ClockEvent(ClockEventKind.STOP, ended))
    return reckon(decision_rule(entrustment.received_on), events, current_calendar(), as_of)


def _completions_of(entrustment: Entrustment) -> list[ClockEvent]:
    reason = gettext("Completing of the entrustment by the client")
    events = []
    for row in entrustment.completions.all():
        events.append(ClockEvent(ClockEventKind.PAUSE, row.asked_on, reason=reason, ref=str(row.number)))
        if row.received_on is not None:
            events.append(ClockEvent(ClockEventKind.RESUME, row.received_on, reason=reason, ref=str(row.number)))
    return events


def decide_by(received_on: date) -> Reckoning:
    """Reckon the last day for a decision about what was received on a day, before anything is filed."""
    start = ClockEvent(ClockEventKind.START, received_on)
    return reckon(decision_rule(received_on), [start], current_calendar(), received_on)


def last_day_soon(today: date) -> date:
    """Return the last day of the next five working days: what is due until then is due soon (interface.md)."""
    return current_calendar().add_working_days(today, SOON)


def clock_of(case: Case, as_of: date) -> Reckoning:
    """Reckon the clock of a case with its pauses and extensions, each from the rows that its events explain.

    An imported case has no pauses of the time before its import on file; its clock runs straight through.
    """
    return clock_from(case, events_of(case), as_of)


def clock_from(case: Case, events: Sequence[ClockEvent], as_of: date) -> Reckoning:
    """Reckon the clock of a case from its events, for callers that need these besides."""
    return reckon(opinion_rule(case.effective_on), events, current_calendar(), as_of)


def events_of(case: Case, agreements: Iterable[Agreement] | None = None) -> list[ClockEvent]:
    """Return what happened to the clock of a case: start, agreed limits, supplements, approved extensions, end.

    `agreements` stand in the place of those on record, for what is being agreed.
    """
    versions = case.agreements.all() if agreements is None else agreements
    events = [*start_of(case, versions)]
    for row in case.supplements.all():
        ground = _exclusion(row.ground, row.asked_on)
        code, ref = row.ground, str(row.number)
        events.append(ClockEvent(ClockEventKind.PAUSE, row.asked_on, reason=ground, code=code, ref=ref))
        if row.received_on is not None:
            events.append(ClockEvent(ClockEventKind.RESUME, row.received_on, reason=ground, code=code, ref=ref))
    for each in case.extensions.all():
        if each.is_approved and each.decided_on is not None:
            told = each.informed_on
            events.append(
                ClockEvent(ClockEventKind.EXTEND, each.decided_on, each.days, reason=str(each.number), informed_on=told)
            )
    ended = case.issued_on or case.terminated_on
    if ended is not None:
        events.append(ClockEvent(ClockEventKind.STOP, ended))
    return events


def start_of(case: Case, agreements: Iterable[Agreement]) -> list[ClockEvent]:
    """Return the start of the clock and what was agreed about it: each other limit, on the day of its agreement.

    Who goes back to the time of the law agrees on that again. Of two versions of one day the later one holds.
    """
    lawful: tuple[int | None, date | None] = (None, None)
    held, agreed = lawful, dict[date, ClockEvent]()
    for row in agreements:
        limit = (row.limit_days, row.limit_until)
        if limit != held:
            days = opinion_rule(case.effective_on).amount if limit == lawful else row.limit_days
            agreed[row.agreed_on] = ClockEvent(
                ClockEventKind.AGREE, row.agreed_on, days, reason=str(row.number), until=row.limit_until
            )
        held = limit
    return [ClockEvent(ClockEventKind.START, case.effective_on), *agreed.values()]


def last_change_of(case: Case) -> date | None:
    """Return the last day on which a pause, an extension or an agreed limit changed the time; None without one."""
    return max((event.on for event in events_of(case) if event.kind in _CHANGES), default=None)


def pauses_of(case: Case, until: date) -> list[tuple[date, date]]:
    """Return the pauses (begin, end] of a case as known on a day; one that is open lasts until then."""
    rows = [row for row in case.supplements.all() if row.asked_on <= until]
    return [(row.asked_on, min(row.received_on or until, until)) for row in rows]


def _exclusion(code: str, on: date) -> str:
    """The ground of a pause in the words of the table of that day; its code where the table has none."""
    found = next((each for each in law.grounds(EXCLUSIONS, on) if code in each.codes), None)
    return words_of(found) if found else code
