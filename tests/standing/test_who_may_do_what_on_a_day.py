"""Random worlds: what the gate of acceptance says about an institution on any day is what the days on record say.

The oracle is plain Python over spans of days: no query, no tree of categories, no code of the portal.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction

from cases.gate import may_accept
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.audit.remembering import remembering
from institutions.models import Restriction
from tests.factories.entrustments import make_entrustment
from tests.people import Cast
from tests.standing.worlds import FIRST, LAST, World

pytestmark = pytest.mark.django_db
ASKED = ("FY-0202", "FY-020301", "FY-0203", "FY-0201", "FY-02", "FY-0502", "FY-05", "FY-0101")
STEP = 23
LICENCE_UNTIL = date(2026, 11, 15)


class Barred(World):
    """The same with bars on the institution itself and a licence that ends within the year."""

    def __init__(self, cast: Cast, seed: int) -> None:
        super().__init__(cast, seed)
        self.bars: list[tuple[list[str], date, date]] = []
        for codes in ([], ["FY-02"], ["FY-0202"], ["FY-05"]):
            if self.random.random() < 0.4:
                first = self.day()
                last = first + timedelta(days=self.random.randint(0, 80))
                row = Restriction(
                    organisation=self.house.organisation, institution=self.house, categories=codes, ground="XZ-3",
                    article="示例", document_number="示例1号", reason="示例", valid_from=first, valid_until=last,
                    set_by=cast.jinan.organisation,
                )  # fmt: skip
                write(row, "institutions.restrict", by=SYSTEM)
                self.bars.append((codes, first, last))
        self.house.licence_until = LICENCE_UNTIL
        write(self.house, "institution.registered", by=SYSTEM)

    def against(self, asked: str, on: date) -> set[str]:
        """What stands against accepting something of a category on a day."""
        late = {"licence_not_valid"} if on > LICENCE_UNTIL else set()
        return late | self._bars_say(asked, on) | self._scope_says(asked, on) | self._people_say(asked, on)

    def _bars_say(self, asked: str, on: date) -> set[str]:
        codes = [codes or [""] for codes, first, last in self.bars if first <= on <= last]
        whole = any(lies_within(asked, each) for each in codes)
        in_part = any(lies_around(asked, each) and not lies_within(asked, each) for each in codes)
        return ({"restricted"} if whole else set()) | ({"restricted_in_part"} if in_part else set())

    def _scope_says(self, asked: str, on: date) -> set[str]:
        found = set()
        listed = [code for code, first, last in self.items if first <= on and (last is None or on <= last)]
        if not lies_within(asked, listed):
            found.add("scope_wider_than_items" if lies_around(asked, listed) else "outside_scope")
        covers = [code for code, first, last in self.certificates if first <= on <= last]
        if asked.startswith("FY-05") and not lies_within(asked, covers):
            found.add("accreditation_narrower" if lies_around(asked, covers) else "not_accredited")
        return found

    def _people_say(self, asked: str, on: date) -> set[str]:
        if asked[:5] not in {"FY-02", "FY-05"}:
            return set()
        able = [person for person in self.people if self._certified(person, asked, on)]
        if len(able) < 2:
            return {"too_few_appraisers"}
        return {"item_stopped"} if sum(person["full"] is not False for person in able) < 3 else set()

    def _certified(self, person: dict[str, Any], asked: str, on: date) -> bool:
        first, last = person["certificate"]
        barred = any(begin <= on <= end and lies_within(asked, codes or [""]) for codes, begin, end in person["bars"])
        return asked[:5] in person["codes"] and first <= on <= last and not barred


def lies_within(asked: str, codes: list[str]) -> bool:
    """Whether a category is one of these or below one: a code begins with the code of what stands above it."""
    return any(asked.startswith(code) for code in codes)


def lies_around(asked: str, codes: list[str]) -> bool:
    """Whether one of these lies below a category."""
    return any(code.startswith(asked) for code in codes)


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-01-01 10:00+08:00", tick=False), remembering():
        yield


def differing(cast: Cast, seed: int, step: int = STEP) -> list[str]:
    """Return the days on which gate and oracle say different things about a category."""
    with transaction.atomic():
        world = Barred(cast, seed)
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):  # the day of the factory
        entrusted = {code: make_entrustment(world.house, category=code) for code in ASKED}
    wrong = []
    for at in range(0, (LAST - FIRST).days + 1, step):
        on = FIRST + timedelta(days=at)
        for code, entrustment in entrusted.items():
            said = {finding.code for finding in may_accept(entrustment, on).findings}
            said = {"not_accredited" if each == "accreditation_lapsed" else each for each in said}
            expected = world.against(code, on)
            wrong += [f"{on} {code}: {said} is not {expected}"] if said != expected else []
    return wrong


@pytest.mark.parametrize("seed", range(6))
def test_what_stands_against_acceptance_is_what_the_days_on_record_say(cast: Cast, seed: int) -> None:
    assert differing(cast, seed) == []
