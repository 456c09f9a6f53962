"""Counties × categories: who practises what where, and which counties are left without (政策文件 art. 3).

Counted are institutions in practice today, at their seats, or the appraisers of these who may practise. An
institution serves clients from anywhere: a gap says that there is nobody on the spot, not that nobody may be asked.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import CharField, Count, F, Func

from appraisers.models import Appraiser
from foundation.accounts.acting import AnyActor
from foundation.law.models import Division
from foundation.law.queries import divisions
from institutions.distances import kilometres
from institutions.models import Institution

ALL: Final = ""
"""The key of a count over all categories: an institution with five counts once."""


@dataclass(frozen=True)
class Coverage:
    """Counts by county and category; `counties` are those which the actor watches, with their cities."""

    counties: Mapping[str, Division]
    cities: Mapping[str, Division]
    counts: Mapping[tuple[str, str], int]

    def of_county(self, county: str, category: str = ALL) -> int:
        """Return the count of a county."""
        return self.counts.get((county, category), 0)

    def of_city(self, city: str, category: str = ALL) -> int:
        """Return the count of a city."""
        return sum(self.of_county(code, category) for code in self.within(city))

    def within(self, city: str) -> list[str]:
        """Return the counties of a city, by their codes; of the whole area without a city."""
        return [code for code, row in self.counties.items() if not city or row.parent_id == city]

    def without(self, city: str, category: str = ALL) -> list[str]:
        """Return the counties of a city (or of the whole area) that have nobody."""
        return [code for code in self.within(city) if not self.of_county(code, category)]

    def next_city(self, county: str, category: str = ALL) -> tuple[str, int | None] | None:
        """Return the nearest city that has somebody, and its distance in kilometres: the county's own with 0.

        None where nobody in the whole area has it.
        """
        home = str(self.counties[county].parent_id)
        if self.of_city(home, category):
            return home, 0
        having = [(kilometres(home, code), code) for code in self.cities if self.of_city(code, category)]
        if not having:
            return None
        km, code = min(having, key=lambda each: (each[0] is None, each[0] or 0, each[1]))
        return code, km


@dataclass
class _Counts:
    found: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Take in rows of one question."""
        for row in rows:
            self.found[row["county_code"], row.get("practice") or ALL] = row["number"]


def institutions_counted(actor: AnyActor, on: date) -> Any:
    """The institutions that the coverage counts."""
    return Institution.objects.visible_to(actor).practising(on)


def appraisers_counted(actor: AnyActor, on: date) -> Any:
    """The appraisers that the coverage counts."""
    return Appraiser.objects.visible_to(actor).practising(on)


def coverage_of(actor: AnyActor, on: date, *, of_appraisers: bool = False) -> Coverage:
    """Count what the actor may see on a day, by two questions whatever the number of places and categories."""
    rows = appraisers_counted(actor, on) if of_appraisers else institutions_counted(actor, on)
    counts = _Counts()
    counts.add(rows.order_by().values("county_code").annotate(number=Count("pk")))
    practice = Func(F("practice_codes"), function="unnest", output_field=CharField())
    counts.add(
        rows.order_by().annotate(practice=practice).values("county_code", "practice").annotate(number=Count("pk"))
    )
    watched = _watched(actor)
    return Coverage(
        {row.code: row for row in watched},
        {row.code: row for row in divisions("city") if row.code in {each.parent_id for each in watched}},
        counts.found,
    )


def _watched(actor: AnyActor) -> list[Division]:
    """The counties that an organ watches: all of the province, those of its city, or the one."""
    posting = actor.posting
    if posting is None:
        return []
    organ = posting.organisation
    if organ.level == "province":
        return list(divisions("county"))
    if organ.level == "city":
        return list(divisions("county", within=organ.city_code))
    return [row for row in divisions("county") if row.code == organ.county_code]


def lacking_most(coverage: Coverage, city: str, categories: Collection[str]) -> tuple[str, int] | None:
    """Return the category that most counties are without, and how many these are; None where none is missing."""
    found = {code: len(coverage.without(city, code)) for code in categories}
    worst = max(found, key=lambda code: (found[code], code), default=None)
    return (worst, found[worst]) if worst is not None and found[worst] else None
