"""What a release holds: which figures by which tables, their words as they are now, and their values."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django.conf import settings
from django.utils.translation import override

from foundation.kpi import histograms
from foundation.kpi.catalogue import Count, Days, Kpi, Rate, kpi_of
from foundation.kpi.intervals import wilson
from foundation.kpi.measures import measure
from foundation.kpi.releases.counting import Counted
from foundation.kpi.releases.disclosure import SMALLEST, is_small, protect
from foundation.kpi.releases.slots import Frame, Slot, printed_slots, tables_of

RELEASED: Final = ("case_volume", "opinions_issued", "turnaround", "complaints_received", "complaint_rate")
"""The figures that are published, each over all, by month, city and category as far as its rows know these."""

COUNT_BESIDE: Final = {"cases.turnaround": "cases.issued"}
"""The count that stands in the same tables as a median: where it is held back the median is too."""

DECIMALS: Final = Decimal("0.0001")
_WORDS: Final = ("name", "unit", "formula", "numerator", "denominator", "exclusions", "article")


@dataclass(frozen=True)
class Figure:
    """A figure of a release before it is written."""

    kpi: str
    slot: Slot
    numerator: int | None
    denominator: int | None = None
    value: str = ""
    low: str = ""
    high: str = ""
    suppressed: bool = False


@dataclass
class Contents:
    """The figures of a release, and how many small counts could not be kept unknown."""

    figures: list[Figure] = field(default_factory=list)
    exposed: int = 0


@dataclass(frozen=True)
class Before:
    """An earlier release: its frame, and its printed and held back counts by measure."""

    frame: Frame
    printed: Mapping[str, Mapping[Slot, int]]
    held_back: Mapping[str, frozenset[Slot]]


def released_kpis() -> list[Kpi]:
    """The figures that are published and have a register behind them."""
    found = [kpi_of(code) for code in RELEASED]
    return [kpi for kpi in found if kpi.is_fed]


def codes_counted(kpis: Iterable[Kpi]) -> tuple[str, ...]:
    """The measures that figures are made of."""
    return tuple(sorted({code for kpi in kpis for code in kpi.codes}))


def definitions(kpis: Iterable[Kpi]) -> dict[str, Any]:
    """Each figure's version, those of its measures, and its words in both languages, as they are now."""
    found: dict[str, Any] = {}
    for kpi in kpis:
        versions = {code: measure(code).version for code in kpi.codes}
        found[kpi.code] = {"version": kpi.version, "measures": versions, "words": {}}
        for language, _name in settings.LANGUAGES:
            with override(language):
                found[kpi.code]["words"][language] = {word: str(getattr(kpi, word)) for word in _WORDS}
    return found


def contents(counted: Counted, frame: Frame, kpis: Iterable[Kpi], before: Iterable[Before] | None) -> Contents:
    """Return the figures of a period, the small counts held back so that nothing printed before gives them away.

    With None for what was printed before nothing is held back: for comparing, not for printing.
    """
    earlier, found = list(before or ()), Contents()
    hidden: dict[str, frozenset[Slot]] = {}
    frames: dict[str, Frame] = {}

    def held_back(code: str) -> frozenset[Slot]:
        if code not in hidden:
            frames[code], hidden[code] = narrowed(frame, code), frozenset()
            if before is not None:
                hidden[code], exposed = _held_back(code, counted, frames[code], earlier)
                found.exposed += exposed
        return hidden[code]

    for kpi in kpis:
        match kpi.arithmetic:
            case Count(code):
                kept = held_back(code)
                for slot, value in printed_slots(frames[code], counted.counts[code]).items():
                    found.figures.append(Figure(kpi.code, slot, value, value=str(value), suppressed=slot in kept))
            case Rate(upper, lower, per):
                kept = held_back(upper) | held_back(lower)
                found.figures += _rates(kpi.code, upper, lower, per, counted, frames[upper], kept)
            case Days(code):
                found.figures += _medians(kpi.code, code, counted, frame, held_back(COUNT_BESIDE[code]))
            case other:
                raise TypeError(f"A release holds no {type(other).__name__}.")
    return found


