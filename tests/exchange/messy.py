"""Ledgers as they really look, made up: every kind of disorder, with the list of what must be found and nothing else.

All names are plainly synthetic. The same rows, seed and shares give the same bytes.
"""

import csv
import io
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from stdnum.cn import ric

from tests.exchange.workbooks import ErrorCell, Formula, Page, workbook

EPOCH = date(1899, 12, 30)
DIGITS = "〇一二三四五六七八九"


class Planted(NamedTuple):
    """One thing the check must find."""

    row: int
    column: str
    code: str


@dataclass
class MessyLedger:
    """The file and the truth about it. `good_rows` counts the rows that can be loaded."""

    xlsx: bytes
    table: list[list[Any]]
    planted: list[Planted]
    good_rows: int
    case_rows: int
    hidden_rows: frozenset[int] = frozenset()
    reported: dict[str, int] = field(default_factory=dict)

    def csv(self, encoding: str = "utf-8", separator: str = ",") -> bytes:
        """The same rows as text, without the hidden rows (a text file knows none)."""
        target = io.StringIO()
        writer = csv.writer(target, delimiter=separator, lineterminator="\r\n")
        for number, row in enumerate(self.table, start=1):
            writer.writerow([] if number in self.hidden_rows else [_as_text(cell) for cell in row])
        return target.getvalue().encode(encoding)


def _as_text(cell: Any) -> Any:
    if isinstance(cell, Formula):
        return f"={cell.text}" if cell.value is None else cell.value
    return cell.text if isinstance(cell, ErrorCell) else cell


class Case(dict[str, Any]):
    """The true values of one row by column."""


HEADINGS: Mapping[str, tuple[str, ...]] = {
    "case_number": ("案号", "鉴定编号", "受理编号", "司法鉴定委托书编号（编号）"),
    "received_on": ("委托日期", "收到日期", "委托时间"),
    "accepted_on": ("受理日期", "受理时间", "收案日期"),
    "client_name": ("委托人", "委托单位", "委 托 方"),
    "category": ("鉴定类别", "业务类别", "鉴定项目"),
    "matter": ("委托鉴定事项", "鉴定事项"),
    "subject_name": ("被鉴定人", "被鉴定人姓名"),
    "subject_id_number": ("身份证号", "身份证号码"),
    "appraisers": ("鉴定人", "司法鉴定人"),
    "fee": ("鉴定费（元）", "收费金额", "鉴定费用"),
    "opinion_number": ("意见书编号", "鉴定意见书编号"),
    "issued_on": ("出具日期", "完成日期", "办结日期"),
    "terminated_on": ("终止日期",),
    "termination_ground": ("终止原因",),
    "state": ("状态", "办理情况"),
    "remarks": ("备注",),
}
CATEGORIES = (
    ("临", "法医临床鉴定", ("法医临床", "临床", "法医临床司法鉴定", "法医临床鉴定（伤残等级鉴定）", "伤残等级鉴定", "FY-02")),
    ("毒", "法医毒物鉴定", ("毒物", "毒化", "法医毒物", "血液酒精含量检测")),
    ("物", "法医物证鉴定", ("法医物证", "DNA", "亲子鉴定", "三联体亲子关系鉴定")),
    ("病", "法医病理鉴定", ("法医病理", "病理", "尸检")),
    ("文", "文书鉴定", ("文检", "文书", "笔迹鉴定", "文书司法鉴定")),
    ("痕", "痕迹鉴定", ("痕检", "痕迹", "交通事故痕迹鉴定", "车辆速度鉴定")),
)
CLIENTS = ("济南示例区人民法院", "青岛示例区人民检察院", "烟台市公安局示例分局", "示例保险有限公司", "当事人家属A{n:04d}")


