"""States of a permit in time: which one held on a day, and what a change adds to them. Pure, for both registers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar

from institutions.models import PermitState

State = TypeVar("State", bound=PermitState)


@dataclass(frozen=True)
class Spell(Generic[State]):
    """A state that counts, from its first day until the day before the next one; the last goes on."""

    state: State
    first: date
    last: date | None

    def holds(self, on: date) -> bool:
        """Whether a day lies within."""
        return self.first <= on and (self.last is None or on <= self.last)


@dataclass(frozen=True)
class Plan(Generic[State]):
    """What a change adds: the state that it makes, and later ones once more, with the items that it changed.

    `before` are states that the change rests on and nobody has written yet.
    """

    made: State
    carried: tuple[State, ...]
    present: State
    before: tuple[State, ...] = ()

    @property
    def rows(self) -> list[State]:
        """All that is added."""
        return [*self.before, self.made, *self.carried]


def known_by(states: Iterable[State], moment: datetime | None) -> list[State]:
    """Return the states that were on record by a moment; all of them without one."""
    return [row for row in states if moment is None or row.recorded_at <= moment]


def counting(states: Iterable[State]) -> list[State]:
    """Return the states that count, in order: of those that begin on one day the one with the latest event."""
    by_day = {row.valid_from: row for row in sorted(states, key=_in_time)}
    return [by_day[day] for day in sorted(by_day)]


def spells(states: Iterable[State]) -> list[Spell[State]]:
    """Return the states that count, each with its days."""
    rows = counting(states)
    ends = [row.valid_from - timedelta(days=1) for row in rows[1:]]
    return [Spell(row, row.valid_from, last) for row, last in zip(rows, [*ends, None], strict=True)]


def on_day(states: Iterable[State], on: date) -> State | None:
    """Return the state of a day; None before the first."""
    return next((each.state for each in spells(states) if each.holds(on)), None)


def plan(states: Sequence[State], items: Mapping[str, Any], **made: Any) -> Plan[State]:
    """Return what a change of `items` from `made["valid_from"]` on adds to states.

    `items` are compared with the present ones, as whoever decides sees them. A value holds from its day until a later
    state changed it by itself. Of a list (categories) what was added and what was taken away holds, day by day, beside
    what later states changed. Raises LookupError before the first state.
    """
    rows = counting(states)
    day: date = made["valid_from"]
    before = [row for row in rows if row.valid_from <= day]
    if not before:
        raise LookupError(f"Nothing is on record on {day}.")
    base, present = before[-1], rows[-1]
    lists = {name: _Turn.between(getattr(present, name), value) for name, value in items.items() if _is_list(value)}
    plain = {name: value for name, value in items.items() if name not in lists}
    new = base.follows_with(**plain, **{name: turn.of(getattr(base, name)) for name, turn in lists.items()}, **made)
    carried, old = [], base.values
    for row in rows[len(before) :]:
        plain = {name: value for name, value in plain.items() if getattr(row, name) == old[name]}
        turned = {name: turn.of(getattr(row, name)) for name, turn in lists.items()}
        changed = {name: value for name, value in {**plain, **turned}.items() if value != getattr(row, name)}
        if changed:
            carried.append(_again(row, changed))
    return Plan(new, tuple(carried), _last(rows, new, carried))


@dataclass(frozen=True)
class _Turn:
    """What was added to a list and what was taken away."""

    added: tuple[str, ...]
    removed: frozenset[str]

    @classmethod
    def between(cls, old: Sequence[str], new: Sequence[str]) -> "_Turn":
        return cls(tuple(each for each in new if each not in old), frozenset(old) - frozenset(new))

    def of(self, values: Sequence[str]) -> list[str]:
        kept = [each for each in values if each not in self.removed]
        return [*kept, *(each for each in self.added if each not in kept)]


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _last(rows: Sequence[State], new: State, carried: Sequence[State]) -> State:
    if rows[-1].valid_from <= new.valid_from:
        return new
    return carried[-1] if carried and carried[-1].valid_from == rows[-1].valid_from else rows[-1]


def _again(row: State, items: Mapping[str, Any]) -> State:
    """The same state of the same day with other items. A paper printed for it does not say them."""
    own = ("act", "valid_from", "document_number", "document_id", "ground", "article")
    return row.follows_with(**{**{name: getattr(row, name) for name in own}, **items})


def written_upon(states: Iterable[State], row: State) -> State | None:
    """Return the state that a state was planned upon: what counted on its first day before it; None for the first."""
    event = row.trail_seq or 0
    upon = [
        each
        for each in states
        if ((each.trail_seq or 0) < event and each.valid_from <= row.valid_from)
        or ((each.trail_seq or 0) == event and each.valid_from < row.valid_from)
    ]
    return max(upon, key=_in_time, default=None)


def writings(states: Sequence[State], row: State) -> list[State]:
    """Return a state and its former writings, back to that of its own act: later acts on earlier days add it anew.

    What an act carries along (`Plan.carried`) begins after what it makes, on a day on which a state stood before.
    """
    found = [row]
    while True:
        row, event = found[-1], found[-1].trail_seq or 0
        own = any((each.trail_seq or 0) == event and each.valid_from < row.valid_from for each in states)
        former = [each for each in states if (each.trail_seq or 0) < event and each.valid_from == row.valid_from]
        if not own or not former:
            return found
        found.append(max(former, key=_in_time))


def _in_time(row: PermitState) -> tuple[date, int]:
    return row.valid_from, row.trail_seq or 0
