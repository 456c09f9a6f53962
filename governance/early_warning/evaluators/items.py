"""Items a city loses: categories for which no institution of the city is able, now or once known days have come.

Able is who is in practice with a licence that holds and lists the item, whom no restriction bars from it, and who
holds an accreditation that covers it where one is compulsory. A city can lose only what an institution of it lists,
or listed until lately.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from foundation.law import queries as law
from governance.early_warning.causes import Cause, Place
from governance.early_warning.models import WarningRule
from institutions.covering import Duty, Fit, duty_of, fit
from institutions.models import Accreditation, Institution, Restriction, ScopeItem
from institutions.renewing import holds

FOREVER: Final = date.max
"""The last day of what no known day ends."""


@dataclass
class House:
    """An institution with what decides about its items."""

    row: Institution
    nodes: dict[str, date] = field(default_factory=dict)
    lately: set[str] = field(default_factory=set)
    accreditations: list[Accreditation] = field(default_factory=list)
    restrictions: list[Restriction] = field(default_factory=list)

    def able_until(self, item: str, duty: Duty | None, today: date) -> date | None:
        """The last day on which it is able to appraise an item, as far as known today; None where it is not today."""
        row = self.row
        if row.status != Institution.Status.NORMAL:
            return None
        if not holds(row.licence_from, row.licence_until, row.renewal_pending_since, today):
            return None
        if any(not each.categories or fit(item, each.categories) is not Fit.OUTSIDE for each in self.restrictions):
            return None
        listed = [last for node, last in self.nodes.items() if node in law.lineage(item)]
        if not listed:
            return None
        ends = [max(listed), FOREVER if row.renewal_pending_since else row.licence_until]
        if duty is not None:
            accredited = self._accredited_until(item, duty, today)
            if accredited is None:
                return None
            ends.append(accredited)
        return min(ends)

    def _accredited_until(self, item: str, duty: Duty, today: date) -> date | None:
        """The last day of an unbroken row of accreditations that cover an item; None without one today."""
        last = today - timedelta(days=1)
        for each in sorted(self.accreditations, key=lambda row: row.valid_from):
            covers = each.kind in duty.kinds and fit(item, each.covers) is Fit.WITHIN
            if covers and each.valid_from <= last + timedelta(days=1):
                end = each.valid_until if each.ended_on is None else each.ended_on - timedelta(days=1)
                last = max(last, min(end, each.valid_until))
        return last if last >= today else None


def evaluate(rule: WarningRule, today: date) -> list[Cause]:
    """Return the cities that lose items within `days` calendar days, one cause a city and practice category."""
    horizon = today + timedelta(days=rule.parameters["days"])
    wanted = set(rule.areas)
    by_city: dict[str, list[House]] = defaultdict(list)
    for house in _houses(today, today - timedelta(days=rule.parameters["back"])).values():
        if not wanted or house.row.city_code in wanted:
            by_city[house.row.city_code].append(house)
    duties: dict[str, Duty | None] = {}
    return [cause for city in sorted(by_city) for cause in _of_city(city, by_city[city], duties, today, horizon)]


def _houses(today: date, since: date) -> dict[UUID, House]:
    """Every institution with its items of today, those that ended since a day, accreditations and restrictions."""
    houses = {row.pk: House(row) for row in Institution.objects.all()}
    itemised: dict[UUID, set[str]] = defaultdict(set)
    for item in ScopeItem.objects.all():
        house = houses[item.institution_id]
        itemised[item.institution_id].add(item.practice_code)
        if item.valid_until is not None and item.valid_until < today:
            house.lately |= {item.category_id} if item.valid_until >= since else set()
        elif item.valid_from <= today:
            last = item.valid_until or FOREVER
            house.nodes[item.category_id] = max(last, house.nodes.get(item.category_id, last))
    for key, house in houses.items():
        # of a practice category without any item the portal knows no more than the category itself
        house.nodes |= {code: FOREVER for code in house.row.practice_codes if code not in itemised[key]}
    for accreditation in Accreditation.objects.not_ended(today).filter(valid_until__gte=today):
        houses[accreditation.institution_id].accreditations.append(accreditation)
    for bar in Restriction.objects.in_force(today).filter(organisation__isnull=False):
        houses[bar.institution_id].restrictions.append(bar)
    return houses


def _of_city(
    city: str, houses: Sequence[House], duties: dict[str, Duty | None], today: date, horizon: date
) -> Iterable[Cause]:
    listed = {code for house in houses for code in (*house.nodes, *house.lately)}
    lost: dict[str, date] = {}
    for item in sorted(listed):
        if item not in duties:
            duties[item] = duty_of(item, today)
        ends = [end for house in houses if (end := house.able_until(item, duties[item], today)) is not None]
        last = max(ends, default=None)
        if last is None:
            lost[item] = today
        elif last < horizon:
            lost[item] = last + timedelta(days=1)
    by_practice: dict[str, dict[str, date]] = defaultdict(dict)
    for item, day in lost.items():
        if not any(lost.get(above) == day for above in law.lineage(item)[1:]):
            by_practice[_practice_of(item)][item] = day
    counted: dict[str, int] = defaultdict(int)
    for item in listed:
        counted[_practice_of(item)] += 1
    for practice, items in sorted(by_practice.items()):
        first = min(items.values())
        figure = {
            "keys": sorted(items),
            "ends": (first - timedelta(days=1)).isoformat() if first > today else "",
            "lapsed": sum(day <= today for day in items.values()),
            "of": counted[practice],
        }
        yield Cause(Place(city=city, subject=practice), figure)


def _practice_of(code: str) -> str:
    row = law.categories().get(code)
    return row.practice_code if row is not None and row.practice_code else code
