"""The demo province on paper: who exists, how large, from a seed. Pure; writes nothing.

Every name carries 示例 and every number a form that cannot occur (region 99 of province 37), so that
nothing here can be taken for a real body or person.
"""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from django.conf import settings

INSTITUTIONS = 300
APPRAISERS = 4_000
LAST_YEAR, YEAR_BEFORE = 150_000, 140_000
SMALLEST_PROVINCE = 48
STEMS = "甲乙丙丁戊己庚辛壬癸"
FORMS = ("司法鉴定中心", "司法鉴定所")
PRACTICE = {
    "法医临床": "FY-02",
    "法医毒物": "FY-05",
    "法医物证": "FY-04",
    "痕迹（含道路交通事故）": "WZ-02",
    "法医病理": "FY-01",
    "法医精神病": "FY-03",
    "文书": "WZ-01",
    "声像资料（含电子数据）": "SX",
    "环境损害": "HJ",
    "微量": "WZ-03",
}


@dataclass(frozen=True)
class City:
    """A city of the plan: division code, short name without 市, weight, dialling code, its counties."""

    code: str
    name: str
    weight: float
    dialling: str
    counties: tuple[str, ...]


@dataclass(frozen=True)
class Branch:
    """A practice category of the plan: code, letter in numbers, share of all cases, median duration in working days."""

    code: str
    letter: str
    share: float
    median: int


@dataclass(frozen=True)
class PlannedAppraiser:
    """An appraiser on paper."""

    name: str
    certificate: str
    certificate_until: date
    branches: tuple[str, ...]
    identity_number: str


@dataclass(frozen=True)
class PlannedInstitution:
    """An institution on paper, with its share of the province's cases."""

    number: int
    city: City
    county: str
    name: str
    short: str
    licence: str
    licence_until: date
    branches: tuple[Branch, ...]
    weight: float
    appraisers: tuple[PlannedAppraiser, ...]


@dataclass(frozen=True)
class Plan:
    """The whole province on paper."""

    seed: int
    until: date
    scale: int
    institutions: tuple[PlannedInstitution, ...]
    totals: tuple[int, ...]
    """Cases of the whole province in each year that ends on the day of `until`, the oldest first."""

    def cases_of(self, institution: PlannedInstitution, total: int) -> int:
        """Return how many of the province's `total` cases this institution has."""
        whole = sum(other.weight for other in self.institutions)
        return max(1, round(total * institution.weight / whole))


MEDIANS = {
    "FY-01": 19, "FY-02": 13, "FY-03": 24, "FY-04": 9, "FY-05": 5,
    "WZ-01": 16, "WZ-02": 12, "WZ-03": 14, "SX": 18, "HJ": 25,
}  # fmt: skip


