"""The tables of cells as data: what a delta row adds to each. Merge and recompute share it.

The area tables hold the margins: the whole province (area ''), each city, and each category of the province
(category '' is all). The part tables hold what a city falls into: its institutions, each with its county (category ''
is all), and its categories (no county, nobody's institution). Institutions by category are read from the table of
institutions, and single days of them are counted in the rows: a table of their own would hold nearly as many cells as
there are cases. Histograms of areas are kept by year besides: a page of the year so far would read a line for every
month and number of days.
"""

from dataclasses import dataclass

from foundation.kpi.compiling import NOBODY
from foundation.kpi.measures import ALWAYS

# An empty city or category is the total itself and must not be added twice.
_MARGINS = (
    "CROSS JOIN LATERAL (VALUES ('', '', true), (d.city, '', d.city <> ''), ('', d.category, d.category <> '')) "
    "a (area, category, own)"
)
_PARTS = (
    f"CROSS JOIN LATERAL (VALUES (d.county, d.institution, '', true), ('', {NOBODY}, d.category, d.category <> '')) "
    "p (county, institution, category, own)"
)
_MONTH = "date_trunc('month', d.day::timestamp)::date"


@dataclass(frozen=True)
class Tier:
    """A table of cells: its key columns, and how rows `d` at the grain of kpi_delta fall into them."""

    table: str
    keys: tuple[str, ...]
    expressions: tuple[str, ...]
    joins: str = ""
    condition: str = "true"

    @property
    def key_list(self) -> str:
        """The key columns, separated by commas."""
        return ", ".join(self.keys)

    def grouped(self, source: str) -> str:
        """The query that sums the rows of `source` into cells, zeros left out."""
        places = ", ".join(str(number) for number in range(1, len(self.keys) + 1))
        return (
            f"SELECT {', '.join(self.expressions)}, sum(d.value) AS value FROM {source} d {self.joins} "  # noqa: S608
            f"WHERE {self.condition} GROUP BY {places} HAVING sum(d.value) <> 0"
        )

    def add(self, source: str) -> str:
        """The statement that adds the rows of `source` to the cells."""
        return (
            f"INSERT INTO {self.table} AS c ({self.key_list}, value) {self.grouped(source)} "
            f"ON CONFLICT ({self.key_list}) DO UPDATE SET value = c.value + excluded.value"
        )


AREA_MONTH = Tier(
    "kpi_area_month",
    ("measure", "area", "month", "category", "bucket"),
    ("d.measure", "a.area", _MONTH, "a.category", "d.bucket"),
    _MARGINS,
    "a.own",
)
AREA_DAY = Tier(
    "kpi_area_day",
    ("measure", "area", "day", "category"),
    ("d.measure", "a.area", "d.day", "a.category"),
    f"JOIN kpi_measure i ON i.code = d.measure AND i.by_day {_MARGINS}",
    "a.own",
)
AREA_YEAR = Tier(
    "kpi_area_year",
    ("measure", "area", "year", "category", "bucket"),
    ("d.measure", "a.area", "date_trunc('year', d.day::timestamp)::date", "a.category", "d.bucket"),
    f"JOIN kpi_measure i ON i.code = d.measure AND NOT i.by_day {_MARGINS}",
    f"a.own AND d.day <> '{ALWAYS.isoformat()}'",
)
PART_MONTH = Tier(
    "kpi_part_month",
    ("measure", "city", "month", "county", "institution", "category", "bucket"),
    ("d.measure", "d.city", _MONTH, "p.county", "p.institution", "p.category", "d.bucket"),
    _PARTS,
    "p.own AND d.city <> ''",
)
PART_DAY = Tier(
    "kpi_part_day",
    ("measure", "city", "day", "county", "institution", "category"),
    ("d.measure", "d.city", "d.day", "p.county", "p.institution", "p.category"),
    f"JOIN kpi_measure i ON i.code = d.measure AND i.parts_by_day {_PARTS}",
    "p.own AND d.city <> ''",
)
INSTITUTION_MONTH = Tier(
    "kpi_institution_month",
    ("measure", "institution", "month", "category", "city", "county", "bucket"),
    ("d.measure", "d.institution", _MONTH, "d.category", "d.city", "d.county", "d.bucket"),
)
TIERS = (AREA_YEAR, AREA_MONTH, AREA_DAY, PART_MONTH, PART_DAY, INSTITUTION_MONTH)
