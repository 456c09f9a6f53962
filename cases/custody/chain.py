"""The chain of a material as it is stored: its entries as steps, and what its row repeats of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils import timezone

from cases.custody import gaps, order
from cases.custody.grounds import needs_consent
from cases.custody.order import Kind, Step
from cases.models import CustodyEntry, Material


def step_of(entry: CustodyEntry, numbers: dict[object, int]) -> Step:
    """Return an entry as a step; `numbers` are those of the entries of its chain by their keys."""
    return Step(
        number=entry.number,
        kind=entry.kind,
        happened_at=entry.happened_at,
        giver=entry.giver,
        holder=entry.holder,
        place=entry.place,
        seal=entry.seal,
        counters=numbers[entry.counters_id] if entry.counters_id is not None else None,
        consent=rests_on_consent(entry),
    )


def rests_on_consent(entry: CustodyEntry) -> bool:
    """Whether what an entry tells of needs the consent of the client."""
    if entry.kind == Kind.DESTROYED:
        return needs_consent(entry.ground, timezone.localdate(entry.happened_at))
    return entry.kind == Kind.USED_UP or (entry.kind == Kind.USED and entry.damages)


def steps_of(entries: Iterable[CustodyEntry]) -> tuple[Step, ...]:
    """Return the steps that count of a chain, in their places."""
    rows = list(entries)
    numbers: dict[object, int] = {row.pk: row.number for row in rows}
    return order.standing(step_of(row, numbers) for row in rows)


def gaps_of(material: Material, steps: Sequence[Step]) -> tuple[gaps.Gap, ...]:
    """Return what the chain of a material does not say."""
    return gaps.gaps_of(steps, entrusted_of(material))


def entrusted_of(material: Material) -> gaps.Entrusted:
    """Return what the entrustment says of a material; nothing where the case came from a ledger."""
    on = material.entrustment.received_on if material.entrustment is not None else None
    return gaps.Entrusted(on, material.entrusted.received_on if material.entrusted is not None else None)


def repeat(material: Material, entries: Sequence[CustodyEntry]) -> None:
    """Write on the row of a material what the entries of its chain say; the caller saves it with its event."""
    by_number = {row.number: row for row in entries}
    steps = steps_of(entries)
    now = order.keeping(steps)
    material.whereabouts = order.ended_as(steps)
    material.holder, material.place, material.seal = now.holder, now.place, now.seal
    material.gaps = len(gaps_of(material, steps))
    consents = [step for step in steps if step.kind == Kind.CONSENTED]
    material.consented_on = timezone.localdate(consents[-1].happened_at) if consents else None
    if steps:
        material.came_at, material.since = steps[0].happened_at, steps[-1].happened_at
        said = [by_number[step.number].condition for step in steps if by_number[step.number].condition]
        material.condition = said[-1] if said else material.condition


def with_step(steps: Sequence[Step], step: Step) -> tuple[Step, ...]:
    """Return the steps that count once one more is entered, in its place or in that of the one it corrects."""
    if step.counters is None:
        return (*steps, step)
    found = [replace(step) if each.number == step.counters else each for each in steps]
    return tuple(each for each in found if each.kind != Kind.STRUCK)
