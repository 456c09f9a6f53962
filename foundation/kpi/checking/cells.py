"""A cell that differs, in the same shape whoever found it: the full check, the nightly sample, a recompute."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final, Literal

from foundation.kpi.compiling import NOBODY
from foundation.kpi.measures import ALWAYS
from foundation.kpi.periods import month_end

Against = Literal["rows", "cities", "institutions", "days", "months"]
SHOWN: Final = 20
"""How many differing cells of a check are kept word by word; all are counted."""


@dataclass(frozen=True)
class DifferingCell:
    """What a figure says (`found`) and what it should say (`expected`), counted in the rows or summed from parts.

    Days are ISO texts, empty for what is so now; `place` is a division, the key of an institution, or empty for the
    province; `bucket` is a number of whole days where the figure is kept by them.
    """

    measure: str
    first: str
    last: str
    place: str
    category: str
    expected: int
    found: int
    bucket: int | None = None
    against: Against = "rows"

    def as_json(self) -> dict[str, Any]:
        """The cell as it is stored."""
        return asdict(self)


def read(stored: Mapping[str, Any]) -> DifferingCell:
    """Return a stored cell."""
    return DifferingCell(**stored)


def of_tier(row: Mapping[str, Any]) -> DifferingCell:
    """Return the cell of a row of a table of cells, with `expected` and `found`."""
    begin = date.fromisoformat(row.get("year") or row.get("month") or row["day"])
    end = begin.replace(month=12, day=31) if "year" in row else month_end(begin) if "month" in row else begin
    days = ("", "") if begin == ALWAYS else (begin.isoformat(), end.isoformat())
    return DifferingCell(
        measure=row["measure"],
        first=days[0],
        last=days[1],
        place=_place(row),
        category=row["category"],
        expected=int(row["expected"]),
        found=int(row["found"]),
        bucket=row.get("bucket") or None,
    )


def _place(row: Mapping[str, Any]) -> str:
    """The finest place of a cell; what belongs to no institution stands for its county or city."""
    institution = str(row.get("institution") or "")
    named = "" if institution in NOBODY else institution
    return named or str(row.get("area") or row.get("county") or row.get("city") or "")
