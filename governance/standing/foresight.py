"""What stops when an accreditation ends and nothing follows: items, open cases, places left without, the next able one.

Asked of the certificates that end within a horizon, by a fixed number of questions for all of them. An item that is
stopped or barred by then anyway does not stop by the end. An institution is able when it may take the item today
(`institutions.openness`), and its licence and an accreditation still cover it on that day.
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
from institutions.covering import Fit, duty_of, fit, holds, last_day, named
from institutions.distances import kilometres
from institutions.models import Accreditation, Institution, ScopeItem
from institutions.openness import taken_by
from institutions.standing.conditions import lost
from institutions.standing.kinds import Condition
from institutions.standing.picture import Picture

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
    stopped: tuple[str, ...] = ()  # items that the certificate covers alone and that are stopped for something else

    @property
    def stopped_names(self) -> str:
        """The items that are stopped already, in words."""
        return named(self.stopped)

    @property
    def open_cases(self) -> int:
        """The open cases of all items that stop."""
        return sum(each.open_cases for each in self.stops)


def foresee(rows: Sequence[Accreditation], on: date) -> list[Foreseen]:
    """Return what the end of each certificate stops, the first to end first."""
    pictures = pictures_of(list({row.institution_id: row.institution for row in rows}.values()))
    ending = sorted(rows, key=lambda row: (last_day(row), row.certificate_number))
    hit = {row.pk: _hit(pictures[row.institution_id], row) for row in ending}
    codes = {code for found, _stopped in hit.values() for code in found}
    cases, others = _open_cases({row.institution_id for row in rows}), _Others(codes, on)
    found = []
    for row in ending:
        (stopping, stopped), day, house = hit[row.pk], last_day(row) + DAY, row.institution
        stops = tuple(_stop(house, code, day, cases[house.pk], others) for code in stopping)
        found.append(Foreseen(row, day, (last_day(row) - on).days, stops, tuple(stopped)))
    return found


def stops_of(house: Institution, codes: Sequence[str], day: date, on: date) -> list[Stop]:
    """Return what it means that items of an institution stop from a day on, by what is on record on another."""
    if not codes:
        return []
    cases, others = _open_cases([house.pk]), _Others(codes, on)
    return [_stop(house, code, day, cases[house.pk], others) for code in sorted(codes)]


def _hit(picture: Picture, row: Accreditation) -> tuple[list[str], list[str]]:
    """The items that the end of a certificate stops, and those that it would if they were not stopped already."""
    eve = last_day(row)
    before = lost(picture, eve)
    stopped = {category for (_condition, category), judged in before.items() if judged.stops}
    hit = [
        category
        for condition, category in lost(picture, eve + DAY)
        if condition == Condition.ACCREDITATION
        and (condition, category) not in before
        and fit(category, row.covers) is not Fit.OUTSIDE
    ]
    shut = {each for each in hit if each in stopped or any(bar.against(each, eve) for bar in picture.bars)}
    return sorted(set(hit) - shut), sorted(shut)


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
        rows = Institution.objects.may_accept(on).filter(practice_codes__overlap=practices)
        self.houses = list(rows.select_related("organisation")) if practices else []
        keys = [row.pk for row in self.houses]
        self.taken = taken_by(keys, practices, on)
        self.ends: dict[UUID, dict[str, date | None]] = defaultdict(dict)
        for item in ScopeItem.objects.in_force(on).filter(institution__in=keys, practice_code__in=practices):
            self.ends[item.institution_id][item.category_id] = item.valid_until
        self.certificates: dict[UUID, list[Accreditation]] = defaultdict(list)
        for certificate in Accreditation.objects.filter(institution__in=keys):
            self.certificates[certificate.institution_id].append(certificate)
        self._known: dict[tuple[str, date], list[Institution]] = {}

    def able(self, code: str, day: date) -> list[Institution]:
        """The institutions that may accept an item today and on a day, as far as it is on record today."""
        if (code, day) not in self._known:
            duty = duty_of(code, day)
            kinds = duty.kinds if duty is not None else ()
            self._known[code, day] = [each for each in self.houses if self._is_able(each, code, kinds, day)]
        return self._known[code, day]

    def _is_able(self, house: Institution, code: str, kinds: Sequence[str], day: date) -> bool:
        ends = self.ends[house.pk]
        listed = [each for each in self.taken[house.pk] if (last := ends.get(each)) is None or day <= last]
        accredited = (row for row in self.certificates[house.pk] if row.kind in kinds and holds(row, day))
        return fit(code, listed) is Fit.WITHIN and (
            not kinds or any(fit(code, row.covers) is Fit.WITHIN for row in accredited)
        )
