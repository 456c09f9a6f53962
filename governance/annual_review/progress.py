"""How far the annual review of a year is, by city: counted from the rows, each number a link to them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from foundation.accounts.acting import AnyActor
from foundation.law.queries import divisions
from governance.annual_review.models import AnnualReview, ReviewYear
from governance.annual_review.states import ReviewState

STEPS: Final = ("institution", ReviewState.SUBMITTED.value, ReviewState.PROPOSED.value, ReviewState.DECIDED.value)
"""The steps of a review; with the institution are those not answered and those returned."""


@dataclass
class Cell:
    """A number and the rows behind it."""

    n: int
    url: str


@dataclass
class CityRow:
    """One city (or all of them): how many reviews stand at each step, how many are late."""

    name: str
    code: str
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    year: int = 0

    @property
    def total(self) -> Cell:
        """All reviews."""
        return self._cell(sum(self.counts[step] for step in STEPS))

    @property
    def steps(self) -> list[Cell]:
        """The reviews at each step, in the order of the procedure."""
        return [self._cell(self.counts[step], **_conditions(step)) for step in STEPS]

    @property
    def late(self) -> Cell:
        """The reviews past the last day of their step."""
        return self._cell(self.counts["late"], waiting="late")

    def _cell(self, number: int, **conditions: str) -> Cell:
        named = {"year": str(self.year), **({"city": self.code} if self.code else {}), **conditions}
        return Cell(number, f"{reverse('annual_review_list')}?{urlencode(named)}")


def _conditions(step: str) -> dict[str, str]:
    return {"waiting": step} if step == "institution" else {"state": step}


def created_in(year: ReviewYear) -> int:
    """How many reviews a year has, whoever asks: the number is no secret."""
    return AnnualReview.objects.filter(review_year=year).count()


def progress_of(year: ReviewYear, actor: AnyActor) -> tuple[list[CityRow], CityRow]:
    """Return a row for each city with reviews the actor may see, and their sum."""
    today = timezone.localdate()
    late = Count("pk", filter=~Q(state=ReviewState.DECIDED) & Q(due_on__lt=today))
    seen = AnnualReview.objects.visible_to(actor).filter(year=year.year)
    names = {row.code: row.name for row in divisions("city")}
    total = CityRow("", "", year=year.year)
    rows: dict[str, CityRow] = {}
    for found in seen.order_by().values("city_code", "state").annotate(n=Count("pk"), late=late):
        code: str = found["city_code"]
        row = rows.setdefault(code, CityRow(names.get(code, code), code, year=year.year))
        for each in (row, total):
            _add(each, found)
    return [rows[code] for code in sorted(rows)], total


def _add(row: CityRow, found: Mapping[str, Any]) -> None:
    state = found["state"]
    row.counts[state if state in STEPS else "institution"] += found["n"]
    row.counts["late"] += found["late"]
