"""One scan of a measured table into cells: what the recompute reads, measure by measure, without a row a measure.

Every expression of the measures (predicates, days, places) is reckoned once a row and kept beside the others, narrow.
Measures that share their day, place and bucket are then counted together: one group, a filtered count each. This is
the same arithmetic as that of the triggers (`compiling.select`), written for many rows instead of few.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foundation.kpi.compiling import NOBODY, Frozen
from foundation.kpi.tiers import AREA_DAY, INSTITUTION_MONTH, PART_DAY, Tier

_CONSTANT = ("'", "0")
"""How an expression begins that is the same for every row: it needs no column."""


@dataclass(frozen=True)
class _Family:
    """Measures of a table that share day, bucket and place."""

    shared: Frozen
    members: tuple[Frozen, ...]


def scan(name: str, rows: str, measures: Sequence[Frozen], into: dict[str, str]) -> list[str]:
    """Write the parts of a WITH clause that count `rows` into gathered cells.

    `name` begins the names of the parts; `into` names, by the table of each tier, the table that gathers its cells.
    """
    columns = _Columns()
    counting: list[str] = []
    for number, family in enumerate(_families(measures)):
        months, days = _months(name, family, columns), _days(name, family, columns)
        counting.append(_gathered(f"{name}_{number}_months", INSTITUTION_MONTH, months, into))
        if family.shared.by_day:
            counting.append(_gathered(f"{name}_{number}_days", AREA_DAY, days, into))
        if family.shared.parts_by_day:
            parts = _days_of_parts(name, family, columns)
            counting.append(_gathered(f"{name}_{number}_parts", PART_DAY, parts, into))
    return [f"{name} AS MATERIALIZED (SELECT {columns.listed()} FROM ({rows}) t)", *counting]  # noqa: S608


class _Columns:
    """The expressions that are reckoned once a row, each under a name of its own."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def name(self, expression: str) -> str:
        """The name of an expression; constants stay what they are."""
        if expression.startswith(_CONSTANT):
            return expression
        return self._names.setdefault(expression, f"e{len(self._names)}")

    def listed(self) -> str:
        """The list of all of them, for the scan."""
        return ", ".join(f"{expression} AS {name}" for expression, name in self._names.items()) or "1"


def _families(measures: Iterable[Frozen]) -> list[_Family]:
    found: dict[tuple[object, ...], list[Frozen]] = {}
    for each in measures:
        place = (each.institution, each.city, each.county, each.category)
        key = (each.day, each.bucket, *place, each.by_day, each.parts_by_day)
        found.setdefault(key, []).append(each)
    return [_Family(members[0], tuple(members)) for members in found.values()]


def _gathered(name: str, tier: Tier, counted: str, into: dict[str, str]) -> str:
    return f"{name} AS (INSERT INTO {into[tier.table]} ({tier.key_list}, value) {counted})"


def _months(name: str, family: _Family, columns: _Columns) -> str:
    """Cells of institutions by month; the days of histograms and stocks are firsts of months already."""
    one = family.shared
    month = f"date_trunc('month', {one.day}::timestamp)::date" if one.by_day else one.day
    keys = (one.institution, month, one.category, one.city, one.county, one.bucket)
    listed = ", ".join(f"{columns.name(key)} AS k{number}" for number, key in enumerate(keys))
    groups = ", ".join(str(number) for number in range(1, len(keys) + 1))
    inner = f"SELECT {listed}, {_counts(family, columns)} FROM {name} WHERE {_any(family, columns)} GROUP BY {groups}"  # noqa: S608
    return (
        f"SELECT m.measure, k0, k1, k2, k3, k4, k5, m.value FROM ({inner}) g "  # noqa: S608
        f"CROSS JOIN LATERAL (VALUES {_unfolded(family)}) m (measure, value) WHERE m.value <> 0"
    )


def _days(name: str, family: _Family, columns: _Columns) -> str:
    """Cells of days: of the province, of each city and of each category, each in one pass."""
    one = family.shared
    places = {place: columns.name(name) for place, name in (("city", one.city), ("category", one.category))}
    own = [place for place, column in places.items() if not column.startswith(_CONSTANT)]
    sets = ", ".join(["(day)", *(f"(day, {place})" for place in own)])
    area, category = (
        f"CASE WHEN GROUPING({place}) = 0 THEN {place} ELSE '' END" if place in own else "''"
        for place in ("city", "category")
    )
    # An empty place is the total itself and must not be added twice.
    having = " AND ".join(f"(GROUPING({place}) = 1 OR {place} <> '')" for place in own) or "true"
    listed = ", ".join(
        [f"{columns.name(one.day)} AS day", *(f"{places[place]} AS {place}" for place in own)]
        + [columns.name(each.counts) for each in family.members]
    )
    inner = (
        f"SELECT {area} AS area, day, {category} AS category, {_counts(family, columns)} "  # noqa: S608
        f"FROM (SELECT {listed} FROM {name} WHERE {_any(family, columns)}) d "
        f"GROUP BY GROUPING SETS ({sets}) HAVING {having}"
    )
    return (
        f"SELECT m.measure, g.area, g.day, g.category, m.value FROM ({inner}) g "  # noqa: S608
        f"CROSS JOIN LATERAL (VALUES {_unfolded(family)}) m (measure, value) WHERE m.value <> 0"
    )


def _days_of_parts(name: str, family: _Family, columns: _Columns) -> str:
    """Cells of days of the institutions and the categories of each city, both in one pass."""
    one = family.shared
    places = {
        "city": one.city,
        "day": one.day,
        "county": one.county,
        "institution": one.institution,
        "category": one.category,
    }
    listed = ", ".join(
        [f"{columns.name(expression)} AS {place}" for place, expression in places.items()]
        + [columns.name(each.counts) for each in family.members]
    )
    inner = (
        "SELECT city, day, CASE WHEN GROUPING(county) = 0 THEN county ELSE '' END AS county, "  # noqa: S608
        f"CASE WHEN GROUPING(institution) = 0 THEN institution ELSE {NOBODY} END AS institution, "
        f"CASE WHEN GROUPING(category) = 0 THEN category ELSE '' END AS category, {_counts(family, columns)} "
        f"FROM (SELECT {listed} FROM {name} WHERE {_any(family, columns)}) d WHERE city <> '' "
        "GROUP BY GROUPING SETS ((city, day, county, institution), (city, day, category)) "
        "HAVING GROUPING(category) = 1 OR category <> ''"
    )
    return (
        f"SELECT m.measure, g.city, g.day, g.county, g.institution, g.category, m.value FROM ({inner}) g "  # noqa: S608
        f"CROSS JOIN LATERAL (VALUES {_unfolded(family)}) m (measure, value) WHERE m.value <> 0"
    )


def _counts(family: _Family, columns: _Columns) -> str:
    return ", ".join(
        f"count(*) FILTER (WHERE {columns.name(each.counts)}) AS c{number}"
        for number, each in enumerate(family.members)
    )


def _any(family: _Family, columns: _Columns) -> str:
    return " OR ".join(columns.name(each.counts) for each in family.members)


def _unfolded(family: _Family) -> str:
    return ", ".join(f"('{each.code}', g.c{number})" for number, each in enumerate(family.members))
