"""The columns of a ledger with the headings institutions use for them."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.utils.translation import gettext_lazy as _

from foundation.exchange.cells.columns import Reader
from foundation.exchange.cells.dates import read_date
from foundation.exchange.cells.faults import Fault, Raw
from foundation.exchange.cells.identifiers import read_case_number, read_identity_numbers
from foundation.exchange.cells.numbers import read_money
from foundation.exchange.cells.texts import read_client, read_names, read_subject, read_text
from foundation.exchange.sheets.specs import DATE, MONEY, NAMES, NUMBER_ON_PAPER, Column, Hints, SheetSpec

from .clients import read_client_kind, read_state

# Judicial appraisal has been a registered trade since 2005; a few institutions carry files from before that.
EARLIEST = date(1990, 1, 1)


def _dates(hints: Hints) -> Reader:
    return partial(read_date, epoch_1904=hints.epoch_1904, earliest=EARLIEST)


def _money(hints: Hints) -> Reader:
    return partial(read_money, unit=hints.unit)


def _plain(reader: Reader) -> Callable[[Hints], Reader]:
    """For readers that need nothing but the cell."""
    return lambda _hints: reader


def _is_date(value: Raw) -> bool:
    found = read_date(value, earliest=EARLIEST)
    return found is not None and (not isinstance(found, Fault) or found.code not in ("date_form", "date_range"))


def _is_money(value: Raw) -> bool:
    found = read_money(value)
    return found is not None and not isinstance(found, Fault)


def _is_number(value: Raw) -> bool:
    """Numbers of cases carry a year in brackets, a 号, or at least letters and digits together."""
    found = read_case_number(value)
    return (
        isinstance(found, tuple)
        and not isinstance(found, Fault)
        and ("号" in found.printed or "(20" in found.key or (not found.key.isdigit() and "字" in found.key))
    )


def _is_identity(value: Raw) -> bool:
    if isinstance(value, str) and "*" in value:
        return True
    return len(str(value).strip()) >= 15 and sum(map(str.isdigit, str(value))) >= 14


LEDGER = SheetSpec(
    name="ledger",
    columns=(
        Column(
            "case_number",
            _("Case number"),
            (
                "案号",
                "鉴定编号",
                "受理编号",
                "委托书编号",
                "案件编号",
                "鉴定案号",
                "受理号",
                "受案编号",
                "业务编号",
                "案件号",
                "受理案号",
                "收案编号",
                "鉴定受理编号",
                "司法鉴定编号",
                "委托编号",
                "鉴定业务编号",
                "档案号",
                "案卷号",
                "编号",
                "case number",
            ),
            _plain(read_case_number),
            form=NUMBER_ON_PAPER,
            required=True,
            looks_right=_is_number,
            example="示例鉴〔2026〕临鉴字第123号",
            explanation=_("The number given at acceptance, as printed."),
        ),
        Column(
            "accepted_on",
            _("Accepted on"),
            (
                "受理日期",
                "受理时间",
                "受理日",
                "收案日期",
                "立案日期",
                "收案时间",
                "立案时间",
                "受案日期",
                "接案日期",
                "受理年月日",
                "登记日期",
                "决定受理日期",
                "accepted on",
            ),
            _dates,
            form=DATE,
            required=True,
            looks_right=_is_date,
            example="2026-03-05",
            explanation=_("The day the entrustment was accepted."),
        ),
        Column(
            "received_on",
            _("Entrustment received on"),
            (
                "委托日期",
                "收到日期",
                "委托时间",
                "收到委托日期",
                "来函日期",
                "收件日期",
                "委托书收到日期",
                "收到委托时间",
                "委托收到日期",
            ),
            _dates,
            form=DATE,
            looks_right=_is_date,
            example="2026-03-02",
        ),
        Column(
            "effective_on",
            _("Agreement effective on"),
            (
                "委托书生效日期",
                "生效日期",
                "委托书签订日期",
                "协议签订日期",
                "协议生效日期",
                "签订日期",
                "委托书签署日期",
                "司法鉴定委托书生效日期",
            ),
            _dates,
            form=DATE,
            looks_right=_is_date,
            example="2026-03-05",
            explanation=_("Turnaround is counted from this day; if empty, from the day of acceptance."),
        ),
        Column(
            "category",
            _("Category"),
            (
                "鉴定类别",
                "业务类别",
                "鉴定项目",
                "类别",
                "专业类别",
                "鉴定专业",
                "鉴定类型",
                "执业类别",
                "鉴定种类",
                "专业",
                "业务类型",
                "鉴定门类",
                "鉴定业务类别",
                "项目类别",
                "category",
            ),
            _plain(partial(read_text, longest=120)),
            required=True,
            example="法医临床鉴定",
            explanation=_("A field such as 法医临床鉴定 or anything below it."),
        ),
        Column(
            "matter",
            _("Appraisal matter"),
            ("委托鉴定事项", "鉴定事项", "委托事项", "鉴定内容", "委托鉴定内容", "鉴定要求", "委托要求", "委托内容"),
            _plain(partial(read_text, longest=500)),
            example="伤残等级鉴定",
        ),
        Column(
            "client_name",
            _("Client"),
            (
                "委托人",
                "委托单位",
                "委托方",
                "委托机关",
                "委托人名称",
                "委托单位名称",
                "委托人单位",
                "送检单位",
                "办案机关",
                "委托人或单位",
                "委托机构",
            ),
            _plain(read_client),
            example="济南示例区人民法院",
        ),
        Column(
            "client_kind",
            _("Kind of client"),
            (
                "委托人类型",
                "委托类型",
                "委托人类别",
                "委托单位类型",
                "委托主体",
                "委托人性质",
                "委托主体类型",
                "委托方类型",
                "案件来源",
            ),
            _plain(read_client_kind),
            example="法院",
            explanation=_("Taken from the client's name if the column is missing."),
        ),
        Column(
            "subject_name",
            _("Subject"),
            (
                "被鉴定人",
                "被鉴定人姓名",
                "被鉴定对象",
                "鉴定对象",
                "被检人",
                "被鉴定人名称",
                "受检人",
                "被鉴人",
                "被检验人",
                "被鉴定人或物",
            ),
            _plain(read_subject),
            example="当事人A0001",
        ),
        Column(
            "subject_id_number",
            _("Subject's identity number"),
            (
                "身份证号",
                "身份证号码",
                "被鉴定人身份证号",
                "被鉴定人身份证号码",
                "证件号",
                "证件号码",
                "公民身份号码",
                "身份证",
                "被鉴定人证件号码",
                "被鉴定人身份证",
                "身份证件号码",
            ),
            _plain(read_identity_numbers),
            personal=True,
            looks_right=_is_identity,
            example="379999199001010010",
        ),
        Column(
            "appraisers",
            _("Appraisers"),
            ("鉴定人", "司法鉴定人", "鉴定人员", "鉴定人姓名", "承办人", "主办鉴定人", "承办鉴定人", "鉴定人签名"),
            _plain(read_names),
            form=NAMES,
            example="鉴定人甲001、鉴定人乙002",
        ),
        Column(
            "fee",
            _("Fee"),
            (
                "鉴定费",
                "鉴定费用",
                "收费",
                "收费金额",
                "费用",
                "鉴定收费",
                "实收费用",
                "实收金额",
                "应收费用",
                "收费标准",
                "金额",
                "收费额",
            ),
            _money,
            form=MONEY,
            looks_right=_is_money,
            example="1200.00",
        ),
        Column(
            "issued_on",
            _("Issued on"),
            (
                "出具日期",
                "完成日期",
                "出具意见书日期",
                "办结日期",
                "出具时间",
                "完成时间",
                "鉴定意见书出具日期",
                "意见书出具日期",
                "结案日期",
                "办结时间",
                "发文日期",
                "出文日期",
                "签发日期",
                "出具鉴定意见日期",
                "鉴定完成日期",
                "意见书日期",
                "结案时间",
                "鉴定意见书日期",
            ),
            _dates,
            form=DATE,
            looks_right=_is_date,
            example="2026-03-27",
        ),
        Column(
            "opinion_number",
            _("Opinion number"),
            (
                "意见书编号",
                "鉴定意见书编号",
                "司法鉴定意见书编号",
                "意见书文号",
                "文书编号",
                "鉴定文书编号",
                "意见书号",
                "鉴定书编号",
                "文书号",
                "发文字号",
                "鉴定意见书文号",
                "报告编号",
            ),
            _plain(read_case_number),
            form=NUMBER_ON_PAPER,
            looks_right=_is_number,
            example="示例鉴〔2026〕临意字第118号",
        ),
        Column(
            "terminated_on",
            _("Terminated on"),
            ("终止日期", "终止鉴定日期", "终止时间", "终止鉴定时间", "撤销日期"),
            _dates,
            form=DATE,
            looks_right=_is_date,
        ),
        Column(
            "termination_ground",
            _("Ground of termination"),
            ("终止原因", "终止理由", "终止鉴定原因", "终止鉴定理由", "终止事由", "撤销原因"),
            _plain(partial(read_text, longest=300)),
        ),
        Column(
            "state",
            _("State"),
            (
                "状态",
                "案件状态",
                "办理状态",
                "办理情况",
                "鉴定状态",
                "完成情况",
                "办结情况",
                "是否办结",
                "进度",
                "结果",
                "鉴定结果状态",
            ),
            _plain(read_state),
            example="已出具",
        ),
        Column(
            "institution",
            _("Institution"),
            ("鉴定机构", "司法鉴定机构", "机构名称", "鉴定机构名称", "司法鉴定机构名称", "鉴定单位"),
            _plain(read_client),
        ),
        Column("remarks", _("Remarks"), ("备注", "说明", "备考", "附注"), _plain(partial(read_text, longest=1000))),
    ),
    ignored=("序号", "序", "no", "行号", "问题", "problems", "问题/problems", "月份", "年度", "年份"),
)
