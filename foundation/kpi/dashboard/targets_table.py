"""All targets ever set, as one table of the catalogue: figure, category, area, year, limit, and which one holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from foundation.desk.detail.page import Standing
from foundation.kpi.areas import Area
from foundation.kpi.catalogue import Kpi, in_order
from foundation.kpi.dashboard.definitions import limit_in_words
from foundation.kpi.models import Target
from foundation.law import queries as law


@dataclass(frozen=True)
class TargetLine:
    """One target; `first` marks the first line of a figure, `standing` says whether the year of the page uses it."""

    kpi: Kpi
    first: bool
    category: str
    area: str
    year: int
    limit: str
    standing: Standing
    source: str


def every_target() -> list[Target]:
    """Every target that was ever set: a few rows a year, and no secret."""
    return list(Target.objects.all())


def target_lines(rows: Sequence[Target], year: int, areas: Mapping[str, Any]) -> list[TargetLine]:
    """The table, figures in the order of the catalogue, the newest year first; `areas` are divisions by code."""
    categories, lines = law.categories(), []
    for kpi in in_order():
        mine = sorted((row for row in rows if row.kpi == kpi.code), key=lambda row: (row.area, row.category, -row.year))
        for place, group in groupby(mine, key=lambda row: (row.area, row.category)):
            area, category = place
            series = list(group)
            used = next((row.year for row in series if row.year <= year), None)
            for row in series:
                lines.append(
                    TargetLine(
                        kpi=kpi,
                        first=row is mine[0],
                        category=categories[category].name if category in categories else _("all together"),
                        area=areas[area].name if area in areas else _("The whole province"),
                        year=row.year,
                        limit=limit_in_words(row.comparison, row.value),
                        standing=_standing(row.year, used, year),
                        source=row.source,
                    )
                )
    return lines


def in_each_category(rows: Sequence[Target], kpi: Kpi, asked: Area, year: int) -> str:
    """The target of a figure that is set for each category, in words; empty where there is none."""
    if asked.institution:
        return ""
    newest: dict[str, Target] = {}
    for row in rows:
        if row.kpi == kpi.code and row.area == asked.target_code and row.category and row.year <= year:
            newest[row.category] = max(row, newest.get(row.category, row), key=lambda each: each.year)
    limits = {limit_in_words(row.comparison, row.value) for row in newest.values()}
    if len(limits) == 1:
        return _("%(limit)s in each category") % {"limit": limits.pop()}
    return _("set for each category, see the table of targets") if limits else ""


def _standing(own: int, used: int | None, year: int) -> Standing:
    if own != used:
        return Standing("void", _("of another year")) if own <= year else Standing("hold", _("for later"))
    if own == year:
        return Standing("ok", _("holds for %(year)s") % {"year": year})
    return Standing("ok", _("carried forward to %(year)s") % {"year": year})
