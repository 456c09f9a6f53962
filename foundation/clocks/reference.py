"""The calendar editions that come with the portal, read from ``reference/calendar``."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from foundation.clocks.calendar import Edition

HOLIDAY = "holiday"
MAKEUP_WORKDAY = "makeup_workday"
FOLDER = Path(__file__).resolve().parents[2] / "reference" / "calendar"
DAY_FILES = ("holidays.csv", "holidays_provisional.csv")


@dataclass(frozen=True, slots=True)
class SourcedEdition:
    """An edition with the notice or decree it was taken from."""

    edition: Edition
    source: str


def read_editions(folder: Path = FOLDER) -> tuple[SourcedEdition, ...]:
    """Read the editions in the order of their years.

    Raises ``ValueError`` for an unknown kind of day, a day named twice, or a year that ``editions.csv`` does not list.
    """
    days: dict[int, dict[str, dict[date, str]]] = defaultdict(lambda: {HOLIDAY: {}, MAKEUP_WORKDAY: {}})
    for name in DAY_FILES:
        for row in _rows(folder / name):
            day = date.fromisoformat(row["date"])
            if row["kind"] not in days[day.year]:
                raise ValueError(f"{name}: {row['kind']} is no kind of day")
            if any(day in known for known in days[day.year].values()):
                raise ValueError(f"{name}: {day} is named twice")
            days[day.year][row["kind"]][day] = row["name"]
    listed = _rows(folder / "editions.csv")
    unlisted = days.keys() - {int(row["year"]) for row in listed}
    if unlisted:
        raise ValueError(f"editions.csv does not list {sorted(unlisted)}")
    return tuple(
        SourcedEdition(_edition(row, days[int(row["year"])]), row["source"])
        for row in sorted(listed, key=lambda row: int(row["year"]))
    )


def _edition(row: dict[str, str], days: dict[str, dict[date, str]]) -> Edition:
    published = {"true": True, "false": False}[row["published"]]
    return Edition(int(row["year"]), row["version"], published, days[HOLIDAY], days[MAKEUP_WORKDAY])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
