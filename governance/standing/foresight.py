"""What stops when an accreditation ends and nothing follows: items, open cases, places left without, the next able one.

Asked of the certificates that end within a horizon, by a fixed number of questions for all of them. An item that is
stopped or barred by then anyway does not stop by the end. A case may be recorded only as the class above the items: it
is told apart, and concerned for certain where every item of the class stops. An institution is able when it may take
the item today (`institutions.openness`), and its licence and an accreditation still cover it on that day.
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
class AtClass:
    """Open cases recorded only as a class above an item that stops; `whole`: no item of the class goes on there."""

    category: str
    count: int
    whole: bool

    @property
    def name(self) -> str:
        """The class in words."""
        return named([self.category])


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
    at_class: tuple[AtClass, ...] = ()

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
        """The open cases of all items that stop, and of the classes of which no item goes on."""
        return sum(each.open_cases for each in self.stops) + sum(each.count for each in self.at_class if each.whole)

    @property
    def unsure(self) -> int:
        """The open cases of which only a class is recorded that goes on in part."""
        return sum(each.count for each in self.at_class if not each.whole)

    @property
    def at_class(self) -> tuple[AtClass, ...]:
        """The classes above the items that stop, each once, with the open cases recorded as no more than that."""
        return classes_of(self.stops)


def classes_of(stops: Iterable[Stop]) -> tuple[AtClass, ...]:
    """Return the classes above items of one institution that stop, each once."""
    return tuple({each.category: each for stop in stops for each in stop.at_class}.values())


def cases_of(foreseen: Iterable[Foreseen]) -> tuple[int, int]:
    """Count the open cases that are concerned, and those that may be; a class at an institution counts once."""
    rows = [each for each in foreseen if each.stops]
    known = {(each.row.institution_id, at.category): at for each in rows for at in each.at_class if not at.whole}
    known |= {(each.row.institution_id, at.category): at for each in rows for at in each.at_class if at.whole}
    items = sum(stop.open_cases for each in rows for stop in each.stops)
    whole = sum(each.count for each in known.values() if each.whole)
    return items + whole, sum(each.count for each in known.values() if not each.whole)


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
        held = _Held(cases[house.pk], _going_on(pictures[house.pk], day) if stopping else ())
        stops = tuple(_stop(house, code, day, held, others) for code in stopping)
        found.append(Foreseen(row, day, (last_day(row) - on).days, stops, tuple(stopped)))
    return found


def stops_of(house: Institution, then: Picture, codes: Sequence[str], day: date, on: date) -> list[Stop]:
    """Return what it means that items of an institution stop from a day on, by what is on record on another.

    `then` is the picture in which they stop.
    """
    if not codes:
        return []
    held, others = _Held(_open_cases([house.pk])[house.pk], _going_on(then, day)), _Others(codes, on)
    return [_stop(house, code, day, held, others) for code in sorted(codes)]


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


@dataclass(frozen=True)
class _Held:
    """What an institution has: its open cases by category, and the items of it that go on."""

    cases: Counter[str]
    going_on: Sequence[str]

    def of(self, code: str) -> int:
        """The open cases of an item, those below it included."""
        return sum(count for category, count in self.cases.items() if fit(category, [code]) is Fit.WITHIN)

    def above(self, code: str) -> tuple[AtClass, ...]:
        """The classes above an item as which open cases are recorded."""
        return tuple(
            AtClass(category, count, not any(category in law.lineage(each) for each in self.going_on))
            for category, count in sorted(self.cases.items())
            if fit(category, [code]) is Fit.WIDER
        )


def _going_on(picture: Picture, day: date) -> list[str]:
    """The items in force on a day that neither have to stop nor are barred then."""
    gone = {category for (_condition, category), judged in lost(picture, day).items() if judged.stops}
    return [
        item.category
        for item in picture.items_on(day)
        if not gone.intersection(law.lineage(item.category))
        and not any(bar.against(item.category, day) for bar in picture.bars)
    ]


def _stop(house: Institution, code: str, day: date, held: _Held, others: "_Others") -> Stop:
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
        held.of(code),
        sum(each.county_code == house.county_code for each in able),
        sum(each.city_code == house.city_code for each in able),
        len(able),
        following,
        far[following.pk] if following is not None else None,
        held.above(code),
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
