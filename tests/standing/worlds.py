"""Random worlds of what an institution has, written as rows, and kept beside the portal as plain days."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from appraisers.models import Practice, QualityManager
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from institutions.models import Accreditation, Restriction, ScopeItem
from tests.factories.cases import make_case
from tests.factories.entrustments import make_appraiser
from tests.people import Cast

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
ITEMS = ("FY-0202", "FY-0203", "FY-0502")
"""Two of clinical medicine, one of toxicology: for this one accreditation is compulsory."""


class World:
    """What is true of one institution, as tuples of days; `None` as a last day means that it goes on."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.random, self.cast, self.house = Random(seed), cast, cast.jinan_institution
        self.items: list[tuple[str, date, date | None]] = []
        self.people: list[dict[str, Any]] = []
        self.certificates: list[tuple[str, date, date]] = []
        self.managers: list[tuple[str, int, date, date | None]] = []
        self.accepted: list[date] = []
        for fill in (self._items, self._people, self._certificates, self._managers, self._cases):
            fill()

    def day(self, first: date = FIRST, last: date = LAST) -> date:
        return first + timedelta(days=self.random.randint(0, (last - first).days))

    def _items(self) -> None:
        for code in ITEMS:
            last = self.day() if self.random.random() < 0.3 else None
            row = ScopeItem(
                institution=self.house, category_id=code, practice_code=code[:5], valid_from=date(2024, 7, 1),
                valid_until=last, document_number="示例1号",
            )  # fmt: skip
            write(row, "institution.scope_entered", by=SYSTEM)
            self.items.append((code, date(2024, 7, 1), last))

    def _people(self) -> None:
        for _each in range(self.random.randint(3, 6)):
            codes = self.random.choice((("FY-02",), ("FY-02", "FY-05")))
            row = make_appraiser(self.house, practice_codes=codes, until=self.day(FIRST, date(2027, 12, 31)))
            row.is_full_time = self.random.choice((True, True, True, False, None))
            write(row, "appraiser.corrected", by=SYSTEM)
            left = self.day() if self.random.random() < 0.25 else None
            began = self.day(date(2025, 1, 1), LAST)
            last = left if left is not None and left >= began else None
            Practice(
                appraiser=row, institution=self.house, valid_from=began, valid_until=last, trail_seq=row.trail_seq
            ).save(force_insert=True)
            self.people.append(
                {
                    "row": row, "codes": codes, "full": row.is_full_time, "here": (began, last),
                    "certificate": (row.certificate_from, row.certificate_until), "bars": list(self._bars(row)),
                }
            )  # fmt: skip

    def _bars(self, row: Any) -> Iterator[tuple[list[str], date, date]]:
        if self.random.random() < 0.3:
            first = self.day()
            last, lifted = first + timedelta(days=60), first + timedelta(days=self.random.choice((0, 20, 90)))
            codes = self.random.choice(([], ["FY-02"], ["FY-0202"]))
            bar = Restriction(
                person=row.person, institution=self.house, categories=codes, ground="XZ-5", article="示例",
                document_number="示例1号", reason="示例", valid_from=first, valid_until=last,
                set_by=self.cast.jinan.organisation, lifted_on=lifted, lifted_by=self.cast.jinan.organisation,
                lift_document="示例2号", lift_reason="示例",
            )  # fmt: skip
            write(bar, "institutions.restrict", by=SYSTEM)
            yield codes, first, min(last, lifted - timedelta(days=1))

    def _certificates(self) -> None:
        for serial in range(self.random.randint(0, 2)):
            first = self.day(date(2025, 1, 1), LAST)
            last = first + timedelta(days=self.random.randint(30, 400))
            code = self.random.choice(("FY-05", "FY-0502"))
            row = Accreditation(
                institution=self.house, kind="CMA", level="provincial", certificate_number=f"示例{serial}",
                valid_from=first, valid_until=last, covers=[code],
            )  # fmt: skip
            write(row, "institution.accreditation_recorded", by=SYSTEM)
            self.certificates.append((code, first, last))

    def _managers(self) -> None:
        for code in ("FY-02", "FY-05"):
            if self.random.random() < 0.7:
                at = self.random.randrange(len(self.people))
                first = self.day()
                last = first + timedelta(days=100) if self.random.random() < 0.4 else None
                row = QualityManager(
                    institution=self.house, practice_code=code, appraiser=self.people[at]["row"], valid_from=first,
                    valid_until=last, document_number="示例1号",
                )  # fmt: skip
                write(row, "institution.quality_manager_appointed", by=SYSTEM)
                self.managers.append((code, at, first, last))

    def _cases(self) -> None:
        for _each in range(self.random.randint(0, 2)):
            self.accepted.append(self.day(date(2025, 1, 1), date(2025, 12, 31)))
            make_case(self.house, accepted_on=self.accepted[-1])

    def able(self, at: int, code: str, on: date) -> bool:
        """Whether a person may work in an item or practice category: day by day, without the portal's code."""
        person = self.people[at]
        barred = any(
            begin <= on <= end and (not codes or any(code.startswith(each) for each in codes))
            for codes, begin, end in person["bars"]
        )
        return (
            code[:5] in person["codes"]
            and _within(on, *person["here"])
            and _within(on, *person["certificate"])
            and not barred
        )

    def lost(self, on: date) -> set[tuple[str, str]]:
        """What is lost on a day."""
        found, listed = set(), [code for code, first, last in self.items if _within(on, first, last)]
        for code in listed:
            able = [person for at, person in enumerate(self.people) if self.able(at, code, on)]
            if sum(person["full"] is not False for person in able) < 3:
                found.add(("third_appraiser", code))
            covered = any(code.startswith(each) and _within(on, *days) for each, *days in self.certificates)
            if code.startswith("FY-05") and not covered:
                found.add(("accreditation", code))
        for practice in {code[:5] for code in listed}:
            managers = [at for code, at, *days in self.managers if code == practice and _within(on, *days)]
            if self.managers and not any(self.able(at, practice, on) for at in managers):
                found.add(("quality_manager", practice))
        last = max([date(2024, 7, 1), *self.accepted])
        if self.accepted and on >= last.replace(year=last.year + 1):
            found.add(("activity", ""))
        return found


def _within(on: date, first: date, last: date | None) -> bool:
    return first <= on and (last is None or on <= last)
