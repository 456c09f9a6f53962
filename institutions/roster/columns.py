"""The columns of a roster of institutions with the headings officers use for them."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.exchange.cells.columns import Reader
from foundation.exchange.cells.dates import read_date
from foundation.exchange.cells.faults import Fault, Raw
from foundation.exchange.cells.identifiers import read_credit_code
from foundation.exchange.cells.texts import read_client, read_names, read_text
from foundation.exchange.sheets.specs import CHOICE, DATE, NAMES, NUMBER_ON_PAPER, Column, Hints, SheetSpec
from institutions.roster.readers import read_number, read_numbers, read_state, read_telephone, read_words

# Judicial appraisal was first registered in 2000; a few older dates are kept as written.
EARLIEST: Final = date(1985, 1, 1)


def dates(hints: Hints) -> Reader:
    """Reads days the way the workbook counts them."""
    return partial(read_date, epoch_1904=hints.epoch_1904, earliest=EARLIEST)


def simple(reader: Reader) -> Callable[[Hints], Reader]:
    """For readers that need nothing but the cell."""
    return lambda _hints: reader


def is_date(value: Raw) -> bool:
    """Whether a cell looks like a day."""
    found = read_date(value, earliest=EARLIEST)
    return found is not None and not isinstance(found, Fault)


def _is_credit_code(value: Raw) -> bool:
    return isinstance(value, str) and isinstance(read_credit_code(value), str)


INSTITUTION_ROSTER: Final = SheetSpec(
    name="institution_roster",
    columns=(
        Column(
            "name", _("Registered name"),
            ("机构名称", "鉴定机构名称", "司法鉴定机构名称", "司法鉴定机构", "鉴定机构", "机构全称",
             "单位名称", "名称"),
            simple(read_client), required=True, example="济南示例甲司法鉴定中心",
            explanation=_("The registered name, without abbreviations."),
        ),
        Column(
            "credit_code", _("Unified social credit code"),
            ("统一社会信用代码", "信用代码", "社会信用代码", "统一信用代码", "组织机构代码"),
            simple(read_credit_code), looks_right=_is_credit_code, form=NUMBER_ON_PAPER, example="34370000000000000H",
            explanation=_("18 characters; the check character is verified."),
        ),
        Column(
            "licence_number", _("Licence number"),
            ("许可证号", "执业许可证号", "司法鉴定许可证号", "许可证编号", "执业许可证编号", "司法鉴定许可证编号",
             "机构许可证号", "证书编号", "现许可证号"),
            simple(read_number), required=True, form=NUMBER_ON_PAPER, example="379900001",
            explanation=_("The number of the licence in force; numbers of every era are read."),
        ),
        Column(
            "former_licence_numbers", _("Former licence numbers"),
            ("原许可证号", "旧许可证号", "曾用许可证号", "历史许可证号", "原证号", "旧证号"),
            simple(read_numbers), form=NUMBER_ON_PAPER, example="3799001",
            explanation=_("Numbers of earlier licences, separated by “、”. The institution is also found by them."),
        ),
        Column(
            "licence_from", _("Licensed from"),
            ("有效期起", "有效期自", "许可日期", "发证日期", "颁证日期", "许可证有效期起", "起始日期", "有效期开始",
             "许可证起始日期", "首次发证日期", "有效期起始"),
            dates, required=True, looks_right=is_date, form=DATE, example="2024-07-01",
            explanation=_("The first day of the licence in force."),
        ),
        Column(
            "licence_until", _("Valid until"),
            ("有效期止", "有效期至", "到期日期", "许可证有效期止", "许可证有效期至", "截止日期", "终止日期",
             "有效期截止", "有效期限", "有效期"),
            dates, required=True, looks_right=is_date, form=DATE, example="2029-06-30",
            explanation=_("The last day of the licence; a licence is valid for five years."),
        ),
        Column(
            "city", _("City"), ("市", "所在市", "地市", "所属市", "设区市", "所在地市", "城市"),
            simple(partial(read_text, longest=40)), example="济南市",
            explanation=_("By name. Needed where the name of the county occurs in several cities."),
        ),
        Column(
            "county", _("County"),
            ("县区", "区县", "县（市、区）", "县市区", "所在县区", "所在区县", "所属县区", "区", "县",
             "行政区划", "所在地"),
            simple(partial(read_text, longest=60)), required=True, example="历下区",
            explanation=_("The county of the seat, by name or by its six-digit code."),
        ),
        Column(
            "address", _("Address"),
            ("地址", "住所", "机构地址", "办公地址", "详细地址", "执业场所", "机构住所", "通讯地址"),
            simple(partial(read_text, longest=200)), example="示例路1号",
        ),
        Column(
            "categories", _("Practice categories"),
            ("业务范围", "执业类别", "鉴定业务范围", "鉴定类别", "执业范围", "核准业务范围", "业务类别", "许可业务范围",
             "核定业务范围"),
            simple(read_words), required=True, form=NAMES, example="法医临床鉴定、法医毒物鉴定",
            explanation=_("Names or codes of the practice categories, separated by “、”."),
        ),
        Column(
            "head_name", _("Head"),
            ("机构负责人", "负责人", "法定代表人", "法人代表", "法人", "法定代表人或负责人", "主任"),
            simple(partial(read_names, longest=60)), example="示例负责人",
        ),
        Column(
            "telephone", _("Telephone"),
            ("联系电话", "电话", "机构电话", "办公电话", "固定电话", "联系方式"),
            simple(read_telephone), example="0531-00000000",
        ),
        Column(
            "status", _("Status"),
            ("状态", "执业状态", "机构状态", "登记状态", "目前状态", "当前状态"),
            simple(read_state), form=CHOICE, example="正常",
            explanation=_("In practice (正常), suspended (停业整顿) or ended (注销); empty stands for in practice."),
        ),
        Column(
            "abbreviation", _("Short name in numbers"), ("机构简称", "简称", "机构代字", "案号简称"),
            simple(partial(read_text, longest=20)), example="示例甲",
            explanation=_("The characters that stand for the institution in its case numbers."),
        ),
    ),
    ignored=("序号", "序", "no", "备注", "说明", "问题", "problems", "问题/problems", "机构性质", "鉴定人数", "邮编"),
)  # fmt: skip
