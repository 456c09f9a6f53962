"""What kind of client a ledger names, and in which state a case is, by the words people use."""

import re
from collections.abc import Mapping

from foundation.exchange.cells.faults import Fault, Raw
from foundation.exchange.cells.texts import read_text

# The values of cases.models.ClientKind, which this part does not import; a test compares them.
KINDS = ("court", "procuratorate", "police", "arbitration", "other_organ", "non_litigation")

# Tried in this order; the first that fits decides.
_BODIES = (
    "公司|集团|企业|厂$|店$|银行|律师事务所|法律服务所|医院|学校|大学|学院|中学|小学|协会|合作社|中心$|事务所|基金会|"
    "村委会|居委会"
)
_ORGANS = (
    "局$|局.*(?:队|所|处|科)$|厅$|委员会|监委|纪委|监察|政府|办事处|海关|司法所|执法|街道办|军事|部队|监狱|戒毒|委$"
)
_POLICE = "公安|派出所|交警|刑警|刑侦|经侦|治安|巡警|特警|看守所|森林警察|缉私|警察|边防"
_KINDS = (
    ("arbitration", re.compile("仲裁")),
    ("court", re.compile("法院|法庭|中院|高院")),
    ("procuratorate", re.compile("检察院|检察室")),
    ("police", re.compile(_POLICE)),
    ("non_litigation", re.compile(_BODIES)),
    ("other_organ", re.compile(_ORGANS)),
)
_WORDS: Mapping[str, str] = {
    "法院": "court", "人民法院": "court", "检察院": "procuratorate", "人民检察院": "procuratorate",
    "公安": "police", "公安机关": "police", "仲裁": "arbitration", "仲裁机构": "arbitration",
    "行政机关": "other_organ", "其他机关": "other_organ", "其他办案机关": "other_organ", "监察机关": "other_organ",
} | dict.fromkeys(
    ("企业", "单位", "公司", "企事业单位", "律所", "律师事务所", "社会团体", "保险公司", "个人", "自然人", "公民",
     "当事人", "非诉讼", "非诉"),
    "non_litigation",
)  # fmt: skip


def client_kind(name: str) -> str:
    """The kind of client a name shows; the empty string for an empty name."""
    if not name:
        return ""
    for kind, pattern in _KINDS:
        if pattern.search(name):
            return kind
    return "non_litigation"


def read_client_kind(value: Raw) -> str | Fault:
    """A cell of the column 委托人类型: a word of the list, or a name that shows it."""
    text = read_text(value, longest=60)
    if isinstance(text, Fault) or text == "":
        return text
    found = _WORDS.get(text) or next((kind for kind, pattern in _KINDS if pattern.search(text)), "")
    return found or Fault("client_kind_unknown")


# The first four are values of cases.states.State; rows that were refused are no cases.
OPEN, SUSPENDED, ISSUED, TERMINATED, REFUSED = "in_progress", "suspended", "issued", "terminated", "refused"
_UNFINISHED = "在办|未完|未结|未出|进行中|办理中|鉴定中|已?受理$|待|审核中|复核中|补充材料|正在|检验中"
_FINISHED = "完成|办结|已结|结案|出具|已出|发出|已发|归档|送达|签发|完结|已领取"
_STATES = (
    (REFUSED, re.compile("不予?受理|未受理|拒绝受理|退回委托|不受理")),
    (TERMINATED, re.compile("终止|撤销|撤回|撤案|退案|中止委托|取消")),
    (SUSPENDED, re.compile("中止|暂停")),
    (OPEN, re.compile(_UNFINISHED)),
    (ISSUED, re.compile(_FINISHED)),
)


def read_state(value: Raw) -> str | Fault:
    """A cell of the column 状态: in progress, suspended, issued, terminated or refused."""
    text = read_text(value, longest=60)
    if isinstance(text, Fault) or text == "":
        return text
    return next((state for state, pattern in _STATES if pattern.search(text)), Fault("state_unknown"))
