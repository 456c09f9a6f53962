"""Whoever has every table and can reckon cannot find out a small count: attackers written without the defence."""

from collections.abc import Hashable, Mapping
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from foundation.kpi.releases.disclosure import SMALLEST, Protection, Tables, protect, small_counts
from foundation.kpi.releases.slots import Finest, Frame, Slot, printed_slots, tables_of

MONTHS = ("2026-07", "2026-08", "2026-09")
CITIES, KINDS = ("370100", "370200", "370300"), ("FY-01", "FY-02", "HJ")


def determined(tables: Tables, printed: set[Hashable]) -> set[Hashable]:
    """The cells that follow from the printed ones by adding and taking away: Gauss over the sums, exact."""
    unknown = sorted({cell for whole, parts in tables.sums for cell in (whole, *parts)} - printed, key=str)
    column = {cell: number for number, cell in enumerate(unknown)}
    rows = []
    for whole, parts in tables.sums:
        row = [Fraction(0)] * len(unknown)
        for cell, sign in [(whole, -1), *((part, 1) for part in parts)]:
            if cell in column:
                row[column[cell]] += sign
        rows.append(row)
    rank = 0
    for index in range(len(unknown)):
        pivot = next((number for number in range(rank, len(rows)) if rows[number][index]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        lead = rows[rank][index]
        rows[rank] = [each / lead for each in rows[rank]]
        for number, row in enumerate(rows):
            if number != rank and row[index]:
                factor = row[index]
                rows[number] = [mine - factor * its for mine, its in zip(row, rows[rank], strict=True)]
        rank += 1
    alone = [row for row in rows if sum(1 for each in row if each) == 1]
    return {unknown[row.index(next(filter(None, row)))] for row in alone}


def largest(tables: Tables, hidden: frozenset[Hashable], cell: Hashable) -> int:
    """The largest value that a reader must reckon with in a cell, found by narrowing all bounds until nothing moves."""
    top = max(tables.values.values()) + 2 * SMALLEST
    bounds = {}
    for each, value in tables.values.items():
        known = each in tables.fixed or (each in tables.prices and each not in hidden)
        lowest = 1 if each in tables.prices else 0
        bounds[each] = (value, value) if known else (lowest, top)
    moved = True
    while moved:
        moved = False
        for whole, parts in tables.sums:
            for one in (whole, *parts):
                others = [part for part in parts if part != one]
                if one == whole:
                    low, high = (sum(bounds[part][end] for part in parts) for end in (0, 1))
                else:
                    low = bounds[whole][0] - sum(bounds[part][1] for part in others)
                    high = bounds[whole][1] - sum(bounds[part][0] for part in others)
                narrowed = max(low, bounds[one][0]), min(high, bounds[one][1])
                if narrowed != bounds[one]:
                    bounds[one], moved = narrowed, True
    return bounds[cell][1]


def insist(tables: Tables, found: Protection) -> None:
    """No small count is printed, none follows exactly, none is known to be small.

    Except those that are owned up to as exposed: then nothing new is printed at all, so that it is what was printed
    before that gives them away.
    """
    small = set(small_counts(tables))
    assert not (small & set(tables.prices)) - found.hidden
    assert not [cell for cell in found.hidden if tables.values[cell] == 0], "zeros are printed"
    printed = (set(tables.prices) - found.hidden) | set(tables.fixed)
    if found.exposed:
        assert found.hidden >= {cell for cell in tables.prices if tables.values[cell]}
    assert not determined(tables, printed) & small - found.exposed
    for cell in small - found.exposed:
        assert largest(tables, found.hidden, cell) >= SMALLEST, cell


def two_way(numbers: Mapping[tuple[int, int], int], rows: int, columns: int) -> Tables:
    """A table with its margins and total, all of them to be printed."""
    values: dict[Hashable, int] = {("cell", *key): value for key, value in numbers.items()}
    sums = []
    for row in range(rows):
        parts = tuple(("cell", row, column) for column in range(columns))
        values["row", row] = sum(values[part] for part in parts)
        sums.append((("row", row), parts))
    for column in range(columns):
        parts = tuple(("cell", row, column) for row in range(rows))
        values["column", column] = sum(values[part] for part in parts)
        sums.append((("column", column), parts))
    values["all",] = sum(numbers.values())
    sums.append((("all",), tuple(("row", row) for row in range(rows))))
    sums.append((("all",), tuple(("column", column) for column in range(columns))))
    prices = {cell: {"cell": 10, "all": 400}.get(cell[0], 100) for cell in values}
    return Tables(values, sums, prices)


def counts_of(random: Random, months: tuple[str, ...], size: int) -> dict[Finest, int]:
    """Random counts of a year at the finest grain, many of them small; one institution moved to another city."""
    found: dict[Finest, int] = {}
    seats = {"a": CITIES[0], "b": CITIES[0], "c": CITIES[1], "d": CITIES[2]}
    for month, house, kind in product(months, seats, KINDS):
        city = CITIES[2] if house == "b" and month > months[0] else seats[house]
        if random.random() < 0.8:
            found[Finest(month, city, kind, house)] = random.randrange(size) + 1
    return found


@settings(max_examples=40)
@given(st.integers(2, 4), st.integers(2, 4), st.data())
def test_a_small_count_in_a_table_with_margins_cannot_be_told(rows: int, columns: int, data: st.DataObject) -> None:
    keys = list(product(range(rows), range(columns)))
    numbers = data.draw(st.fixed_dictionaries(dict.fromkeys(keys, st.integers(0, 30))))
    tables = two_way(numbers, rows, columns)
    insist(tables, protect(tables))


def test_holes_that_two_rows_and_two_columns_together_give_away_are_found() -> None:
    """Each row and column has two holes, and still one of them follows: the reason why rows alone are not enough."""
    numbers = dict.fromkeys(product(range(4), range(4)), 20) | {(0, 0): 2}
    tables = two_way(numbers, 4, 4)
    naive = {("cell", row, column) for row, column in ((0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 2), (3, 2), (2, 3))}
    assert not determined(tables, set(tables.prices) - naive) & {("cell", 0, 0)}
    broken = naive - {("cell", 1, 1)}
    assert ("cell", 0, 0) in determined(tables, set(tables.prices) - broken | {("cell", 1, 0)})
    found = protect(tables)
    insist(tables, found)
    assert len(found.hidden) == 4, "a rectangle, and no margin"


@pytest.mark.parametrize("size", [3, 9, 40])
def test_a_release_with_all_its_tables_gives_no_small_count_away(size: int) -> None:
    for seed in range(5):
        counts = counts_of(Random(seed), MONTHS, size)
        frame = Frame("2026-Q3", MONTHS, CITIES, KINDS, institutions=True)
        tables = tables_of((), counts, frame, {})
        insist(tables, protect(tables))


@settings(deadline=None, max_examples=12)
@given(st.integers(0, 10_000))
@example(108)  # no other world is found for a cell, though bounds alone would leave room for one
@example(1902)  # what is out before the first quarter tells that a cell is below five, whatever is held back of it
def test_what_was_printed_about_the_quarters_does_not_help_against_the_year(seed: int) -> None:
    """Three quarters are out when the year comes; a reader takes them off. The reverse order too."""
    random = Random(seed)
    months = tuple(f"2026-{month:02d}" for month in range(1, 13))
    counts = counts_of(random, months, random.choice((4, 12)))
    quarters = [
        Frame(f"2026-Q{number}", months[3 * number - 3 : 3 * number], CITIES, KINDS, institutions=True)
        for number in (1, 2, 3)
    ]
    frames = [*quarters, Frame("2026", months, CITIES, KINDS, institutions=True)]
    if random.random() < 0.5:
        frames.reverse()
    before: dict[Slot, bool] = {}
    for number, frame in enumerate(frames):
        tables = tables_of(frames[:number], counts, frame, before)
        found = protect(tables)
        insist(tables, found)
        before |= {slot: slot not in found.hidden for slot in printed_slots(frame, counts) if not before.get(slot)}


def test_without_the_weighing_of_earlier_figures_the_year_would_give_a_quarter_away() -> None:
    """The control: the same attacker finds the count when a release is looked at by itself."""
    months = ("2026-01", "2026-02")
    counts = {Finest("2026-01", CITIES[0], "HJ", "a"): 2, Finest("2026-01", CITIES[1], "HJ", "c"): 9}
    counts |= {Finest("2026-02", city, "HJ", house): 30 for city, house in ((CITIES[0], "a"), (CITIES[1], "c"))}
    january, february = (Frame(month, (month,), CITIES[:2], ("HJ",), institutions=True) for month in months)
    whole = Frame("2026", months, CITIES[:2], ("HJ",), institutions=True)
    before = dict.fromkeys(printed_slots(february, counts), True)
    first = protect(tables_of((), counts, january, {}))
    before |= {slot: slot not in first.hidden for slot in printed_slots(january, counts)}
    tables = tables_of((january, february), counts, whole, before)
    small = Slot("2026-01", CITIES[0])
    alone = protect(tables_of((), counts, Frame("2026", ("2026",), CITIES[:2], ("HJ",)), {}))
    everything = {
        slot for slot in tables.prices if isinstance(slot, Slot) and slot.period == "2026"
    } - alone.hidden | set(tables.fixed)
    assert small in determined(tables, everything)
    assert small not in determined(tables, (set(tables.prices) - protect(tables).hidden) | set(tables.fixed))


def test_a_change_of_a_few_since_the_last_release_is_held_back_too() -> None:
    """Counts are large; two of them grew by 2 and by 40, and the difference of 2 is a group of two cases."""
    tables = Tables(
        {"all": 342, "a": 102, "b": 140, "c": 100}, [("all", ("a", "b", "c"))], {"all": 400, "a": 10, "b": 10, "c": 10}
    )
    found = protect(tables, shifts={"a": 3})
    assert "a" in found.hidden
    assert len(found.hidden) == 2
    assert "all" not in found.hidden
