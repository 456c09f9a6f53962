"""Random worlds of cases, made and changed through the trail, and a plain oracle of their figures."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from cases.models import Case
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.kpi import measures
from institutions.models import Institution
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case

COUNTIES = ("370102", "370103", "370202", "370203", "371302")
CATEGORIES = ("FY-01", "FY-02", "FY-03", "HJ")
FIRST, LAST = date(2025, 1, 1), date(2026, 11, 23)

Key = tuple[str, date, UUID, str, str, str, int]


def make_institutions() -> list[Institution]:
    """One institution in each of five counties of three cities."""
    return [make_institution(f"示例{county}司法鉴定所", county) for county in COUNTIES]


def random_values(random: Random) -> dict[str, Any]:
    """Values of a case in a random state."""
    accepted = FIRST + timedelta(days=random.randrange((LAST - FIRST).days))
    later = min(accepted + timedelta(days=random.randrange(90)), LAST)
    state = random.choice(["in_progress", "suspended", "issued", "issued", "issued", "terminated"])
    category = random.choice(CATEGORIES)
    days = random.choice([None, 0, 3, 14, 14, 30, 45])
    return {
        "accepted_on": accepted,
        "effective_on": accepted,
        "category_id": category,
        "practice_code": category,
        "state": state,
        "issued_on": later if state == "issued" else None,
        "turnaround_days": days if state == "issued" else None,
        "gross_days": random.choice([None, 5, 20, 60]) if state == "issued" else None,
        "terminated_on": later if state == "terminated" else None,
        "extended_on": random.choice([None, None, accepted]),
        "corrected_on": random.choice([None, None, later]),
        "revoked_on": random.choice([None, None, None, later]),
        "due_on": random.choice([None, *[accepted + timedelta(days=random.randrange(5, 60))] * 5]),
    }


def add_case(random: Random, institutions: list[Institution]) -> Case:
    """File a random case at one of the institutions."""
    return make_case(random.choice(institutions), **random_values(random))


def change_case(random: Random, case: Case, institutions: list[Institution]) -> None:
    """Correct a case at random: another state, other dates, another category, even another institution."""
    values = random_values(random)
    if random.random() < 0.2:
        there = random.choice(institutions)
        values |= {"institution": there, "city_code": there.city_code, "county_code": there.county_code}
    for name, value in values.items():
        setattr(case, name, value)
    write(case, "case.corrected", by=SYSTEM)


def oracle(cases: Iterable[Case]) -> Counter[Key]:
    """Every figure at the grain of a single day, by hand."""
    counted: Counter[Key] = Counter()
    for case in cases:
        place = (case.institution_id, case.city_code, case.county_code, case.practice_code)
        for code, day, bucket in _of_one(case):
            counted[(code, day, *place, bucket)] += 1
    return counted


def _of_one(case: Case) -> list[tuple[str, date, int]]:
    always = date(1, 1, 1)
    found = [("cases.accepted", case.accepted_on, 0)]
    if case.issued_on:
        found.append(("cases.issued", case.issued_on, 0))
        found.append(("cases.issued_extended" if case.extended_on else "cases.issued_unextended", case.issued_on, 0))
        found.append(("cases.corrected" if case.corrected_on else "cases.uncorrected", case.issued_on, 0))
    if case.revoked_on:
        found.append(("cases.revoked", case.revoked_on, 0))
    if case.issued_on and case.due_on:
        found.append(
            ("cases.issued_on_time" if case.issued_on <= case.due_on else "cases.issued_late", case.issued_on, 0)
        )
    for code, days in (("cases.turnaround", case.turnaround_days), ("cases.gross", case.gross_days)):
        if case.issued_on and days is not None:
            found.append((code, case.issued_on.replace(day=1), days))
    if case.terminated_on:
        found.append(("cases.terminated", case.terminated_on, 0))
    if case.state in ("issued", "terminated"):
        found.append((f"cases.accepted_{case.state}", case.accepted_on, 0))
    if case.state in ("in_progress", "suspended"):
        found.append(("cases.open", always, 0))
    if case.state == "suspended":
        found.append(("cases.suspended", always, 0))
    return found


def area_months(counted: Counter[Key]) -> dict[tuple, int]:
    """What kpi_area_month must hold."""
    cells: Counter[tuple] = Counter()
    for (code, day, _institution, city, _county, category, bucket), value in counted.items():
        for area, kind in (("", ""), (city, ""), ("", category)):
            cells[code, area, day.replace(day=1), kind, bucket] += value
    return dict(cells)


def area_years(counted: Counter[Key]) -> dict[tuple, int]:
    """What kpi_area_year must hold: the histograms, which are those with a number of days."""
    cells: Counter[tuple] = Counter()
    for (code, day, _institution, city, _county, category, bucket), value in counted.items():
        if measures.measure(code).bucket:
            margins = [("", "")] + ([(city, "")] if city else []) + ([("", category)] if category else [])
            for area, kind in margins:
                cells[code, area, day.replace(month=1, day=1), kind, bucket] += value
    return dict(cells)


def institution_months(counted: Counter[Key]) -> dict[tuple, int]:
    """What kpi_institution_month must hold."""
    cells: Counter[tuple] = Counter()
    for (code, day, institution, city, county, category, bucket), value in counted.items():
        cells[code, institution, day.replace(day=1), category, city, county, bucket] += value
    return dict(cells)


def area_days(counted: Counter[Key]) -> dict[tuple, int]:
    """What kpi_area_day must hold: plain flows only."""
    cells: Counter[tuple] = Counter()
    for (code, day, _institution, city, _county, category, _bucket), value in counted.items():
        if code.startswith(PLAIN_FLOWS):
            for area, kind in (("", ""), (city, ""), ("", category)):
                cells[code, area, day, kind] += value
    return dict(cells)


PLAIN_FLOWS = (
    "cases.issued",
    "cases.accepted",
    "cases.terminated",
    "cases.corrected",
    "cases.uncorrected",
    "cases.revoked",
)
NOBODY = UUID(int=0)


def part_years(counted: Counter[Key]) -> dict[tuple, int]:
    """What kpi_part_year must hold: histograms of each institution of a city, and of each category of a city."""
    cells: Counter[tuple] = Counter()
    for (code, day, institution, city, county, category, bucket), value in counted.items():
        parts = [(county, institution, ""), *([("", NOBODY, category)] if category else [])]
        for part in parts if city and measures.measure(code).bucket else []:
            cells[code, city, day.replace(month=1, day=1), *part, bucket] += value
    return dict(cells)


def part_days(counted: Counter[Key]) -> dict[tuple, int]:
    """What kpi_part_day must hold: the two flows that pages of cities split by day."""
    cells: Counter[tuple] = Counter()
    for (code, day, institution, city, county, category, _bucket), value in counted.items():
        if code in ("cases.accepted", "cases.issued"):
            for part in ((county, institution, ""), ("", NOBODY, category)):
                cells[code, city, day, *part] += value
    return dict(cells)
