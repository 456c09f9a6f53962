"""Which entry of a chain may follow which. Pure: it knows steps, no rows, no clock and no law of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cases.models import CustodyEntry, Material

Kind = CustodyEntry.Kind
Where = Material.Whereabouts


@dataclass(frozen=True)
class Step:
    """One entry of a chain. `counters` is the number of the entry that it corrects, `consent` whether it needs one."""

    number: int
    kind: str
    happened_at: datetime
    giver: str = ""
    holder: str = ""
    place: str = ""
    seal: str = ""
    counters: int | None = None
    consent: bool = False


@dataclass(frozen=True)
class Breach:
    """The first step of a chain that cannot stand there, the one before it, and why in a code."""

    code: str
    step: Step
    before: Step | None = None


ENDS: Final = {
    Kind.USED_UP.value: Where.USED_UP.value,
    Kind.RETURNED.value: Where.RETURNED.value,
    Kind.DESTROYED.value: Where.DESTROYED.value,
}
"""What ends a chain, and where the material is then."""
BY_KEEPING: Final = tuple(each.value for each in (Kind.MOVED, Kind.HANDED, Kind.OPENED, Kind.USED, Kind.USED_UP))
"""What may happen to a material while the institution keeps it."""


def standing(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps that count, in their places: a corrected one gives its place to the one that names it."""
    places: dict[int, Step | None] = {}
    place_of: dict[int, int] = {}
    for step in sorted(steps, key=lambda each: each.number):
        place = place_of[step.counters] if step.counters is not None else step.number
        place_of[step.number] = place
        places[place] = None if step.kind == Kind.STRUCK else step
    return tuple(step for _place, step in sorted(places.items()) if step is not None)


def breach(steps: Sequence[Step]) -> Breach | None:
    """Return the first thing that is out of order among steps that stand; None for a lawful chain, an empty one too."""
    consented, before = False, None
    for step in steps:
        code = _wrong(step, before, consented)
        if code:
            return Breach(code, step, before)
        consented = consented or step.kind == Kind.CONSENTED
        before = step
    return None


def _wrong(step: Step, before: Step | None, consented: bool) -> str:
    if before is None:
        return "" if step.kind == Kind.RECEIVED else "not_received"
    if step.kind == Kind.RECEIVED:
        return "received_already"
    if before.kind in ENDS:
        return "chain_ended"
    if step.happened_at < before.happened_at:
        return "before_the_last_entry"
    return "no_consent" if step.consent and not consented else ""


def ended_as(steps: Sequence[Step]) -> str:
    """Return where the material is after steps that stand; "struck" where none is left."""
    return ENDS.get(steps[-1].kind, Where.HERE.value) if steps else Where.STRUCK.value


@dataclass(frozen=True)
class Keeping:
    """Who of the institution has a material, where it is, and its seal, as far as the chain says."""

    holder: str = ""
    place: str = ""
    seal: str = ""


def keeping(steps: Sequence[Step]) -> Keeping:
    """Return what steps that stand say: opening and using leave it where it was, and what ended is nowhere here."""
    now = Keeping()
    for step in steps:
        now = after(now, step)
    return now


def after(now: Keeping, step: Step) -> Keeping:
    """Return who has it and where after one more step."""
    if step.kind in ENDS:
        return Keeping()
    if step.kind == Kind.CONSENTED:
        return now
    if step.kind in (Kind.OPENED, Kind.USED):
        return Keeping(now.holder, now.place, step.seal)
    return Keeping(step.holder, step.place, step.seal)
