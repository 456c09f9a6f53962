"""Which cells of published tables are held back, so that nobody can find out a small count. Pure.

Whoever reads all tables knows every sum that they share: a total and its parts, a city in two tables, a quarter in two
releases. He also knows the rule, so that a cell held back is at least 1 (zeros are printed). A count from 1 to 4 is
safe when some other world of whole numbers fits everything that was printed and has 5 or more in its place: then
nobody can say that it is small, and nobody can say what it is. `protect` finds such a world for each small count and
holds back the cells in which it differs from ours. A world once found stays possible when more is held back, so the
small counts can be taken one after the other.
"""

import heapq
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Final, TypeVar

SMALLEST: Final = 5
"""The smallest count that is printed, zero excepted."""

COARSER: Final = (100, 2_000, 1_000_000)
"""Prices below which a whole layer of tables is held back when single cells do not suffice."""

TRIES: Final = ((0, 1_000), (20, 1_500), (200, 1_500), (5_000, 4_000))
"""How the search hurries from one time to the next: what a unit out of balance weighs against prices, and how many
unfinished worlds are looked at before it is tried with more hurry. At first the world is the cheapest one."""

Key = TypeVar("Key", bound=Hashable)
Sum = tuple[Hashable, tuple[Hashable, ...]]


def is_small(value: int) -> bool:
    """Whether a count is so small that it points at single cases."""
    return 0 < abs(value) < SMALLEST


@dataclass(frozen=True)
class Tables:
    """All that is added up by whoever reads the tables.

    `values` are the counts by cell; `sums` say which cell is the sum of which others. `prices` are the cells to be
    printed, and how much each is missed when it is held back; a cell without a price is printed nowhere. `fixed` are
    cells that were printed before and cannot be taken back.
    """

    values: Mapping[Hashable, int]
    sums: Sequence[Sum]
    prices: Mapping[Hashable, int]
    fixed: frozenset[Hashable] = frozenset()


@dataclass(frozen=True)
class Protection:
    """The cells held back, and the small counts that what was printed before gives away whatever is done now."""

    hidden: frozenset[Hashable]
    exposed: frozenset[Hashable]


@dataclass
class _Balance:
    """The sums as equations: for each cell the equations it stands in, with its sign."""

    tables: Tables
    places: dict[Hashable, list[tuple[int, int]]] = field(default_factory=dict)
    members: list[dict[Hashable, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, (whole, parts) in enumerate(self.tables.sums):
            signs = {whole: -1, **dict.fromkeys(parts, 1)}
            self.members.append(signs)
            for cell, sign in signs.items():
                self.places.setdefault(cell, []).append((number, sign))

    def may_become(self, cell: Hashable, value: int) -> bool:
        """Whether a reader must reckon with this value: never below 1 in a cell that would have been printed as 0."""
        if cell in self.tables.fixed:
            return False
        if cell in self.tables.prices:
            return self.tables.values[cell] != 0 and value >= 1
        return value >= 0

    def as_far_as_may_be(self, cell: Hashable, change: int) -> int:
        """The change, or as much of it as the cell can take."""
        value = self.tables.values[cell]
        if self.may_become(cell, value + change):
            return change
        lowest = 1 if cell in self.tables.prices else 0
        part = lowest - value
        return part if change < part < 0 and self.may_become(cell, lowest) else 0


def protect(
    tables: Tables, hidden: Iterable[Hashable] = (), shifts: Mapping[Hashable, int] | None = None
) -> Protection:
    """Hold back the small counts of the tables, and as many others as it takes to keep them unknown.

    `hidden` are cells held back already. `shifts` names other cells to be kept unknown, with how far another possible
    world must lie from ours in them; without it these are the small counts.
    """
    balance = _Balance(tables)
    wanted = small_counts(tables) if shifts is None else shifts
    held = set(hidden) | {cell for cell in wanted if cell in tables.prices}
    left = sorted(wanted, key=lambda each: (-abs(wanted[each]), str(each)))
    # What finds no way at first may find one through cells held back since; else the finest tables are held back as a
    # whole, then the larger ones. When nothing new is printed, nothing new is given away.
    for cheaper in (0, 0, *COARSER):
        held |= {cell for cell, price in tables.prices.items() if price < cheaper and left and tables.values[cell]}
        left = _unprotected(balance, left, wanted, held)
    return Protection(frozenset(held), frozenset(left))


def _unprotected(
    balance: _Balance, cells: Iterable[Hashable], wanted: Mapping[Hashable, int], held: set[Hashable]
) -> list[Hashable]:
    """Hold back what it takes for each of the cells; return those for which no way was found."""
    left = []
    for cell in cells:
        world = _other_world(balance, cell, wanted[cell], held)
        if world is None:
            left.append(cell)
        else:
            held |= {changed for changed in world if changed in balance.tables.prices}
    return left


def small_counts(tables: Tables) -> dict[Hashable, int]:
    """The small counts, with how far each must be able to rise to be one that is printed."""
    return {cell: SMALLEST - value for cell, value in tables.values.items() if 0 < value < SMALLEST}


def _other_world(balance: _Balance, cell: Hashable, shift: int, held: set[Hashable]) -> dict[Hashable, int] | None:
    """A cheap set of changes that starts with `shift` in a cell and leaves every sum right; None where none is found.

    First by price, then, where that takes too long, more and more by how little is left to be put right.
    """
    if not balance.may_become(cell, balance.tables.values[cell] + shift):
        return None
    found = (_search(balance, cell, shift, held, hurry, most) for hurry, most in TRIES)
    return next(filter(None, found), None)


def _search(
    balance: _Balance, cell: Hashable, shift: int, held: set[Hashable], hurry: int, most: int
) -> dict[Hashable, int] | None:
    """Take an equation that is out of balance, let each of its cells in turn make it right or help, and so on."""
    prices = balance.tables.prices
    serial = count()
    start = _moved({}, balance, cell, shift)
    heap: list[tuple[int, int, int, int, dict[Hashable, int], dict[int, int]]] = [
        (0, 1, next(serial), 0, {cell: shift}, start)
    ]
    seen: set[frozenset[tuple[Hashable, int]]] = set()
    for _tried in range(most):
        if not heap:
            return None
        _order, _depth, _number, price, changes, wrong = heapq.heappop(heap)
        size = len(changes)
        if not wrong:
            return changes
        known = frozenset(changes.items())
        if known in seen:
            continue
        seen.add(known)
        equation = min(wrong, key=lambda each: (len(balance.members[each]), each))
        for other, sign in balance.members[equation].items():
            change = 0 if other in changes else balance.as_far_as_may_be(other, -wrong[equation] * sign)
            if not change:
                continue
            more = price + (0 if other in held else prices.get(other, 0))
            left = _moved(wrong, balance, other, change)
            order = more + hurry * sum(map(abs, left.values()))
            deeper = -size - 1 if hurry else size + 1
            heapq.heappush(heap, (order, deeper, next(serial), more, {**changes, other: change}, left))
    return None


def _moved(wrong: Mapping[int, int], balance: _Balance, cell: Hashable, change: int) -> dict[int, int]:
    """What the equations are out of balance by, after one more change."""
    after = dict(wrong)
    for equation, sign in balance.places.get(cell, ()):
        off = after.get(equation, 0) + sign * change
        if off:
            after[equation] = off
        else:
            after.pop(equation, None)
    return after
