"""Plans of cities in the demo, by the verbs: most have one, Jinan has replaced its first, two cities have none.

In Jinan the persona acts; elsewhere the portal itself does, and the trail says so.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils import timezone

from appraisal_portal.demo.recognition import officer
from foundation.audit.actors import SYSTEM
from foundation.law.queries import divisions, practice_categories
from governance.layout.actions.planning import adopt_plan, end_plan
from governance.layout.gate import Planned
from governance.layout.models import LayoutPlan
from governance.layout.progress import actuals_on
from governance.layout.targets import AT_MOST, Aim

WATCHING, PERSONA, OF_PERSONA = "demo-province", "demo-jinan", "370100"
WITHOUT_PLAN: Final = 2
"""So many cities, the last ones, have no plan, so that the page shows how that looks."""
REPLACED: Final = "示例：由新规划代替，全部虚构"
TERM: Final = 5
FEWER, MORE = 0.8, 1.2
"""Targets of the demo: a fifth fewer than there are, or a fifth more; every third one is met already."""


def plan_layout() -> int:
    """Adopt the plans that are missing and return how many were adopted now."""
    today, cities = timezone.localdate(), divisions("city")
    known = set(LayoutPlan.objects.values_list("city_code", flat=True))
    there = actuals_on(officer(WATCHING), today)
    wanted = [row for row in cities[: len(cities) - WITHOUT_PLAN] if row.code not in known]
    for row in wanted:
        persona = row.code == OF_PERSONA
        by = officer(PERSONA) if persona else SYSTEM
        if persona:
            first = _planned(row.name_zh, there[row.code], today.year - TERM, today)
            old = adopt_plan(first, by=by, city=row.code, is_synthetic=True)
            end_plan(old.pk, by=by, version=old.trail_seq, ended_on=date(today.year, 1, 1), reason=REPLACED)
        adopt_plan(_planned(row.name_zh, there[row.code], today.year, today), by=by, city=row.code, is_synthetic=True)
    return len(wanted)


def _planned(city: str, there: Mapping[tuple[str, str], int], first: int, today: date) -> Planned:
    """A plan of five years and more from its first one on, with a target for every aim."""
    aims = [(aim.value, "") for aim in Aim if aim != Aim.CATEGORY]
    aims += [(Aim.CATEGORY.value, row.code) for row in practice_categories()]
    targets = {}
    for place, (aim, category) in enumerate(aims):
        actual = there.get((aim, category), 0)
        factor = 1 if place % 3 == 0 else FEWER if aim in AT_MOST else MORE
        targets[aim, category] = round(actual * factor)
    return Planned(
        title=f"示例{city}司法鉴定机构发展规划（{first}年起）",
        document_number=f"示例司规划〔{first}〕1号",
        from_year=first,
        until_year=max(first + TERM - 1, today.year),
        adopted_on=date(first, 1, 1),
        targets=targets,
    )
