"""The cells of published tables, and how they add up within a period, and between periods in each other. Pure.

A finest count belongs to a month, a city, a category and an institution. A slot is a sum of these: of a period, and
perhaps of a city, a category, a city's category or an institution.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from foundation.kpi.releases.disclosure import Sum, Tables

UNKNOWN: Final = "-"
"""The city or category of rows that have none: never printed, and part of the total."""

PRICES: Final = {"all": 4_000, "city": 800, "category": 800, "month": 400, "cell": 40, "institution": 20}
"""How much a cell is missed when it is held back: totals much more than cells inside a table."""


class Finest(NamedTuple):
    """Where a count belongs, as fine as it is kept. The month is written 2026-07."""

    month: str
    city: str
    category: str
    institution: str


class Slot(NamedTuple):
    """A cell of a published table; what is empty is not narrowed."""

    period: str
    city: str = ""
    category: str = ""
    institution: str = ""

    @property
    def kind(self) -> str:
        """What the cell is, as prices name it; a part of an institution that moved is a cell."""
        named = [name for name in ("city", "category", "institution") if getattr(self, name)]
        if len(named) > 1:
            return "cell"
        return named[0] if named else "all"


@dataclass(frozen=True)
class Frame:
    """What is printed about a period: its months, whether cities and categories, the codes that tables list."""

    period: str
    months: tuple[str, ...]
    cities: tuple[str, ...]
    categories: tuple[str, ...] = ()
    institutions: bool = False

    @property
    def has_months(self) -> bool:
        """Whether the period has a table of months."""
        return len(self.months) > 1


Counts = Mapping[Finest, int]


def printed_slots(frame: Frame, counts: Counts) -> dict[Slot, int]:
    """Every cell that a release of the period prints, zeros included (of institutions only those that have counts)."""
    whole = _summed(frame.period, frame.months, counts)
    slots = [Slot(frame.period), *(Slot(frame.period, city) for city in frame.cities)]
    slots += [Slot(frame.period, category=category) for category in frame.categories]
    slots += [Slot(frame.period, city, category) for city in frame.cities for category in frame.categories]
    if frame.institutions:
        slots += sorted(slot for slot in whole if slot.kind == "institution")
    found = {slot: whole.get(slot, 0) for slot in slots}
    for month in frame.months if frame.has_months else ():
        part = _summed(month, (month,), counts)
        found |= {slot: part.get(slot, 0) for slot in (Slot(month), *(Slot(month, city) for city in frame.cities))}
    return found


def tables_of(frames: Iterable[Frame], counts: Counts, new: Frame, before: Mapping[Slot, bool]) -> Tables:
    """All that a reader can add up once the release `new` is out beside those of `frames`.

    `before` are the cells that earlier releases hold, each with whether it was printed in one of them.
    """
    every = {frame.period: frame for frame in (*frames, new)}
    values: dict[Slot, int] = {}
    sums: list[Sum] = []
    for frame in every.values():
        values |= _within(frame.period, frame.months, frame, counts, sums)
        for month in frame.months if frame.has_months else ():
            if month not in every:
                plain = Frame(month, (month,), frame.cities)
                values |= _within(month, (month,), plain, counts, sums)
    for frame in every.values():
        sums += _in_time(frame, every, values)
    prices = {slot: _price(slot, value, new) for slot, value in printed_slots(new, counts).items()}
    prices |= {slot: 0 for slot, was_printed in before.items() if not was_printed and slot not in prices}
    fixed = frozenset(slot for slot, was_printed in before.items() if was_printed and slot in values)
    known: dict[Hashable, int] = {slot: price for slot, price in prices.items() if slot in values}
    everything: dict[Hashable, int] = dict(values.items())
    return Tables(everything, sums, known, fixed)


def _price(slot: Slot, value: int, new: Frame) -> int:
    kind = "month" if slot.kind == "all" and slot.period != new.period else slot.kind
    return PRICES[kind] + value.bit_length()


def _summed(period: str, months: Iterable[str], counts: Counts) -> dict[Slot, int]:
    """The counts of the months by every kind of slot, with the parts of institutions in cities."""
    within = set(months)
    found: dict[Slot, int] = defaultdict(int)
    for (month, city, category, institution), value in counts.items():
        if month in within:
            for slot in (
                Slot(period),
                Slot(period, city),
                Slot(period, category=category),
                Slot(period, city, category),
                Slot(period, institution=institution),
                Slot(period, city, institution=institution),
            ):
                found[slot] += value
    return found


def _within(period: str, months: tuple[str, ...], frame: Frame, counts: Counts, sums: list[Sum]) -> dict[Slot, int]:
    """The cells of one period and the sums between them."""
    found = _summed(period, months, counts)
    whole = Slot(period)
    cities = sorted({*frame.cities, *(slot.city for slot in found if slot.kind == "city")})
    values = {slot: found.get(slot, 0) for slot in (whole, *(Slot(period, city) for city in cities))}
    sums.append((whole, tuple(Slot(period, city) for city in cities)))
    if frame.categories:
        codes = sorted({*frame.categories, *(slot.category for slot in found if slot.kind == "category")})
        values |= {slot: found.get(slot, 0) for slot in (Slot(period, category=code) for code in codes)}
        values |= {
            Slot(period, city, code): found.get(Slot(period, city, code), 0) for city in cities for code in codes
        }
        sums.append((whole, tuple(Slot(period, category=code) for code in codes)))
        sums += [(Slot(period, city), tuple(Slot(period, city, code) for code in codes)) for city in cities]
        sums += [(Slot(period, category=code), tuple(Slot(period, city, code) for city in cities)) for code in codes]
    if frame.institutions:
        sums += _of_institutions(period, cities, found, values)
    return values


def _of_institutions(
    period: str, cities: Iterable[str], found: Mapping[Slot, int], values: dict[Slot, int]
) -> Iterator[Sum]:
    """A city is the sum of its institutions; one that moved within the period has a part in each of two cities."""
    seats: dict[str, list[str]] = defaultdict(list)
    for slot in found:
        if slot.institution and slot.city:
            seats[slot.institution].append(slot.city)
    parts: dict[str, list[Slot]] = defaultdict(list)
    for institution, where in sorted(seats.items()):
        whole = Slot(period, institution=institution)
        values[whole] = found[whole]
        if len(where) == 1:
            parts[where[0]].append(whole)
            continue
        pieces = [Slot(period, city, institution=institution) for city in sorted(where)]
        values |= {piece: found[piece] for piece in pieces}
        yield whole, tuple(pieces)
        for piece in pieces:
            parts[piece.city].append(piece)
    for city in cities:
        yield Slot(period, city), tuple(parts[city])


def _in_time(frame: Frame, every: Mapping[str, Frame], values: dict[Slot, int]) -> Iterator[Sum]:
    """A period is the sum of the largest known periods within it, and of a rest where they leave something over."""
    within = set(frame.months)
    inner = [other for other in every.values() if set(other.months) < within]
    largest = [other for other in inner if not any(set(other.months) < set(more.months) for more in inner)]
    covered = {month for other in largest for month in other.months}
    for slot in [each for each in values if each.period == frame.period]:
        parts = [slot._replace(period=other.period) for other in largest]
        if slot.kind in ("all", "city") and frame.has_months:
            parts += [slot._replace(period=month) for month in frame.months if month not in covered]
        known = [part for part in parts if part in values]
        if not known:
            continue
        rest = values[slot] - sum(values[part] for part in known)
        if rest:
            left = slot._replace(period=f"{frame.period} rest")
            values[left] = rest
            known.append(left)
        yield slot, tuple(known)
