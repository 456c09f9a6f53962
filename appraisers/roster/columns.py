"""The columns of a roster of appraisers with the headings officers use for them."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.exchange.cells.faults import Fault, Raw
from foundation.exchange.cells.identifiers import read_identity_number
from foundation.exchange.cells.texts import read_client, read_names, read_text, read_yes_no
from foundation.exchange.sheets.specs import CHOICE, DATE, NAMES, NUMBER_ON_PAPER, Column, SheetSpec
from institutions.roster.columns import dates, is_date, simple
from institutions.roster.readers import read_number, read_words

SEXES: Final[Mapping[str, str]] = {"男": "1", "女": "0"}
_FULL: Final[Mapping[str, bool]] = {"专职": True, "全职": True, "full-time": True, "兼职": False, "part-time": False}


def read_sex(value: Raw) -> str | Fault:
    """Man or woman as the parity of the identity number's seventeenth digit; only compared, never kept."""
    text = read_text(value if value is not None else "", longest=10)
    if isinstance(text, Fault) or text == "":
        return text
    return SEXES.get(text.removesuffix("性")) or Fault("sex_form")


def read_institution(value: Raw) -> str | Fault:
    """The name of an institution, or its licence number, also where Excel made a number of it."""
    number = read_number(value)
    return number if isinstance(number, str) else read_client(value)


def read_full_time(value: Raw) -> bool | Fault | None:
    """Whether somebody practises full-time; None for an empty cell."""
    if isinstance(value, str) and (text := read_text(value, longest=20)) in _FULL:
        return _FULL[str(text)]
    found = read_yes_no(value)
    return Fault("full_time_form") if isinstance(found, Fault) else found


def _is_identity(value: Raw) -> bool:
    return isinstance(value, str) and len(value.strip()) == 18 and value.strip()[:17].isdecimal()


APPRAISER_ROSTER: Final = SheetSpec(
    name="appraiser_roster",
    columns=(
        Column(
            "name", _("Name of the appraiser"),
            ("姓名", "鉴定人姓名", "司法鉴定人姓名", "鉴定人", "司法鉴定人"),
            simple(partial(read_names, longest=40)), required=True, example="示例鉴定人甲",
        ),
        Column(
            "sex", _("Sex"), ("性别",), simple(read_sex), form=CHOICE, example="男",
            explanation=_("Compared with the identity number and not kept."),
        ),
        Column(
            "identity_number", _("Identity number"),
            ("身份证号", "身份证号码", "公民身份号码", "身份证", "证件号码", "居民身份证号"),
            simple(read_identity_number), personal=True, looks_right=_is_identity, form=NUMBER_ON_PAPER,
            example="379999199001010010",
            explanation=_("Kept under seal; by it the same person is found again."),
        ),
        Column(
            "certificate_number", _("Certificate number"),
            ("执业证号", "执业证书号", "执业证编号", "司法鉴定人执业证号", "资格证号", "证书编号", "证号",
             "执业证书编号"),
            simple(read_number), required=True, form=NUMBER_ON_PAPER, example="379900001001",
            explanation=_("The number of the practice certificate in force."),
        ),
        Column(
            "certificate_from", _("Certified from"),
            ("有效期起", "有效期自", "发证日期", "颁证日期", "执业证有效期起", "首次执业日期", "起始日期",
             "有效期开始"),
            dates, required=True, looks_right=is_date, form=DATE, example="2024-07-01",
        ),
        Column(
            "certificate_until", _("Valid until"),
            ("有效期止", "有效期至", "执业证有效期止", "执业证有效期至", "到期日期", "截止日期",
             "有效期截止", "有效期"),
            dates, required=True, looks_right=is_date, form=DATE, example="2029-06-30",
            explanation=_("The last day of the certificate; it is valid for five years."),
        ),
        Column(
            "institution", _("Institution"),
            ("执业机构", "所在机构", "鉴定机构", "机构名称", "所属机构", "司法鉴定机构", "执业机构名称", "机构许可证号",
             "单位", "工作单位"),
            simple(read_institution), required=True, example="济南示例甲司法鉴定中心",
            explanation=_("The registered name or the licence number of the institution; it must be on file."),
        ),
        Column(
            "categories", _("Practice categories"),
            ("执业类别", "业务范围", "执业范围", "鉴定类别", "鉴定业务范围", "核准执业类别", "专业类别"),
            simple(read_words), required=True, form=NAMES, example="法医临床鉴定",
            explanation=_("Names or codes of the practice categories, separated by “、”."),
        ),
        Column(
            "title", _("Professional title"),
            ("职称", "专业技术职称", "技术职称", "专业职称", "技术职务", "专业技术职务"),
            simple(partial(read_text, longest=60)), example="副主任法医师",
        ),
        Column(
            "is_full_time", _("Full-time"),
            ("专职/兼职", "专兼职", "专/兼职", "执业形式", "是否专职", "专职兼职", "专职"),
            simple(read_full_time), form=CHOICE, example="专职",
            explanation=_("专职 or 兼职."),
        ),
    ),
    ignored=("序号", "序", "no", "备注", "说明", "问题", "problems", "问题/problems", "出生日期", "学历", "民族",
             "政治面貌", "毕业院校", "状态", "联系电话"),
)  # fmt: skip
