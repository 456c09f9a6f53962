"""What cities plan against what there is: counts of a day for every city, by a fixed number of questions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse

from foundation.accounts.acting import AnyActor
from foundation.law.queries import division, practice_categories
from governance.layout.coverage import appraisers_counted, coverage_of, institutions_counted
from governance.layout.models import LayoutPlan, LayoutTarget
from governance.layout.sizes import SMALL, SMALL_OR_MICRO, SPECIALISED, counted, of_kinds
from governance.layout.targets import AT_MOST, Aim, is_met
from institutions.models import Recognition
from institutions.recognised import holding

Actuals = Mapping[tuple[str, str], int]
"""Counts by aim and category."""


@dataclass(frozen=True)
class Line:
    """A target of a plan, what there is, whether that meets it, and where the rows stand behind the count."""

    target: LayoutTarget
    name: str
    actual: int
    href: str

    @property
    def is_met(self) -> bool:
        """Whether the count of the day meets the target."""
        return is_met(self.target.aim, self.target.value, self.actual)

    @property
    def at_most(self) -> bool:
        """Whether the target is an upper bound."""
        return self.target.aim in AT_MOST

    @property
    def gap(self) -> int:
        """How many are missing, or too many; 0 where the target is met."""
        return 0 if self.is_met else abs(self.target.value - self.actual)


def actuals_on(actor: AnyActor, on: date) -> Mapping[str, Actuals]:
    """Count every aim on a day for every city the actor sees, by six questions."""
    found: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)

    def take(aim: Aim, rows: "QuerySet[Any]") -> None:
        for row in rows.order_by().values("city_code").annotate(number=Count("pk")):
            found[row["city_code"]][aim.value, ""] = row["number"]

    houses = institutions_counted(actor, on)
    sized = counted(houses, on)
    take(Aim.APPRAISERS, appraisers_counted(actor, on))
    take(Aim.HIGH_QUALIFIED, houses.filter(holding(Recognition.Kind.HIGH, on)))
    take(Aim.SPECIALISED, of_kinds(sized, (SPECIALISED,), on))
    take(Aim.SMALL, of_kinds(sized, SMALL, on))
    coverage = coverage_of(actor, on)
    for city in coverage.cities:
        found[city][Aim.WITHOUT.value, ""] = len(coverage.without(city))
        for category in practice_categories():
            found[city][Aim.CATEGORY.value, category.code] = coverage.of_city(city, category.code)
    return found


def lines_of(plan: LayoutPlan, targets: Iterable[LayoutTarget], actuals: Mapping[str, Actuals]) -> list[Line]:
    """Return the targets of a plan with what there is, in the order of the aims and categories."""
    there, names = actuals.get(plan.city_code, {}), {row.code: row.name for row in practice_categories()}
    order = {name: place for place, name in enumerate([*Aim.values, *names])}
    return [
        Line(
            each,
            names.get(each.practice_code, each.practice_code) if each.practice_code else each.get_aim_display(),
            there.get((each.aim, each.practice_code), 0),
            _rows_behind(each, plan.city_code),
        )
        for each in sorted(targets, key=lambda row: (order[row.aim], order.get(row.practice_code, 0)))
    ]


def _rows_behind(target: LayoutTarget, city: str) -> str:
    aim = target.aim
    if aim == Aim.APPRAISERS:
        return f"{reverse('appraiser_list')}?{urlencode({'city': city, 'practice': 'now'})}"
    if aim == Aim.WITHOUT:
        return f"{reverse('layout')}?{urlencode({'city': city})}"
    asked = {"city": city}
    if aim == Aim.CATEGORY:
        asked["category"] = target.practice_code
    elif aim == Aim.HIGH_QUALIFIED:
        asked["recognition"] = Recognition.Kind.HIGH.value
    else:
        asked["size"] = SMALL_OR_MICRO if aim == Aim.SMALL else SPECIALISED
    return f"{reverse('layout_institutions')}?{urlencode(asked)}"


def city_name(code: str) -> str:
    """The name of a city in the language of the page."""
    row = division(code)
    return row.name if row is not None else code