def plan(
    *, seed: int, until: date, scale: int, institutions: int | None = None, totals: tuple[int, ...] | None = None
) -> Plan:
    """Plan the province: the same arguments, the same plan. `scale` 50 makes a fiftieth of two years' cases.

    `institutions` and `totals` (cases of each year, the oldest first) ask for another province than the demo's.
    """
    random = Random(f"province/{seed}")  # noqa: S311  (the same data every time)
    cities, branches = read_cities(), read_branches()
    wanted = institutions or max(SMALLEST_PROVINCE, round(INSTITUTIONS / scale))
    planned: list[PlannedInstitution] = []
    for city, count in zip(cities, _apportion([city.weight for city in cities], wanted), strict=True):
        for serial in range(1, count + 1):
            planned.append(_institution(random, len(planned) + 1, city, serial, branches, until))
    return Plan(seed, until, scale, tuple(planned), totals or (YEAR_BEFORE // scale, LAST_YEAR // scale))


def growing(cases: int, years: int) -> tuple[int, ...]:
    """Share `cases` among `years`, each a twentieth more than the one before; they add up to `cases`."""
    return tuple(_apportion([1.05**year for year in range(years)], cases))


def read_cities() -> list[City]:
    """Read the sixteen cities with their weights and counties."""
    counties: dict[str, list[str]] = {}
    for row in _rows(settings.REFERENCE_DIR / "law" / "divisions.csv"):
        if row["level"] == "county":
            counties.setdefault(row["parent_code"], []).append(row["code"])
    return [
        City(
            row["code"],
            row["city"].removesuffix("市"),
            float(row["seed_weight_institutions_ASSUMED"]),
            row["phone_area_code"],
            tuple(counties[row["code"]]),
        )
        for row in _rows(settings.REFERENCE_DIR / "demo" / "cities.csv")
    ]


def read_branches() -> list[Branch]:
    """Read the practice categories with their shares."""
    rows = _rows(settings.REFERENCE_DIR / "demo" / "categories.csv")
    codes = [(PRACTICE[row["category"]], row["doc_abbr"], float(row["case_share"])) for row in rows]
    return [Branch(code, letter, share, MEDIANS[code]) for code, letter, share in codes]


def _institution(
    random: Random, number: int, city: City, serial: int, branches: list[Branch], until: date
) -> PlannedInstitution:
    """Plan one institution: seat, name, licence, branches, size and people."""
    licence = f"3799{city.code[2:4]}{serial:03d}"
    county = city.counties[random.randrange(len(city.counties))]
    chosen = _branches(random, branches)
    weight = math.exp(random.gauss(0, 1)) * sum(branch.share for branch in chosen) ** 0.5
    size = max(3, round(random.gauss(APPRAISERS / INSTITUTIONS, 3)))
    appraisers = tuple(
        PlannedAppraiser(
            name=f"鉴定人{STEMS[number % 10]}{index:03d}",
            certificate=f"{licence}{index:03d}",
            certificate_until=_expiry(random, until),
            branches=_held(random, chosen, index),
            identity_number=identity_number(number, index),
        )
        for index in range(1, size + 1)
    )
    return PlannedInstitution(
        number=number,
        city=city,
        county=county,
        name=f"{city.name}示例{serial:02d}{FORMS[random.randrange(2)]}",
        short=f"{city.name[0]}示{serial:02d}",
        licence=licence,
        licence_until=_expiry(random, until),
        branches=tuple(chosen),
        weight=weight,
        appraisers=appraisers,
    )


def _held(random: Random, chosen: Sequence[Branch], index: int) -> tuple[str, ...]:
    """Give an appraiser one or two categories, so that most categories of an institution come to three people."""
    drawn = random.sample(chosen, k=min(len(chosen), random.randint(1, 2)))
    in_turn = chosen[index % len(chosen)]
    return tuple(dict.fromkeys((in_turn.code, drawn[0].code)))


def _branches(random: Random, branches: list[Branch]) -> list[Branch]:
    """Choose what an institution is licensed for: one to five categories, common ones more often."""
    count = min(len(branches), 1 + min(4, int(random.expovariate(0.7))))
    left = list(branches)
    chosen = []
    for _time in range(count):
        branch = random.choices(left, [branch.share**0.6 for branch in left])[0]
        left.remove(branch)
        chosen.append(branch)
    return sorted(chosen, key=lambda branch: branch.code)


def _expiry(random: Random, until: date) -> date:
    """An end of validity within the next five years; one in twenty within ninety days."""
    days = random.randint(1, 90) if random.random() < 0.05 else random.randint(91, 5 * 365)
    return date.fromordinal(until.toordinal() + days)


def _apportion(weights: list[float], total: int) -> list[int]:
    """Share `total` by weights, at least one each, largest remainders first."""
    whole = sum(weights)
    exact = [max(1.0, weight / whole * total) for weight in weights]
    counts = [int(value) for value in exact]
    by_remainder = sorted(range(len(weights)), key=lambda index: counts[index] - exact[index])
    for index in by_remainder[: max(0, total - sum(counts))]:
        counts[index] += 1
    return counts


def identity_number(institution: int, index: int) -> str:
    """A number valid in form (GB 11643, ISO 7064 MOD 11-2) of region 379999, which does not exist."""
    born = date(1965, 1, 1).toordinal() + (institution * 37 + index * 101) % 9_000
    stem = f"379999{date.fromordinal(born):%Y%m%d}{(institution * 61 + index) % 1000:03d}"
    weights = [2 ** (17 - place) % 11 for place in range(17)]
    check = (12 - sum(int(digit) * weight for digit, weight in zip(stem, weights, strict=True)) % 11) % 11
    return stem + "0123456789X"[check]


EXPERT: Final = "demo-expert"
EXPERT_IDENTITY: Final = identity_number(30_000, 1)
"""The persona who is an expert of the pool, and the synthetic number by which the pool knows him."""


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
