"""The columns of a sheet of accreditations: the headings that officers use, and those of the exported list."""

import re
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.exchange.cells.faults import Fault, Raw
from foundation.exchange.cells.texts import read_text
from foundation.exchange.sheets.specs import CHOICE, DATE, NAMES, Column, SheetSpec
from institutions.roster.columns import dates, is_date, simple
from institutions.sheets.columns import choice, read_categories, read_house, text
from institutions.standing.gate import LONGEST

KINDS: Final[Mapping[str, str]] = {
    "CMA": "CMA", "资质认定": "CMA", "资质认定（CMA）": "CMA", "资质认定(CMA)": "CMA", "计量认证": "CMA",
    "检验检测机构资质认定": "CMA", "检验检测机构资质认定（CMA）": "CMA", "Accreditation (CMA)": "CMA",
    "CNAS": "CNAS", "实验室认可": "CNAS", "实验室认可（CNAS）": "CNAS", "实验室认可(CNAS)": "CNAS",
    "Laboratory accreditation (CNAS)": "CNAS",
}  # fmt: skip
LEVELS: Final[Mapping[str, str]] = {
    "国家级": "national", "国家": "national", "National": "national",
    "省级": "provincial", "省": "provincial", "Provincial": "provincial",
}  # fmt: skip


_PARTED: Final = re.compile(r"[、;；\r\n]+")


def _standards(value: Raw) -> tuple[str, ...] | Fault:
    """Numbers of standards; they have spaces and strokes within."""
    said = read_text(value if value is not None else "", longest=2_000)
    if isinstance(said, Fault):
        return said
    return tuple(dict.fromkeys(part for each in _PARTED.split(said) if (part := each.strip())))


ACCREDITATION_SHEET: Final = SheetSpec(
    name="accreditation_sheet",
    columns=(
        Column(
            "institution", _("Institution"), ("鉴定机构", "机构名称", "鉴定机构名称", "机构", "单位名称"),
            simple(read_house), required=True, example="济南示例甲司法鉴定中心",
            explanation=_("The registered name or the licence number of the institution; it must be on file."),
        ),
        Column(
            "kind", _("Kind"), ("种类", "资质种类", "资质类型", "证书种类", "证书类型", "认定认可种类"),
            choice(KINDS, "accreditation_kind"), required=True, form=CHOICE, example="CMA",
            explanation=_("CMA or CNAS."),
        ),
        Column(
            "certificate_number", _("Number of the certificate"),
            ("证书编号", "证书号", "资质证书编号", "资质证书号", "认定证书编号", "认可证书编号"),
            text(LONGEST), required=True, example="示例CMA01001",
        ),
        Column(
            "level", _("Granted by"), ("批准层级", "层级", "级别", "发证层级", "证书级别"),
            choice(LEVELS, "accreditation_level"), required=True, form=CHOICE, example="省级",
            explanation=_("国家级 or 省级."),
        ),
        Column(
            "valid_from", _("Valid from"), ("自", "有效期起", "有效期自", "发证日期", "起始日期", "有效期开始"),
            dates, required=True, looks_right=is_date, form=DATE, example="2024-07-01",
        ),
        Column(
            "valid_until", _("Last valid day"),
            ("最后一日", "有效期止", "有效期至", "到期日期", "截止日期", "有效期截止"),
            dates, required=True, looks_right=is_date, form=DATE, example="2030-06-30",
        ),
        Column(
            "covers", _("What it covers"),
            ("认定（认可）范围", "认定(认可)范围", "认定范围", "认可范围", "范围", "能力范围", "项目"),
            simple(read_categories), required=True, form=NAMES, example="法医毒物鉴定",
            explanation=_("Names or codes of categories or items, separated by “、”."),
        ),
        Column(
            "methods", _("Methods it names"),
            ("认定（认可）方法", "认定认可方法", "检测方法", "方法", "标准", "标准编号", "methods it names"),
            simple(_standards), form=NAMES, example="示例SF/T 0101—2021",
            explanation=_("Numbers of standards in the annex, separated by “、”."),
        ),
    ),
    ignored=("序号", "序", "no", "备注", "说明", "问题", "problems", "问题/problems", "状态", "终止日期", "录入时间"),
)  # fmt: skip
