"""What kind of client a ledger names, and in which state a case is, by the words people use."""

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.exchange.cells.faults import Fault, Raw
from foundation.exchange.cells.texts import read_text

CLIENT_KINDS: Mapping[str, Promise] = {
    "court": _("Court"),
    "procuratorate": _("Procuratorate"),
    "police": _("Police"),
    "arbitration": _("Arbitration commission"),
    "other_organ": _("Other organ"),
    "company": _("Company or organisation (non-litigation)"),
    "person": _("Person (non-litigation)"),
}

# Tried in this order; the first that fits decides.
_KINDS = (
    ("arbitration", re.compile(r"仲裁")),
    ("court", re.compile(r"法院|法庭|中院|高院")),
    ("procuratorate", re.compile(r"检察院|检察室")),
    ("police", re.compile(r"公安|派出所|交警|刑警|刑侦|经侦|治安|巡警|特警|看守所|森林警察|缉私|警察|交通警察|边防")),
    ("company", re.compile(r"公司|集团|企业|厂$|店$|银行|律师事务所|法律服务所|医院|学校|大学|学院|中学|小学|协会|合作社|中心$|事务所|基金会|村委会|居委会")),
    ("other_organ", re.compile(
        r"局$|局[^\s]*(?:队|所|处|科)$|厅$|委员会|监委|纪委|监察|政府|办事处|海关|司法所|执法|街道办|军事|部队|监狱|戒毒|组织部|委$")),
)  # fmt: skip
_WORDS: Mapping[str, str] = {
    "法院": "court", "人民法院": "court", "检察院": "procuratorate", "人民检察院": "procuratorate",
    "公安": "police", "公安机关": "police", "仲裁": "arbitration", "仲裁机构": "arbitration",
    "行政机关": "other_organ", "其他机关": "other_organ", "其他办案机关": "other_organ", "监察机关": "other_organ",
    "企业": "company", "单位": "company", "公司": "company", "企事业单位": "company", "律所": "company",
    "律师事务所": "company", "社会团体": "company", "保险公司": "company",
    "个人": "person", "自然人": "person", "公民": "person", "当事人": "person", "非诉讼": "person", "非诉": "person",
}  # fmt: skip


def client_kind(name: str) -> str:
    """The kind of client a name shows; the empty string for an empty name."""
    if not name:
        return ""
    for kind, pattern in _KINDS:
        if pattern.search(name):
            return kind
    return "person" if len(name) <= 20 else "company"


def read_client_kind(value: Raw) -> str | Fault:
    """A cell of the column 委托人类型: a word of the list, or a name that shows it."""
    text = read_text(value, longest=60)
    if isinstance(text, Fault) or text == "":
        return text
    found = _WORDS.get(text) or next((kind for kind, pattern in _KINDS if pattern.search(text)), "")
    return found or Fault("client_kind_unknown")


OPEN, ISSUED, TERMINATED, REFUSED = "open", "issued", "terminated", "refused"
_STATES = (
    (REFUSED, re.compile(r"不予?受理|未受理|拒绝受理|退回委托|不受理")),
    (TERMINATED, re.compile(r"终止|撤销|撤回|撤案|退案|中止委托|取消")),
    (OPEN, re.compile(r"在办|未完|未结|未出|进行中|办理中|鉴定中|已?受理$|待|审核中|复核中|暂停|补充材料|正在|检验中")),
    (ISSUED, re.compile(r"完成|办结|已结|结案|出具|已出|发出|已发|归档|送达|签发|完结|已领取")),
)


def read_state(value: Raw) -> str | Fault:
    """A cell of the column 状态: open, issued, terminated or refused."""
    text = read_text(value, longest=60)
    if isinstance(text, Fault) or text == "":
        return text
    return next((state for state, pattern in _STATES if pattern.search(text)), Fault("state_unknown"))
