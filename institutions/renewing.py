"""Whether a renewal was asked in time, and what that means past the last day (许可法 art. 50(2); decisions.md 7)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from foundation.law import queries as law

SHANDONG: Final = "DL15"
NATIONAL: Final = "DL16"
DEEMED: Final = "中华人民共和国行政许可法第五十条第二款"
DUE: Final = "山东省司法鉴定条例第十三条"


@dataclass(frozen=True)
class AskBy:
    """By when renewal is to be asked for. After `due` and up to `last` it is late by the rule of the province only.

    Both are None where the legal tables of the day hold no such limit.
    """

    due: date | None
    last: date | None

    def in_time(self, asked_on: date) -> bool:
        """Whether an application keeps the permit alive past its last day: asked by the last day of either rule.

        Which of the two rules decides is open (rules.md, conflicts): the portal treats Shandong's day as the due one
        and the national one as the last.
        """
        limits = [day for day in (self.due, self.last) if day is not None]
        return bool(limits) and asked_on <= max(limits)

    def on_the_due_day(self, asked_on: date) -> bool:
        """Whether it was asked by Shandong's day."""
        return self.due is None or asked_on <= self.due


def ask_by(until: date, on: date) -> AskBy:
    """Return by when renewal of a permit whose last valid day is `until` is to be asked for, by the tables of a day.

    Counted back in calendar days and not moved on a rest day (decisions.md 3).
    """
    return AskBy(*(_before(until, code, on) for code in (SHANDONG, NATIONAL)))


def _before(until: date, code: str, on: date) -> date | None:
    row = law.deadline(code, on)
    return until - timedelta(days=row.amount) if row is not None and row.amount is not None else None


def lives_on(last: date, pending_since: date | None, on: date) -> bool:
    """Whether a permit past its last day is alive on a day, by a timely renewal alone that is undecided."""
    return last < on and pending_since is not None


def holds(first: date, last: date, pending_since: date | None, on: date) -> bool:
    """Whether a permit holds on a day: within its term, or past it while a timely renewal is undecided."""
    return first <= on and (on <= last or lives_on(last, pending_since, on))
