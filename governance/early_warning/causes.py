"""What a rule sees: a place, and the figure that says so. Plain values, kept as they are in a sighting."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from foundation.kpi.areas import Area

PROVINCE: Final = "province"


@dataclass(frozen=True)
class Place:
    """Where a rule sees something: the province, a city, or an institution; `subject` is a practice category."""

    city: str = ""
    county: str = ""
    institution: UUID | None = None
    subject: str = ""

    @property
    def key(self) -> str:
        """The place in one word: of a rule and a place one warning stands at a time."""
        where = str(self.institution or self.county or self.city or PROVINCE)
        return f"{where}:{self.subject}" if self.subject else where

    @property
    def area(self) -> Area:
        """The area whose figures speak of it; an institution is asked for by its key alone."""
        return Area(institution=self.institution) if self.institution else Area(city=self.city, county=self.county)


@dataclass(frozen=True)
class Cause:
    """Why a warning stands at a place.

    `figure` holds whole numbers, days as text and numbers with a fraction as text: what is compared as equal is equal.
    `since` is the first day of it where the rows say so, else the day on which it was first seen.
    """

    place: Place
    figure: dict[str, Any] = field(default_factory=dict)
    since: date | None = None


def decimal(value: Any) -> str:
    """A number as it is kept in a figure: four digits behind the point."""
    return f"{float(value):.4f}"