def narrowed(frame: Frame, code: str) -> Frame:
    """The frame of a measure: rows without categories are not told by institution either, being so few."""
    if measure(code).of.category:
        return frame
    return Frame(frame.period, frame.months, frame.cities)


def _held_back(code: str, counted: Counted, frame: Frame, earlier: list[Before]) -> tuple[frozenset[Slot], int]:
    """The cells of a measure that are not printed, and how many small counts are given away all the same.

    Twice: for the counts themselves beside everything printed before, and for what changed since a count was printed,
    which is as small a group of cases as any other.
    """
    counts = counted.counts[code]
    printed: dict[Slot, list[int]] = {}
    known: dict[Slot, bool] = {}
    for each in earlier:
        for slot, value in each.printed.get(code, {}).items():
            printed.setdefault(slot, []).append(value)
            known[slot] = True
        for slot in each.held_back.get(code, ()):
            known.setdefault(slot, False)
    frames = [narrowed(each.frame, code) for each in earlier]
    first = protect(tables_of(frames, counts, frame, known))
    slots = printed_slots(frame, counts)
    alone = tables_of((), counts, frame, {})
    shifts = {slot: _away(value, printed[slot]) for slot, value in slots.items() if slot in printed}
    second = protect(alone, first.hidden, {slot: shift for slot, shift in shifts.items() if shift})
    return frozenset(slot for slot in second.hidden if slot in slots), len(first.exposed) + len(second.exposed)


def _away(value: int, printed: Iterable[int]) -> int:
    """How far another possible count must lie from ours, so that no change against what was printed is small; or 0."""
    changes = [value - one for one in printed]
    return max((SMALLEST - change for change in changes if is_small(change)), default=0) if value else 0


def _rates(
    kpi: str, upper: str, lower: str, per: int, counted: Counted, frame: Frame, kept: frozenset[Slot]
) -> Iterator[Figure]:
    """A rate with both counts and its interval, of the whole period and of each city; hidden with either of them."""
    above, below = (printed_slots(frame, counted.counts[code]) for code in (upper, lower))
    for slot, events in above.items():
        if slot.period != frame.period:
            continue
        of = below[slot]
        texts = _rate(events, of, per) if of and events <= of else {}
        yield Figure(kpi, slot, events, of, **texts, suppressed=slot in kept)


def _rate(events: int, of: int, per: int) -> dict[str, str]:
    low, high = wilson(events, of)
    return {
        "value": _decimal(Fraction(events * per, of)),
        "low": _decimal(Fraction(low * per)),
        "high": _decimal(Fraction(high * per)),
    }


def _medians(kpi: str, code: str, counted: Counted, frame: Frame, kept: frozenset[Slot]) -> Iterator[Figure]:
    """The median of whole days of the period, its months, cities and categories; a few days would tell single cases."""
    found: dict[Slot, dict[int, int]] = {}
    for where, histogram in counted.days[code].items():
        if where.month not in frame.months:
            continue
        slots = [Slot(frame.period), Slot(frame.period, where.city), Slot(frame.period, category=where.category)]
        for slot in [*slots, *([Slot(where.month)] if frame.has_months else [])]:
            into = found.setdefault(slot, {})
            for bucket, value in histogram.items():
                into[bucket] = into.get(bucket, 0) + value
    for slot, histogram in sorted(found.items()):
        many = histograms.total(histogram) >= SMALLEST
        median = histograms.median(histogram) if many else None
        told = "" if median is None else str(float(median))
        yield Figure(kpi, slot, None, value=told, suppressed=not many or slot in kept)


def _decimal(value: Fraction) -> str:
    return str((Decimal(value.numerator) / Decimal(value.denominator)).quantize(DECIMALS))
