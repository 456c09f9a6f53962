"""The disorder of real ledgers: forms that must be understood, and faults that must be reported."""

import random
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from stdnum.cn import ric

from tests.exchange.synthetic import Case
from tests.exchange.workbooks import ErrorCell, Formula

EPOCH = date(1899, 12, 30)
DIGITS = "〇一二三四五六七八九"


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
    lambda d: datetime(d.year, d.month, d.day, 10, 30),  # noqa: DTZ001 - cells of a sheet know no time zone
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


def _number_without_birthday() -> str:
    body = "37999919900231001"
    return body + ric.calc_check_digit(body + "0")


def _spoil(column: str, code: str, change: Any) -> Spoiler:
    """Put a value into a cell: a fixed one, or one made from the case."""

    def spoiler(case: Case, _until: date) -> tuple[str, str]:
        case[column] = change(case) if callable(change) else change
        return column, code

    return spoiler


def _unissued(case: Case) -> None:
    case.update(issued_on="", opinion_number="", state="")


def _opinion_without_date(case: Case, _until: date) -> tuple[str, str]:
    case.update(issued_on="", state="", opinion_number=case["case_number"].replace("鉴字", "意字"))
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
    "missing number": _spoil("case_number", "missing", ""),
    "number without digits": _spoil("case_number", "case_number_form", "待定"),
    "missing acceptance": _spoil("accepted_on", "missing", "无"),
    "missing category": _spoil("category", "missing", "—"),
    "unknown category": _spoil("category", "category_unknown", "星象占卜鉴定"),
    "ambiguous category": _ambiguous,
    "impossible date": _spoil("accepted_on", "date_impossible", lambda c: f"{c['accepted_on'].year}年2月30日"),
    "lunar date": _spoil("accepted_on", "date_lunar", lambda c: f"{c['accepted_on'].year}年三月初五"),
    "two-digit year": _spoil("received_on", "date_two_digit_year", "24.3.5"),
    "day or month": _spoil("received_on", "date_day_or_month", "05/03/2024"),
    "incomplete date": _spoil("received_on", "date_incomplete", "2024年3月"),
    "no date at all": _spoil("received_on", "date_form", "开庭前"),
    "year out of range": _spoil("received_on", "date_range", "1024-03-05"),
    "received late": _spoil("received_on", "received_after_accepted", lambda c: _day(c["accepted_on"], 2)),
    "issued early": _early,
    "date to come": _future,
    "opinion without date": _opinion_without_date,
    "two ends": _both_ends,
    "terminated, undated": _terminated_undated,
    "check digit": _spoil(
        "subject_id_number",
        "identity_check_digit",
        lambda c: c["subject_id_number"][:-1] + ("1" if c["subject_id_number"][-1] != "1" else "2"),
    ),
    "no birthday": _spoil("subject_id_number", "identity_date", _number_without_birthday()),
    "short identity": _spoil("subject_id_number", "identity_length", lambda c: c["subject_id_number"][:16] + "3"),
    "rounded identity": _spoil("subject_id_number", "identity_rounded", 379999199001010000.0),
    "masked identity": _spoil("subject_id_number", "identity_masked", "379999********0013"),
    "negative fee": _spoil("fee", "money_negative", -1200),
    "fee in words": _spoil("fee", "money_form", "面议"),
    "odd thousands": _spoil("fee", "money_thousands", "12,00"),
    "formula without result": _spoil("fee", "formula_without_value", Formula("600*2")),
    "formula as text": _spoil("fee", "formula_text", "=600*2"),
    "error cell": _spoil("fee", "cell_error", ErrorCell("#DIV/0!")),
    "high fee": _spoil("fee", "fee_high", "26万元"),
    "unknown state": _spoil("state", "state_unknown", "甲乙丙"),
}
WARNINGS = frozenset({"identity_masked", "fee_high"})