class _Maker:
    def __init__(self, rows: int, seed: int, until: date) -> None:
        self.random = random.Random(seed)
        self.count = rows
        self.until = until
        self.serial = 0

    def case(self) -> Case:
        chance = self.random
        self.serial += 1
        n = self.serial
        accepted = self.until - timedelta(days=chance.randrange(30, 690))
        issued = accepted + timedelta(days=chance.randrange(3, 60))
        letter, category, _others = chance.choice(CATEGORIES)
        done = issued <= self.until
        birth = date(1950, 1, 1) + timedelta(days=chance.randrange(20_000))
        return Case(
            case_number=f"示例鉴〔{accepted.year}〕{letter}鉴字第{n}号",
            received_on=accepted - timedelta(days=chance.randrange(0, 7)),
            accepted_on=accepted,
            client_name=chance.choice(CLIENTS).format(n=n),
            category=category,
            matter="伤残等级、误工期" if letter == "临" else "按委托书",
            subject_name=f"当事人A{n:05d}",
            subject_id_number=resident_number(birth, n % 1000),
            appraisers=f"鉴定人甲{n % 90:03d}、鉴定人乙{n % 70:03d}",
            fee=chance.randrange(6, 60) * 100,
            opinion_number=f"示例意〔{issued.year}〕{letter}意字第{n}号" if done else "",
            issued_on=issued if done else "",
            terminated_on="",
            termination_ground="",
            state="已出具" if done else "在办",
            remarks="演示数据",
        )


def resident_number(birth: date, order: int) -> str:
    """A valid identity number of the region 379999, which does not exist."""
    body = f"379999{birth:%Y%m%d}{order:03d}"
    return body + ric.calc_check_digit(body + "0")


# --- disorder that must be understood --------------------------------------------------------------------------------
def wide(text: str) -> str:
    """Full-width letters and digits."""
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text)


