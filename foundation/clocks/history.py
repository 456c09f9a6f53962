"""The events of one clock put in order: who paused when, what was extended or agreed, as known on a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from foundation.clocks.rules import ClockError, ClockEvent, ClockEventKind, ClockRule, Direction


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause covers (begin, end]: the day it begins still counts, the day it ends does not; None: still open."""

    begin: date
    end: date | None
    reason: str = ""
    code: str = ""
    document: str = ""

    def until(self, horizon: date) -> date:
        """Return the last day the pause covers as seen on the horizon."""
        return horizon if self.end is None else min(self.end, horizon)


@dataclass(frozen=True, slots=True)
class History:
    """The ordered events of a clock. ``changes`` are its extensions and agreed limits."""

    start: ClockEvent | None
    stop: ClockEvent | None
    pauses: tuple[Pause, ...]
    changes: tuple[ClockEvent, ...]


def history_of(rule: ClockRule, events: Iterable[ClockEvent], as_of: date) -> History:
    """Order the events known on ``as_of``; later ones are left out (the day counted back from may lie ahead).

    Raises ``ClockError`` for two starts or stops, a stop before the start, a resumption without a pause, and a
    pause or extension of a backward rule.
    """
    backward = rule.direction is Direction.BACKWARD
    found: dict[ClockEventKind, list[ClockEvent]] = defaultdict(list)
    for event in events:
        if event.on <= as_of or (backward and event.kind is ClockEventKind.START):
            found[event.kind].append(event)
    start = _single(found[ClockEventKind.START])
    stop = _single(found[ClockEventKind.STOP])
    if stop and start and not backward and stop.on < start.on:
        raise ClockError(f"the clock {rule.code} stops on {stop.on}, before its start on {start.on}")
    pauses = _paired(found[ClockEventKind.PAUSE] + found[ClockEventKind.RESUME])
    if stop:
        pauses = tuple(replace(pause, end=pause.until(stop.on)) for pause in pauses if pause.begin < stop.on)
    changes = sorted(
        found[ClockEventKind.EXTEND] + found[ClockEventKind.AGREE],
        # An agreement replaces the amount that an extension of the same day then adds to.
        key=lambda event: (
            event.on,
            event.kind is ClockEventKind.EXTEND,
            event.until or date.min,
            event.amount or 0,
            event.reason,
        ),
    )
    if backward and (pauses or changes):
        raise ClockError(f"the clock {rule.code} counts backwards: it can be neither paused nor lengthened")
    return History(start, stop, pauses, tuple(changes))


def _single(events: list[ClockEvent]) -> ClockEvent | None:
    if len(events) > 1:
        raise ClockError(f"two events of the kind {events[0].kind}: {events[0].on} and {events[1].on}")
    return events[0] if events else None


def _paired(events: list[ClockEvent]) -> tuple[Pause, ...]:
    by_ref: dict[str, dict[date, list[ClockEvent]]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        by_ref[event.ref][event.on].append(event)
    pauses = [pause for days in by_ref.values() for pause in _pauses_of_one_reference(days)]
    return tuple(sorted(pauses, key=lambda pause: (pause.begin, pause.end or date.max, pause.code, pause.reason)))


def _pauses_of_one_reference(days: dict[date, list[ClockEvent]]) -> list[Pause]:
    """Pair pauses and resumptions day by day, first begun first ended, whatever the order they were handed over in.

    Which of two overlapping pauses ends first does not matter to the days covered; references keep their reasons apart.
    """
    pauses: list[Pause] = []
    opened: list[ClockEvent] = []
    for day in sorted(days):
        opened += sorted(
            (event for event in days[day] if event.kind is ClockEventKind.PAUSE),
            key=lambda event: (event.code, event.reason, event.document),
        )
        for _ in (event for event in days[day] if event.kind is ClockEventKind.RESUME):
            if not opened:
                raise ClockError(f"the clock resumes on {day} without being paused")
            begun = opened.pop(0)
            pauses.append(Pause(begun.on, day, begun.reason, begun.code, begun.document))
    return pauses + [Pause(begun.on, None, begun.reason, begun.code, begun.document) for begun in opened]
