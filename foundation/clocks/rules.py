"""What a clock is made of: a rule of law, and the events that start, pause, lengthen and stop it.

Plain values without a database. Each app declares its rules in its own ``deadlines.py`` (or reads them from the legal
tables) and keeps its own event rows; both are turned into these values before they are reckoned.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """The unit a period is counted in."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    YEAR = "year"


class Direction(StrEnum):
    """Forward: so long after the event. Backward: at the latest so long before it."""

    FORWARD = "forward"
    BACKWARD = "backward"


class ClockEventKind(StrEnum):
    """What can happen to a clock."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    AGREE = "agree"
    STOP = "stop"


class ClockError(ValueError):
    """The events of a clock contradict each other, for example a resumption without a pause."""


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One time limit in one version of the law.

    ``amount`` is in ``unit``. ``extension_max`` is the most that one extension may add without a warning: None where
    the law names no limit, 0 where it forbids extension. ``pause_codes`` are the grounds (``EX-1`` ...) that stop the
    clock; empty means that the rule does not list them. ``source`` and ``confidence`` are those of the legal tables.
    Raises ``ValueError`` for an amount below 1.
    """

    code: str
    version: str
    amount: int
    unit: Unit
    article: str
    source: str = ""
    confidence: str = "VERIFIED"
    extension_max: int | None = None
    direction: Direction = Direction.FORWARD
    pause_codes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError(f"the time limit {self.code} needs an amount of at least 1, not {self.amount}")


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """One thing that happened to a clock on a civil day in Asia/Shanghai.

    ``on`` is the day of the start, of the pause's beginning or end, of the head's approval of an extension, of the
    agreement on a limit, or of the stop; for a backward rule the start is the day counted back from.
    ``amount`` is the added or the agreed amount in the rule's unit (extend and agree only). An agreement names either
    an amount or, in ``until``, the last day itself; one that is a rest day moves on (民法典 203).
    ``ref`` ties a resumption to its pause when several run at once. ``code`` is the ground (``EX-1`` ...).
    ``informed_on`` is the day on which the client agreed to or was told of an extension (通则 28, 条例 35).
    Raises ``ClockError`` when an extension or agreement has no amount (or day) or another kind has one.
    """

    kind: ClockEventKind
    on: date
    amount: int | None = None
    reason: str = ""
    code: str = ""
    document: str = ""
    ref: str = ""
    informed_on: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and (self.kind is not ClockEventKind.AGREE or self.amount is not None):
            raise ClockError(f"the event {self.kind} of {self.on} cannot carry the last day {self.until}")
        wants_amount = self.kind in {ClockEventKind.EXTEND, ClockEventKind.AGREE} and self.until is None
        if wants_amount and (self.amount is None or self.amount < 1):
            raise ClockError(f"the event {self.kind} of {self.on} needs an amount of at least 1")
        if not wants_amount and self.amount is not None:
            raise ClockError(f"the event {self.kind} of {self.on} cannot carry an amount")


_COLUMN_UNITS: dict[str, tuple[Unit, Direction]] = {
    "working_day": (Unit.WORKING_DAY, Direction.FORWARD),
    "calendar_day": (Unit.CALENDAR_DAY, Direction.FORWARD),
    "day": (Unit.CALENDAR_DAY, Direction.FORWARD),
    "month": (Unit.MONTH, Direction.FORWARD),
    "year": (Unit.YEAR, Direction.FORWARD),
    "day_before": (Unit.CALENDAR_DAY, Direction.BACKWARD),
    "working_day_before": (Unit.WORKING_DAY, Direction.BACKWARD),
}


def unit_and_direction(column: str) -> tuple[Unit, Direction] | None:
    """Translate the unit column of the legal table of deadlines; None where the row is no time limit."""
    return _COLUMN_UNITS.get(column)
