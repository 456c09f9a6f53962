"""The levels of recognition and their checklists, as two dated lists of the legal tables.

No criteria, limits or validity were found in any source: every row is to be confirmed, and an administrator amends it
without a program. That national accreditation is necessary for high qualification is a rule of the policy document and
stands in `conditions.py`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from foundation.clocks.validity import valid_until
from foundation.law import queries as law
from foundation.law.models import Ground
from governance.recognition.assessment.model import Indicator

LEVELS: Final = "recognition_levels"
CRITERIA: Final = "recognition_criteria"
BY_CITY: Final = "city"


@dataclass(frozen=True)
class Level:
    """One level: what it makes of an institution, which share of the points it asks, how long it holds, who decides.

    `needs` are the kinds of recognition that have to be held already, `categories` how many practice categories.
    """

    kind: str
    name: str
    least: int
    years: int
    by_city: bool
    needs: tuple[str, ...]
    categories: int
    source: str
    to_be_confirmed: bool

    def until(self, first: date) -> date:
        """Return the last day of a recognition that begins on a day (decisions.md 7)."""
        return valid_until(first, self.years)


@dataclass(frozen=True)
class Criterion:
    """One line of a checklist: its weight, whether it is compulsory, and the figure that the portal has of it."""

    code: str
    name: str
    weight: int
    must: bool
    figure: str
    least: int
    source: str
    to_be_confirmed: bool

    @property
    def indicator(self) -> Indicator:
        """The criterion as a figure is asked for."""
        return Indicator(
            code=self.code, name_zh=self.name, name_en="", figure=self.figure, weight=self.weight, direction="more",
            scale=(), cap="", least=self.least, words=(), source=self.source, to_be_confirmed=self.to_be_confirmed,
        )  # fmt: skip


def levels_on(on: date) -> dict[str, Level]:
    """Return the levels in force on a day by the kind of recognition that they lead to."""
    found = {}
    for row in law.entries(LEVELS, on):
        said = _details(row)
        found[said["kind"]] = Level(
            kind=said["kind"],
            name=row.name,
            least=int(said["least"]),
            years=int(said["years"]),
            by_city=said["decided_by"] == BY_CITY,
            needs=tuple(said.get("needs", "").split()),
            categories=int(said.get("categories", "0")),
            source=row.source_text,
            to_be_confirmed=row.to_be_confirmed,
        )
    return found


def checklist(kind: str, on: date) -> tuple[Criterion, ...]:
    """Return the checklist of a level on a day."""
    rows = [(row, _details(row)) for row in law.entries(CRITERIA, on)]
    return tuple(
        Criterion(
            code=row.code,
            name=row.name,
            weight=int(said["weight"]),
            must=kind in said.get("must", "").split(),
            figure=said.get("figure", ""),
            least=int(said.get("least", "0")),
            source=row.source_text,
            to_be_confirmed=row.to_be_confirmed,
        )
        for row, said in rows
        if kind in said["levels"].split()
    )


def _details(row: Ground) -> dict[str, str]:
    return {name: str(value) for name, value in row.details.items()}
