"""Targets as data: that of the year, or the last one before it, shown as carried forward."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from foundation.kpi.areas import Area
from foundation.kpi.models import Target


@dataclass(frozen=True)
class AimedAt:
    """A target as a figure shows it: `year` is the year it was set for, `carried` whether another year uses it."""

    value: Decimal
    comparison: str
    year: int
    carried: bool
    source: str

    def is_met(self, number: Decimal | int | float) -> bool:
        """Whether a number reaches the target; the limit itself does (decisions.md 22)."""
        return number >= self.value if self.comparison == Target.Comparison.AT_LEAST else number <= self.value


def targets_for(kpis: Sequence[str], area: Area, year: int) -> dict[str, AimedAt]:
    """Return the targets of KPIs for exactly this area in a year, over all categories; an area without one has none.

    A target of the province is not divided among circles and cities: nobody set such a one.
    """
    if area.institution or (area.circle and not area.target_code):
        return {}
    rows = Target.objects.filter(kpi__in=kpis, area=area.target_code, category="", year__lte=year).order_by(
        "kpi", "year"
    )
    return {row.kpi: AimedAt(row.value, row.comparison, row.year, row.year != year, row.source) for row in rows}