def chinese_date(day: date) -> str:
    def count(number: int) -> str:
        tens, ones = divmod(number, 10)
        return ("" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十") + (DIGITS[ones] if ones else "")

    return f"{''.join(DIGITS[int(c)] for c in str(day.year))}年{count(day.month)}月{count(day.day)}日"


DATE_FORMS: tuple[Callable[[date], Any], ...] = (
    lambda d: d,
    lambda d: datetime(d.year, d.month, d.day, 10, 30),
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: d.isoformat(),
    lambda d: f"{d:%Y%m%d}",
    lambda d: int(f"{d:%Y%m%d}"),
    lambda d: (d - EPOCH).days,
    lambda d: str((d - EPOCH).days),
    lambda d: chinese_date(d),
    lambda d: wide(f"{d.year}年{d.month}月{d.day}日"),
    lambda d: f" {d.year} 年 {d.month} 月 {d.day} 日 ",
    lambda d: f"{d.isoformat()} 09:15:00",
)
NUMBER_FORMS: tuple[Callable[[str], str], ...] = (
    str,
    wide,
    lambda s: s.replace("〔", "[").replace("〕", "]"),
    lambda s: s.replace("〔", "（").replace("〕", "）"),
    lambda s: s.replace("第", "第 ").replace("号", " 号"),
    lambda s: s.replace("第", ""),
)
FEE_FORMS: tuple[Callable[[int], Any], ...] = (
    lambda n: n,
    float,
    lambda n: f"¥{n:,}.00",
    lambda n: f"{n}元",
    lambda n: f"{n / 10000:g}万元",
    lambda n: wide(str(n)),
    lambda n: Formula(f"{n}*1", n),
)
IDENTITY_FORMS: tuple[Callable[[str], str], ...] = (
    str,
    str.lower,
    wide,
    lambda s: f"{s[:6]} {s[6:14]} {s[14:]}",
    lambda s: f"{s[:6]}{s[8:17]}",  # the old form of 15 digits
    lambda s: f"E{s[6:14]}",  # a passport
)
NAME_FORMS: tuple[Callable[[str], str], ...] = (
    str,
    lambda s: s.replace("、", "，"),
    lambda s: s.replace("、", ";"),
    lambda s: s.replace("、", "/"),
    lambda s: s.replace("、", " "),
    lambda s: s.replace("、", "\n"),
    wide,
)


def disorder(case: Case, chance: random.Random, wordings: Mapping[str, tuple[str, ...]]) -> None:
    """Write the row as one of many clerks would, without changing what it says."""
    for name in ("received_on", "accepted_on", "issued_on"):
        if case[name]:
            case[name] = chance.choice(DATE_FORMS)(case[name])
    for name in ("case_number", "opinion_number"):
        if case[name]:
            case[name] = chance.choice(NUMBER_FORMS)(case[name])
    case["fee"] = chance.choice(FEE_FORMS)(case["fee"])
    case["subject_id_number"] = chance.choice(IDENTITY_FORMS)(case["subject_id_number"])
    case["appraisers"] = chance.choice(NAME_FORMS)(case["appraisers"])
    case["category"] = chance.choice((case["category"], *wordings[case["category"]]))
    case["subject_name"] = chance.choice((case["subject_name"], "示 某", "  " + case["subject_name"] + "　"))
    case["client_name"] = chance.choice((case["client_name"], case["client_name"].replace("示例", "示例 ")))


# --- disorder that must be reported ----------------------------------------------------------------------------------
def _day(value: date, days: int) -> str:
    return (value + timedelta(days=days)).isoformat()


Spoiler = Callable[[Case, date], tuple[str, str]]


def _spoil(column: str, code: str, change: Callable[[Case, date], Any]) -> Spoiler:
    def spoiler(case: Case, until: date) -> tuple[str, str]:
        case[column] = change(case, until)
        return column, code

    return spoiler


def _unissued(case: Case) -> None:
    case.update(issued_on="", opinion_number="", state="")


def _opinion_without_date(case: Case, _until: date) -> tuple[str, str]:
    case.update(issued_on="", state="", opinion_number=case["opinion_number"] or "示例意〔2026〕临意字第9%d号" % id(case))
    return "issued_on", "opinion_without_date"


def _both_ends(case: Case, until: date) -> tuple[str, str]:
    case.update(terminated_on=until.isoformat(), termination_ground="委托人撤回")
    if not case["issued_on"]:
        case.update(issued_on=until.isoformat(), opinion_number=case["case_number"].replace("鉴字", "补字"), state="")
    return "terminated_on", "issued_and_terminated"


def _early(case: Case, _until: date) -> tuple[str, str]:
    case["issued_on"] = _day(case["accepted_on"], -3)
    case["opinion_number"] = case["opinion_number"] or case["case_number"].replace("鉴字", "早字")
    case["state"] = ""
    return "issued_on", "issued_before_accepted"


def _future(case: Case, until: date) -> tuple[str, str]:
    case["issued_on"] = _day(until, 20)
    case["opinion_number"] = case["opinion_number"] or case["case_number"].replace("鉴字", "未字")
    case.update(accepted_on=until - timedelta(days=10), received_on=until - timedelta(days=11), state="")
    case["case_number"] = f"示例鉴〔{case['accepted_on'].year}〕{case['case_number'].partition('〕')[2]}"
    return "issued_on", "in_the_future"


def _terminated_undated(case: Case, _until: date) -> tuple[str, str]:
    _unissued(case)
    case["state"] = "终止鉴定"
    return "state", "terminated_without_date"


def _ambiguous(case: Case, _until: date) -> tuple[str, str]:
    """医疗损害 stands under pathology, clinical and psychiatry; the letter in the number may speak for one of them."""
    case["category"] = "医疗损害鉴定"
    helped = any(letter in case["case_number"] for letter in "临病精")
    return "category", "category_suggested" if helped else "category_ambiguous"


SPOILERS: Mapping[str, Spoiler] = {
    "missing number": _spoil("case_number", "missing", lambda c, u: ""),
    "number without digits": _spoil("case_number", "case_number_form", lambda c, u: "待定"),
    "missing acceptance": _spoil("accepted_on", "missing", lambda c, u: "无"),
    "missing category": _spoil("category", "missing", lambda c, u: "—"),
    "unknown category": _spoil("category", "category_unknown", lambda c, u: "星象占卜鉴定"),
    "ambiguous category": _ambiguous,
    "impossible date": _spoil("accepted_on", "date_impossible", lambda c, u: f"{c['accepted_on'].year}年2月30日"),
    "lunar date": _spoil("accepted_on", "date_lunar", lambda c, u: f"{c['accepted_on'].year}年三月初五"),
    "two-digit year": _spoil("received_on", "date_two_digit_year", lambda c, u: "24.3.5"),
    "day or month": _spoil("received_on", "date_day_or_month", lambda c, u: "05/03/2024"),
    "incomplete date": _spoil("received_on", "date_incomplete", lambda c, u: "2024年3月"),
    "no date at all": _spoil("received_on", "date_form", lambda c, u: "开庭前"),
    "year out of range": _spoil("received_on", "date_range", lambda c, u: "1024-03-05"),
    "received late": _spoil("received_on", "received_after_accepted", lambda c, u: _day(c["accepted_on"], 2)),
    "issued early": _early,
    "date to come": _future,
    "opinion without date": _opinion_without_date,
    "two ends": _both_ends,
    "terminated, undated": _terminated_undated,
    "check digit": _spoil(
        "subject_id_number",
        "identity_check_digit",
        lambda c, u: c["subject_id_number"][:-1] + ("1" if c["subject_id_number"][-1] != "1" else "2"),
    ),
    "no birthday": _spoil("subject_id_number", "identity_date", lambda c, u: _number_without_birthday()),
    "short identity": _spoil("subject_id_number", "identity_length", lambda c, u: c["subject_id_number"][:16] + "3"),
    "rounded identity": _spoil("subject_id_number", "identity_rounded", lambda c, u: 379999199001010000.0),
    "masked identity": _spoil("subject_id_number", "identity_masked", lambda c, u: "379999********0013"),
    "negative fee": _spoil("fee", "money_negative", lambda c, u: -1200),
    "fee in words": _spoil("fee", "money_form", lambda c, u: "面议"),
    "odd thousands": _spoil("fee", "money_thousands", lambda c, u: "12,00"),
    "formula without result": _spoil("fee", "formula_without_value", lambda c, u: Formula("600*2")),
    "formula as text": _spoil("fee", "formula_text", lambda c, u: "=600*2"),
    "error cell": _spoil("fee", "cell_error", lambda c, u: ErrorCell("#DIV/0!")),
    "high fee": _spoil("fee", "fee_high", lambda c, u: "26万元"),
    "unknown state": _spoil("state", "state_unknown", lambda c, u: "甲乙丙"),
}
WARNINGS = frozenset({"identity_masked", "fee_high"})


def _number_without_birthday() -> str:
    body = "37999919900231001"
    return body + ric.calc_check_digit(body + "0")


def make_ledger(  # noqa: PLR0913 - a generator with knobs
    rows: int = 20_000,
    *,
    seed: int = 1,
    until: date = date(2026, 11, 20),
    share: float = 0.04,
    kinds: Mapping[str, Spoiler] = SPOILERS,
    untidy: bool = True,
) -> MessyLedger:
    """A ledger of `rows` cases up to `until`, of which about `share` carry one planted fault each.

    Some duplicates, hidden rows, subtotals and repeated headings come on top when `untidy`.
    """
    maker = _Maker(rows, seed, until)
    chance = maker.random
    columns = list(HEADINGS)
    if untidy:
        chance.shuffle(columns)
    headings = [chance.choice(HEADINGS[name]) if untidy else HEADINGS[name][0] for name in columns]
    wordings = {category: others for _letter, category, others in CATEGORIES}
    table: list[list[Any]] = []
    if untidy:
        table += [["示例司法鉴定中心司法鉴定业务台账（演示数据）"], ["统计期间：近两年", "", "", "填报单位：示例司法鉴定中心"], []]
    table.append(["序号", *headings])
    planted: list[Planted] = []
    hidden: set[int] = set()
    reported = {"total": 0, "footer": 0, "repeated_heading": 0, "note": 0}
    names = list(kinds)
    good, cases = 0, 0
    while cases < rows:
        if untidy and cases and cases % 2_000 == 0 and len(table[-1]) > 4:
            table += [["小计", f"{cases}件"], [], ["序号", *headings]]
            reported["total"] += 1
            reported["repeated_heading"] += 1
        case = maker.case()
        number = len(table) + 1
        if untidy and chance.random() < 0.001:
            hidden.add(number)
            table.append(["隐", *(case[name] for name in columns)])
            continue
        cases += 1
        if names and chance.random() < share:
            column, code = kinds[chance.choice(names)](case, until)
            planted.append(Planted(number, column, code))
            good += code in WARNINGS
        elif untidy and chance.random() < 0.002 and cases + 1 < rows:
            other = Case(case, fee=case["fee"] + 100)
            planted += [Planted(number, "case_number", "duplicate_number")]
            planted += [Planted(number + 1, "case_number", "duplicate_number")]
            table.append([cases, *(case[name] for name in columns)])
            case, cases = other, cases + 1
        else:
            good += 1
            if untidy:
                disorder(case, chance, wordings)
        table.append([cases, *(case[name] for name in columns)])
    if untidy:
        table += [[], ["合 计", "", f"{rows}件"], ["制表人：示例", "", "审核人：示例", "", "2026年11月20日"]]
        reported["total"] += 1
        reported["footer"] += 1
    width = len(columns) + 1
    page = Page("业务台账", table, frozenset(hidden), merged=(f"A1:{chr(64 + width)}1",) if untidy else ())
    pages = [page, Page("数据字典", [["隐藏的表", "案号"]], state="hidden")] if untidy else [page]
    return MessyLedger(workbook(*pages), table, planted, good, rows, frozenset(hidden), reported)
