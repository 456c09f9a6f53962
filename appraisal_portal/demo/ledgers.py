"""The ledgers of the demo institutions, as an institution would export them: one CSV file each."""

import csv
import io
import math
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from appraisal_portal.demo.plan import Branch, Plan, PlannedInstitution
from foundation.clocks.calendar import Calendar

HEADINGS = (
    "案号", "委托日期", "受理日期", "鉴定类别", "委托鉴定事项", "委托人", "被鉴定人", "鉴定人",
    "鉴定费（元）", "出具日期", "意见书编号", "终止日期", "终止原因", "状态",
)  # fmt: skip
MONTH_WEIGHTS = (0.95, 0.85, 1.05, 1.0, 1.0, 1.0, 0.97, 0.97, 1.03, 1.03, 1.03, 1.08)
SPREAD, LIMIT, EXTENDED = 0.5, 30, 58
TERMINATED, SUSPENDED, KEPT_LATE = 0.02, 0.004, 0.12
CATEGORY = {
    "FY-01": ("法医病理鉴定", "死亡原因鉴定", 3600),
    "FY-02": ("法医临床鉴定", "人体残疾等级鉴定", 1200),
    "FY-03": ("法医精神病鉴定", "民事类行为能力鉴定", 2800),
    "FY-04": ("法医物证鉴定", "二联体亲子关系鉴定", 2400),
    "FY-05": ("法医毒物鉴定", "挥发性毒物鉴定", 400),
    "WZ-01": ("文书鉴定", "笔迹鉴定", 2600),
    "WZ-02": ("痕迹鉴定", "交通事故痕迹物证鉴定", 1800),
    "WZ-03": ("微量物证鉴定", "微量物证检验", 2200),
    "SX": ("电子数据鉴定", "电子数据提取", 3000),
    "HJ": ("污染物性质鉴定", "污染物性质鉴定", 26000),
}
CLIENTS = ("示例区人民法院", "示例县人民法院", "示例公安分局", "示例县公安局", "示例区人民检察院", "示例仲裁委员会")


@dataclass
class Days:
    """Working days of so many years up to `until`, with the chance of a case falling on each."""

    calendar: Calendar
    until: date
    count: int = 2

    def __post_init__(self) -> None:
        """Weigh the working days of each year by month, the oldest first."""
        self.years = [self._year(back) for back in range(self.count - 1, -1, -1)]

    def _year(self, back: int) -> tuple[list[date], list[float]]:
        last = self.until - timedelta(days=365 * back)
        span = (last - timedelta(days=step) for step in range(365))
        days = sorted(day for day in span if self.calendar.is_working_day(day))
        return days, list(accumulate(MONTH_WEIGHTS[day.month - 1] for day in days))

    def draw(self, random: Random, year: int, count: int) -> list[date]:
        """Draw `count` days of acceptance, in order."""
        days, weights = self.years[year]
        return sorted(days[bisect_left(weights, random.random() * weights[-1])] for _time in range(count))


def ledger_of(plan: Plan, institution: PlannedInstitution, days: Days) -> bytes:
    """Return the ledger of one institution over all years as CSV with a byte-order mark."""
    rows = [row for year in _years(plan, institution, days) for row in year]
    return _sheet(institution, rows)


def yearly_ledgers(plan: Plan, institution: PlannedInstitution, days: Days) -> Iterator[bytes]:
    """Yield a ledger for each year, the oldest first: together they are what `ledger_of` puts into one."""
    for rows in _years(plan, institution, days):
        yield _sheet(institution, rows)


def _years(plan: Plan, institution: PlannedInstitution, days: Days) -> Iterator[list[list[str]]]:
    """Yield the rows of each year; numbers run on from one to the next."""
    random = Random(f"ledger/{plan.seed}/{institution.number}")  # noqa: S311  (the same data every time)
    serials: dict[tuple[int, str, str], int] = {}
    shares = list(accumulate(branch.share for branch in institution.branches))
    for year, total in enumerate(plan.totals):
        rows = []
        for accepted in days.draw(random, year, plan.cases_of(institution, total)):
            branch = institution.branches[bisect_left(shares, random.random() * shares[-1])]
            rows.append(_row(random, institution, branch, accepted, days, serials))
        yield rows


def _sheet(institution: PlannedInstitution, rows: list[list[str]]) -> bytes:
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow([f"{institution.name}司法鉴定案件台账（演示数据）"])
    writer.writerow(HEADINGS)
    writer.writerows(rows)
    return sheet.getvalue().encode("utf-8-sig")


def _row(
    random: Random,
    institution: PlannedInstitution,
    branch: Branch,
    accepted: date,
    days: Days,
    serials: dict[tuple[int, str, str], int],
) -> list[str]:
    """Write one case: accepted on a day, ended after a time, or still open."""
    category, matter, fee = CATEGORY[branch.code]
    number = _next(serials, accepted.year, branch.letter, "case")
    issued = terminated = opinion = ground = ""
    state = "在办"
    ended = days.calendar.add_working_days(accepted, _duration(random, branch))
    if ended <= days.until:
        if random.random() < TERMINATED:
            terminated, ground, state = ended.isoformat(), "委托人撤回委托", "终止"
        else:
            issued, state = ended.isoformat(), "办结"
            serial = _next(serials, ended.year, branch.letter, "opinion")
            opinion = f"{institution.short}司鉴〔{ended.year}〕{branch.letter}意字第{serial}号"
    elif random.random() < SUSPENDED * 10:
        state = "中止"
    people = institution.appraisers
    first = random.randrange(len(people))
    return [
        f"{institution.short}鉴〔{accepted.year}〕{branch.letter}鉴字第{number}号",
        (accepted - timedelta(days=random.randint(0, 5))).isoformat(),
        accepted.isoformat(),
        category,
        matter,
        institution.city.name + CLIENTS[random.randrange(len(CLIENTS))],
        f"当事人{'ABCD'[random.randrange(4)]}{random.randrange(10_000):04d}",
        f"{people[first].name}、{people[(first + 1) % len(people)].name}",
        str(fee + 100 * random.randrange(5)),
        issued,
        opinion,
        terminated,
        ground,
        state,
    ]


def _duration(random: Random, branch: Branch) -> int:
    """Draw working days: log-normal around the category's median; few beyond the limit of thirty."""
    days = max(1, round(branch.median * math.exp(random.gauss(0, SPREAD))))
    if days <= LIMIT:
        return days
    return min(days, EXTENDED) if random.random() < KEPT_LATE else random.randint(22, LIMIT)


def _next(serials: dict[tuple[int, str, str], int], year: int, letter: str, kind: str) -> int:
    """Return the next number of a series: year, category and kind of number."""
    serials[year, letter, kind] = serials.get((year, letter, kind), 0) + 1
    return serials[year, letter, kind]
