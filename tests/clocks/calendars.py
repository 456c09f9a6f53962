"""The reference calendar and rules that the tests of the clocks share, and a slow oracle that counts day by day."""

import csv
from datetime import date, timedelta

from foundation.clocks.calendar import Calendar
from foundation.clocks.reference import FOLDER, read_editions
from foundation.clocks.rules import ClockEvent, ClockEventKind, ClockRule, Direction, Unit

CHINA = Calendar(sourced.edition for sourced in read_editions())

OPINION = ClockRule(
    "DL02",
    "2016",
    30,
    Unit.WORKING_DAY,
    "程序通则 第28条",
    extension_max=30,
    pause_codes=frozenset({"EX-1", "EX-2", "EX-3"}),
)
ACCEPTANCE = ClockRule("DL01", "2016", 7, Unit.WORKING_DAY, "程序通则 第13条")
COMPLAINT = ClockRule("DL08", "2019", 60, Unit.CALENDAR_DAY, "投诉处理办法 第25条", extension_max=30)
MOVE = ClockRule("DL21", "2011", 6, Unit.MONTH, "山东省司法鉴定条例 第24条")
RECTIFICATION = ClockRule("DL19", "2011", 1, Unit.YEAR, "山东省司法鉴定条例 第44条", extension_max=0)
RENEWAL = ClockRule("DL15", "2011", 60, Unit.CALENDAR_DAY, "山东省司法鉴定条例 第13条", direction=Direction.BACKWARD)
HEARING = ClockRule("DL27", "2021", 7, Unit.WORKING_DAY, "行政处罚法 第64条", direction=Direction.BACKWARD)


def start(on: date) -> ClockEvent:
    return ClockEvent(ClockEventKind.START, on)


def stop(on: date) -> ClockEvent:
    return ClockEvent(ClockEventKind.STOP, on)


def pause(begin: date, end: date | None = None, *, ref: str = "", code: str = "EX-1") -> list[ClockEvent]:
    events = [ClockEvent(ClockEventKind.PAUSE, begin, reason="补充鉴定材料", code=code, ref=ref)]
    if end is not None:
        events.append(ClockEvent(ClockEventKind.RESUME, end, ref=ref))
    return events


def extend(on: date, amount: int, informed_on: date | None = None) -> ClockEvent:
    return ClockEvent(ClockEventKind.EXTEND, on, amount=amount, informed_on=informed_on)


def agree(on: date, amount: int) -> ClockEvent:
    return ClockEvent(ClockEventKind.AGREE, on, amount=amount)


def agree_day(on: date, until: date) -> ClockEvent:
    return ClockEvent(ClockEventKind.AGREE, on, until=until)


SPECIAL = {
    date.fromisoformat(row["date"]): row["kind"]
    for name in ("holidays.csv", "holidays_provisional.csv")
    for row in csv.DictReader((FOLDER / name).read_text(encoding="utf-8").splitlines())
}


def works(day: date) -> bool:
    """The oracle: read the raw file, without any table of totals."""
    kind = SPECIAL.get(day)
    if kind is not None:
        return kind == "makeup_workday"
    return day.weekday() < 5


def count_slowly(after: date, through: date) -> int:
    return sum(works(after + timedelta(days=n)) for n in range(1, (through - after).days + 1))


def due_slowly(start_on: date, amount: int, *, working: bool, pauses: list[tuple[date, date]]) -> date:
    """The oracle of a whole period: walk day by day, counting the days that are not paused."""
    day, counted = start_on, 0
    while True:
        day += timedelta(days=1)
        if any(begin < day <= end for begin, end in pauses):
            continue
        counted += works(day) if working else 1
        if counted >= amount and works(day):
            return day
