"""What stops when an accreditation ends and nothing follows: items, open cases, places left without, the next able one.

Asked of the certificates that end within a horizon, by a fixed number of questions for all of them. An institution is
able when its licence lists the item on that day, an accreditation covers it, and no restriction bars it today.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count

from cases.models import Case
from cases.states import OPEN
from foundation.law import queries as law
from governance.standing.gathering import pictures_of
from institutions import barring
from institutions.covering import Fit, duty_of, fit, holds, last_day, named
from institutions.distances import kilometres
from institutions.models import Accreditation, Institution, ScopeItem
from institutions.standing.conditions import lost
from institutions.standing.kinds import Condition

HORIZONS: Final = (180, 90, 30, 7)
DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Stop:
    """One item that stops: its open cases, and who may take new ones; `km` is 0 within the city, None if unknown."""

    category: str
    open_cases: int
    able_in_county: int
    able_in_city: int
    able: int
    next: Institution | None
    km: int | None

    @property
    def name(self) -> str:
        """The item in words."""
        return named([self.category])


@dataclass(frozen=True)
class Foreseen:
    """What the end of one certificate stops from `day` on; `left` counts the days to its last one."""

    row: Accreditation
    day: date
    left: int
    stops: tuple[Stop, ...]

    @property
    def open_cases(self) -> int:
        """The open cases of all items that stop."""
        return sum(each.open_cases for each in self.stops)


def foresee(rows: Sequence[Accreditation], on: date) -> list[Foreseen]:
    """Return what the end of each certificate stops, the first to end first."""
    pictures = pictures_of(list({row.institution_id: row.institution for row in rows}.values()))
    ending = sorted(rows, key=lambda row: (last_day(row), row.certificate_number))
    hit: dict[UUID, list[str]] = {}
    for row in ending:
        picture, day = pictures[row.institution_id], last_day(row) + DAY
        before = lost(picture, last_day(row))
        hit[row.pk] = [
            category
            for condition, category in lost(picture, day)
            if condition == Condition.ACCREDITATION
            and (condition, category) not in before
            and fit(category, row.covers) is not Fit.OUTSIDE
        ]
    codes = {code for found in hit.values() for code in found}
    cases, others = _open_cases({row.institution_id for row in rows}), _Others(codes, on)
    found = []
    for row in ending:
        day, house = last_day(row) + DAY, row.institution
        stops = tuple(_stop(house, code, day, cases[house.pk], others) for code in sorted(hit[row.pk]))
        found.append(Foreseen(row, day, (last_day(row) - on).days, stops))
    return found


def _stop(house: Institution, code: str, day: date, cases: Counter[str], others: "_Others") -> Stop:
    able = [each for each in others.able(code, day) if each.pk != house.pk]
    far = {each.pk: 0 if each.city_code == house.city_code else kilometres(house.city_code, each.city_code)
           for each in able}  # fmt: skip

    def nearness(each: Institution) -> tuple[bool, bool, float, str]:
        km = far[each.pk]
        unknown = float("inf") if km is None else float(km)
        return each.county_code != house.county_code, each.city_code != house.city_code, unknown, str(each)

    following = min(able, key=nearness, default=None)
    return Stop(
        code,
        sum(count for category, count in cases.items() if fit(category, [code]) is Fit.WITHIN),
        sum(each.county_code == house.county_code for each in able),
        sum(each.city_code == house.city_code for each in able),
        len(able),
        following,
        far[following.pk] if following is not None else None,
    )


def _open_cases(keys: Iterable[UUID]) -> dict[UUID, Counter[str]]:
    """The open cases of institutions by category."""
    found: dict[UUID, Counter[str]] = defaultdict(Counter)
    rows = Case.objects.filter(institution__in=list(keys), state__in=OPEN).values_list("institution", "category")
    for house, category, count in rows.annotate(number=Count("pk")).order_by():
        found[house][category] += count
    return found


class _Others:
    """The institutions that may be able to take an item, read once for all items that are asked about."""

    def __init__(self, codes: Iterable[str], on: date) -> None:
        every = law.categories()
        practices = sorted({every[code].practice_code for code in codes})
        rows = Institution.objects.in_practice().filter(practice_codes__overlap=practices)
        self.houses = list(rows.select_related("organisation")) if practices else []
        keys = [row.pk for row in self.houses]
        self.items: dict[UUID, list[ScopeItem]] = defaultdict(list)
        for item in ScopeItem.objects.filter(institution__in=keys, practice_code__in=practices):
            self.items[item.institution_id].append(item)
        self.certificates: dict[UUID, list[Accreditation]] = defaultdict(list)
        for certificate in Accreditation.objects.filter(institution__in=keys):
            self.certificates[certificate.institution_id].append(certificate)
        self.bars = barring.against(keys, on) if keys else {}
        self._known: dict[tuple[str, date], list[Institution]] = {}

    def able(self, code: str, day: date) -> list[Institution]:
        """The institutions that may accept an item on a day as far as it is on record today."""
        if (code, day) not in self._known:
            duty = duty_of(code, day)
            kinds = duty.kinds if duty is not None else ()
            self._known[code, day] = [each for each in self.houses if self._is_able(each, code, kinds, day)]
        return self._known[code, day]

    def _is_able(self, house: Institution, code: str, kinds: Sequence[str], day: date) -> bool:
        listed = [
            item.category_id
            for item in self.items[house.pk]
            if item.valid_from <= day and (item.valid_until is None or day <= item.valid_until)
        ]
        accredited = (row for row in self.certificates[house.pk] if row.kind in kinds and holds(row, day))
        barred = any(
            not bar.categories or fit(code, bar.categories) is Fit.WITHIN for bar in self.bars.get(house.pk, ())
        )
        return (
            fit(code, listed) is Fit.WITHIN
            and any(fit(code, row.covers) is Fit.WITHIN for row in accredited)
            and not barred
        )
