"""Rosters of institutions and appraisers as officers keep them, made up; tidy, or messy with what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any

from stdnum.cn import ric, uscc

from tests.exchange.workbooks import Page, workbook

INSTITUTION_HEADING = (
    "序号", "机构名称", "统一社会信用代码", "许可证号", "有效期起", "有效期至", "所在市", "县区", "地址", "业务范围",
    "负责人", "联系电话", "状态",
)  # fmt: skip
APPRAISER_HEADING = (
    "序号", "姓名", "性别", "身份证号", "执业证号", "有效期起", "有效期至", "执业机构", "执业类别", "职称", "专职/兼职",
)  # fmt: skip
Row = dict[str, Any]
_CODES = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(serial: int) -> str:
    """A synthetic unified social credit code with the right check character."""
    body = f"34379999MB{serial:07d}"
    return next(body + end for end in _CODES if uscc.is_valid(body + end))


def identity(serial: int, *, man: bool = True) -> str:
    """A synthetic identity number (no such region) with the right check digit."""
    body = f"37999919800101{(serial * 2 + man) % 1000:03d}"
    return body + ric.calc_check_digit(body + "0")


def institution_row(serial: int, **other: Any) -> Row:
    """One tidy row; keywords replace cells by their heading."""
    row = {
        "序号": serial,
        "机构名称": f"示例名册{serial:03d}司法鉴定所",
        "统一社会信用代码": credit_code(serial),
        "许可证号": f"3798{serial:05d}",
        "有效期起": date(2024, 7, 1),
        "有效期至": date(2029, 6, 30),
        "所在市": "济南市",
        "县区": "历下区",
        "地址": f"示例路{serial}号",
        "业务范围": "法医临床鉴定、法医毒物鉴定",
        "负责人": "示例负责人",
        "联系电话": "0531-00000000",
        "状态": "正常",
    }
    return {**row, **other}


def appraiser_row(serial: int, **other: Any) -> Row:
    """One tidy row of somebody at the institution of the cast in Jinan."""
    row = {
        "序号": serial,
        "姓名": f"鉴定人甲{serial:03d}",
        "性别": "男",
        "身份证号": identity(serial),
        "执业证号": f"3798{serial:08d}",
        "有效期起": date(2024, 7, 1),
        "有效期至": date(2029, 6, 30),
        "执业机构": "济南示例甲司法鉴定中心",
        "执业类别": "法医临床鉴定",
        "职称": "副主任法医师",
        "专职/兼职": "专职",
    }
    return {**row, **other}


def sheet(name: str, heading: tuple[str, ...], rows: list[Row], *, titled: bool = True) -> Page:
    """A sheet with a title above its heading, as rosters have."""
    title: list[list[Any]] = [[f"{name}（演示数据）"], []] if titled else []
    return Page(name, [*title, list(heading), *[[row.get(each, "") for each in heading] for row in rows]])


def institutions(*rows: Row) -> bytes:
    """A workbook with a roster of institutions."""
    return workbook(sheet("机构名册", INSTITUTION_HEADING, list(rows)))


def appraisers(*rows: Row) -> bytes:
    """A workbook with a roster of appraisers."""
    return workbook(sheet("鉴定人名册", APPRAISER_HEADING, list(rows)))


def both(first: list[Row], second: list[Row]) -> bytes:
    """One workbook with both rosters, as a province keeps them."""
    return workbook(sheet("机构名册", INSTITUTION_HEADING, first), sheet("鉴定人名册", APPRAISER_HEADING, second))


@dataclass
class Messy:
    """A roster with planted problems: the bytes, what must be found (row, column, code), and how many rows are good."""

    content: bytes
    planted: set[tuple[int, str, str]] = field(default_factory=set)
    good: int = 0


Spoiler = tuple[dict[str, Any], str, str]
INSTITUTION_SPOILERS: tuple[Spoiler, ...] = (
    ({"统一社会信用代码": "34379999MB0000001A"}, "credit_code", "credit_code_check_digit"),
    ({"许可证号": "暂缺号"}, "licence_number", "roster_number"),
    ({"许可证号": ""}, "licence_number", "missing"),
    ({"有效期起": "2024年2月30日"}, "licence_from", "date_impossible"),
    ({"有效期至": date(2020, 1, 1), "状态": "注销"}, "licence_until", "ends_before_begins"),
    ({"县区": "不存在县"}, "county", "county_unknown"),
    ({"所在市": "", "县区": "市中区"}, "county", "county_ambiguous"),
    ({"所在市": "金陵市"}, "city", "city_unknown"),
    ({"业务范围": "占卜鉴定"}, "categories", "category_unknown"),
    ({"业务范围": "法医类司法鉴定"}, "categories", "category_whole_class"),
    ({"业务范围": ""}, "categories", "missing"),
    ({"联系电话": "见官网"}, "telephone", "telephone_form"),
    ({"状态": "神秘"}, "status", "roster_state"),
    ({"机构名称": ""}, "name", "missing"),
)
APPRAISER_SPOILERS: tuple[Spoiler, ...] = (
    ({"身份证号": "379999198001010010"}, "identity_number", "identity_check_digit"),
    ({"执业证号": ""}, "certificate_number", "missing"),
    ({"执业机构": "不存在司法鉴定所"}, "institution", "institution_unknown"),
    ({"执业类别": "占卜"}, "categories", "category_unknown"),
    ({"有效期至": date(2019, 1, 1)}, "certificate_until", "ends_before_begins"),
    ({"有效期至": "29/6"}, "certificate_until", "date_incomplete"),
    ({"性别": "未知"}, "sex", "sex_form"),
    ({"专职/兼职": "偶尔"}, "is_full_time", "full_time_form"),
    ({"姓名": ""}, "name", "missing"),
)
# Other ways to write the same, which must not be called problems.
_INSTITUTION_WAYS: tuple[Callable[[Random], dict[str, Any]], ...] = (
    lambda _chance: {"有效期起": "2024.7.1", "有效期至": "2029年6月30日"},
    lambda _chance: {"有效期起": datetime(2024, 7, 1), "有效期至": 47299},  # noqa: DTZ001  (cells know no zone)
    lambda _chance: {"业务范围": "FY-02、FY-05"},
    lambda _chance: {"业务范围": "法医临床，法医毒物"},
    lambda _chance: {"所在市": "", "县区": "济南市历下区"},
    lambda _chance: {"县区": "370102"},
    lambda _chance: {"状态": "", "联系电话": "", "地址": ""},
    lambda chance: {"许可证号": chance.randrange(379_700_000, 379_799_999)},
)


def messy_institutions(seed: int, rows: int = 60) -> Messy:
    """A roster of institutions in which about a third of the rows have one planted problem."""
    return _messy(seed, rows, institution_row, INSTITUTION_SPOILERS, _INSTITUTION_WAYS, institutions)


def messy_appraisers(seed: int, rows: int = 60) -> Messy:
    """A roster of appraisers in which about a third of the rows have one planted problem."""
    return _messy(seed, rows, appraiser_row, APPRAISER_SPOILERS, (), appraisers)


def _messy(
    seed: int,
    rows: int,
    make: Callable[..., Row],
    spoilers: tuple[Spoiler, ...],
    ways: tuple[Callable[[Random], dict[str, Any]], ...],
    write: Callable[..., bytes],
) -> Messy:
    chance = Random(seed)
    made: list[Row] = []
    planted: set[tuple[int, str, str]] = set()
    for serial in range(1, rows + 1):
        row = serial + 3  # a title, an empty row, the heading
        if chance.random() < 0.35:
            change, column, code = chance.choice(spoilers)
            planted.add((row, column, code))
            made.append(make(serial, **change))
        else:
            made.append(make(serial, **(chance.choice(ways)(chance) if ways else {})))
    return Messy(write(*made), planted, rows - len({row for row, _column, _code in planted}))
