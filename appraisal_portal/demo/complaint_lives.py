"""The lives of the demo complaints on paper: what happened to each and when, from a seed, cut off today. Pure.

Most organs keep the time limits; a few complaints of every year do not, so that what is overdue can be seen.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Final

from appraisal_portal.demo.plan import Plan, PlannedInstitution
from foundation.clocks.calendar import Calendar

YEARS: Final = 2
A_YEAR: Final = 220
"""Complaints received in a year at scale 1; about one in sixteen is found valid."""
LEAST: Final = 40
"""So many a year has the smallest province."""
LATE_ACCEPTANCE: Final = 16
"""Days after which a decision about acceptance is late whatever holidays lie between, save the longest."""
LATE_DECISION: Final = 82
KINDS: Final = (
    ("TS10-06", 34), ("TS10-05", 24), ("TS10-08", 16), ("TS10-03", 12), ("TS10-09", 6), ("TS10-11", 5), ("TS10-02", 3),
)  # fmt: skip
MEASURES: Final = (("TS24-2D", 45), ("TS24-2A", 30), ("TS24-2B", 15), ("TS24-2C", 7), ("TS24-1", 3))
REFUSALS: Final = (("TS15-3", 60), ("TS15-1", 20), ("TS15-5", 20))
NO_MEASURE: Final = "TS24-3"


@dataclass
class Life:
    """One complaint on paper. Days that have not come are None, and `stands` is the state it is in today.

    `inquiries` are pairs of day and kind; `findings` have, for each of `kinds`, what was found and what follows.
    """

    house: PlannedInstitution
    number: int
    kinds: tuple[str, ...]
    received: date
    stands: str = "received"
    asked: date | None = None
    answer_by: date | None = None
    answered: date | None = None
    abandoned: date | None = None
    refused: date | None = None
    ground: str = ""
    accepted: date | None = None
    assigned: date | None = None
    declared: date | None = None
    inquiries: list[tuple[date, str]] = field(default_factory=list)
    extended: date | None = None
    extended_days: int = 0
    withdrawn: date | None = None
    decided: date | None = None
    findings: tuple[tuple[str, str], ...] = ()
    informed: date | None = None


def lives(province: Plan, calendar: Calendar) -> Iterator[Life]:
    """Yield the complaints of the last two years in the order of their receipt, the same for the same plan."""
    random = Random(f"complaints/{province.seed}")  # noqa: S311  (the same data every time)
    shares = list(accumulate(house.weight for house in province.institutions))
    count = YEARS * max(LEAST, round(A_YEAR / province.scale))
    span = YEARS * 365
    ages = sorted((random.randrange(1, span) for _each in range(count)), reverse=True)
    stuck = _stuck(ages)
    for number, back in enumerate(ages, 1):
        house = province.institutions[bisect_left(shares, random.random() * shares[-1])]
        kinds = tuple(dict.fromkeys(_drawn(random, KINDS) for _each in range(random.choice((1, 1, 1, 2)))))
        life = Life(house, number, kinds, province.until - timedelta(days=back))
        _Teller(random, calendar, province.until, life, stuck.get(number, "")).tell()
        yield life


def _stuck(ages: list[int]) -> dict[int, str]:
    """Return which complaints lie undone although their day has passed: two before acceptance, one before decision."""
    old = [number for number, back in enumerate(ages, 1) if back >= LATE_ACCEPTANCE]
    older = [number for number in old if ages[number - 1] >= LATE_DECISION]
    return {**dict.fromkeys(old[-2:], "acceptance"), older[-3]: "decision"}


def _drawn(random: Random, table: tuple[tuple[str, int], ...]) -> str:
    return random.choices([code for code, _weight in table], [weight for _code, weight in table])[0]


@dataclass
class _Teller:
    """Tells one life step by step, as long as the days have come."""

    random: Random
    calendar: Calendar
    until: date
    life: Life
    stuck_before: str

    def tell(self) -> None:
        """Tell it from the receipt to its end or to today."""
        life = self.life
        day = life.received
        if self.stuck_before == "acceptance":
            return
        if self.random.random() < 0.15 and not self.stuck_before:
            answered = self._supplement(day)
            if answered is None:
                return
            day = answered
        decided = self._working(day, 2, 6) if self.random.random() < 0.93 else self._working(day, 9, 16)
        if decided > self.until:
            return
        if self.random.random() < 0.36 and not self.stuck_before:
            life.refused, life.ground, life.stands = decided, _drawn(self.random, REFUSALS), "refused"
            return
        life.accepted, life.stands = decided, "accepted"
        self._matter(decided)

    def _supplement(self, day: date) -> date | None:
        """Ask for a supplement; return the day on which it came, or None while it has not or did not come."""
        life = self.life
        asked = self._working(day, 1, 4)
        if asked > self.until:
            return None
        life.asked, life.answer_by, life.stands = asked, asked + timedelta(days=15), "awaiting"
        if self.random.random() < 0.25:
            closed = self._working(life.answer_by, 1, 4)
            if closed <= self.until:
                life.abandoned, life.stands = closed, "abandoned"
            return None
        answered = asked + timedelta(days=self.random.randint(4, 14))
        if answered > self.until:
            return None
        life.answered, life.stands = answered, "received"
        return answered

    def _matter(self, accepted: date) -> None:
        life, random = self.life, self.random
        assigned = self._working(accepted, 1, 3)
        if assigned > self.until:
            return
        life.assigned, life.stands = assigned, "investigating"
        declared = self._working(assigned, 1, 2)
        life.declared = declared if declared <= self.until else None
        if random.random() < 0.08 and not self.stuck_before:
            withdrawn = self._working(declared, 3, 15)
            if withdrawn <= self.until:
                life.withdrawn, life.stands = withdrawn, "terminated"
            return
        day = declared
        for kind in random.sample(("file", "statement", "interview", "visit", "expert"), k=random.randint(1, 3)):
            day = self._working(day, 2, 8)
            if day <= self.until:
                life.inquiries.append((day, kind))
        if not self.stuck_before:
            self._decision(accepted, day)

    def _decision(self, accepted: date, ready: date) -> None:
        life, random = self.life, self.random
        last = accepted + timedelta(days=60)
        decided = max(self._working(ready, 2, 9), self._working(accepted, 12, 38))
        if random.random() < 0.12:
            asked = min(self._working(accepted, 32, 38), last)
            if asked <= self.until:
                life.extended, life.extended_days = asked, random.choice((15, 20, 30))
            decided = self._working(last, 2, 9)
        elif random.random() < 0.06:
            decided = self._working(last, 2, 12)
        if decided > self.until:
            return
        life.decided, life.stands = decided, "decided"
        valid = random.random() < 0.12
        life.findings = tuple(
            ("upheld", _drawn(random, MEASURES))
            if valid and place == 0
            else (random.choice(("not_upheld", "not_upheld", "unestablished")), NO_MEASURE)
            for place in range(len(life.kinds))
        )
        informed = self._working(decided, 2, 6) if random.random() < 0.95 else self._working(decided, 8, 12)
        if informed <= self.until:
            life.informed, life.stands = informed, "informed"

    def _working(self, day: date, least: int, most: int) -> date:
        return self.calendar.add_working_days(day, self.random.randint(least, most))
