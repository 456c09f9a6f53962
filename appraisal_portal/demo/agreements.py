"""Letters of entrustment of the demo: given with the acceptance, signed, and in some cases changed by consent."""

from decimal import Decimal
from typing import Final

from django.utils import timezone

from cases.actions import agreeing
from cases.actions.accepting import accept
from cases.agreements.terms import Terms
from cases.models import Case, Entrustment
from foundation.accounts.acting import PostedActor

REASON: Final = "示例：需要等待专项检验，双方协商延长鉴定时限，全部虚构"
CONSENT: Final = "示例：委托人来函同意"
TERMS: Final = Terms(
    fee=Decimal("2400.00"),
    fee_terms="受理时一次性收取",
    delivery="collect",
    copies=3,
    materials_return="whole",
    leftover="collect",
    leftover_weeks=4,
    disputes="litigate",
    risks_told=True,
    officer="示例承办人",
)


def agreed(row: Entrustment, by: PostedActor, *, changed: bool) -> Case:
    """Accept an entrustment under the usual terms and record the signing; agree a longer limit where told so."""
    today = timezone.localdate()
    case = accept(row.pk, by=by, version=row.trail_seq, effective_on=today, terms=TERMS)
    version = case.agreements.get().trail_seq
    agreeing.keep_signed(case.pk, by=by, version=version, number=1, signed_on=today)
    if changed:
        longer = Terms(**{**vars(TERMS), "limit_days": 45, "other_terms": "示例：分两批移送检材。"})
        agreeing.amend(
            case.pk, by=by, version=case.trail_seq, agreed_on=today, terms=longer, reason=REASON, consent=CONSENT
        )
    return case
