"""How the institutions of each city stand in a round: by grade and by state, each number a link to its rows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.law.queries import divisions
from governance.recognition.assessment.model import Grade, thawed
from governance.recognition.assessment.states import AssessmentState
from governance.recognition.models import Assessment, AssessmentRound


@dataclass
class Cell:
    """A number and the rows behind it."""

    n: int
    url: str
    label: str = ""


@dataclass
class CityRow:
    """One city (or all of them): how many institutions have each grade, and how many wait for a settlement."""

    name: str
    code: str
    year: int
    grades: tuple[Grade, ...]
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def total(self) -> Cell:
        """All institutions."""
        return self._cell(self.counts["all"], _("Institutions"))

    @property
    def by_grade(self) -> list[Cell]:
        """The institutions of each grade, from the best to those without one."""
        return [self._cell(self.counts[each.code], each.name, grade=each.code) for each in self.grades]

    @property
    def objected(self) -> Cell:
        """The objections that nobody has settled."""
        return self._cell(self.counts["objected"], _("Objections to be settled"), state=AssessmentState.OBJECTED.value)

    def _cell(self, number: int, label: str, **conditions: str) -> Cell:
        named = {"year": str(self.year), **({"city": self.code} if self.code else {}), **conditions}
        return Cell(number, f"{reverse('assessment_list')}?{urlencode(named)}", label)


def computed_in(row: AssessmentRound) -> int:
    """How many assessments a round has, whoever asks: the number is no secret."""
    return Assessment.objects.filter(round=row).count()


def published_in(row: AssessmentRound) -> int:
    """How many grades of a round are published."""
    return Assessment.objects.filter(round=row, state=AssessmentState.PUBLISHED).count()


def by_city(row: AssessmentRound, actor: AnyActor) -> tuple[list[CityRow], CityRow]:
    """Return a row for each city with assessments the actor may see, and their sum."""
    model = thawed(row.model)
    grades = (*model.grades, model.ungraded)
    names = {each.code: each.name for each in divisions("city")}
    total = CityRow("", "", row.year, grades)
    rows: dict[str, CityRow] = {}
    seen = Assessment.objects.visible_to(actor).filter(round=row).order_by()
    for found in seen.values("city_code", "state", "grade").annotate(n=Count("pk")):
        code: str = found["city_code"]
        own = rows.setdefault(code, CityRow(names.get(code, code), code, row.year, grades))
        for each in (own, total):
            _add(each, found)
    return [rows[code] for code in sorted(rows)], total


def _add(row: CityRow, found: Mapping[str, Any]) -> None:
    row.counts["all"] += found["n"]
    row.counts[found["grade"]] += found["n"]
    if found["state"] == AssessmentState.OBJECTED:
        row.counts["objected"] += found["n"]
