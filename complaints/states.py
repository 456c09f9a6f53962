"""States of a complaint and the moves between them.

Transfer (办法 art. 11), investigation and decision (arts. 18–26) extend both when their
procedures come.
"""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.verbs import ABANDON, ACCEPT, ASK_SUPPLEMENT, RECORD_SUPPLEMENT, REFUSE
from foundation.audit.moves import Move


class ComplaintState(models.TextChoices):
    """Where a complaint stands."""

    RECEIVED = "received", _("Received, acceptance to be decided")
    AWAITING = "awaiting", _("Supplement awaited from the complainant")
    ACCEPTED = "accepted", _("Complaint accepted")
    REFUSED = "refused", _("Complaint not accepted")
    ABANDONED = "abandoned", _("Deemed abandoned")


ACCEPTING: Final = Move(
    ACCEPT.code, frozenset({ComplaintState.RECEIVED}), ComplaintState.ACCEPTED.value, "山东省司法鉴定条例第四十七条"
)
REFUSING: Final = Move(
    REFUSE.code, frozenset({ComplaintState.RECEIVED}), ComplaintState.REFUSED.value, "山东省司法鉴定条例第四十八条"
)
ASKING: Final = Move(
    ASK_SUPPLEMENT.code,
    frozenset({ComplaintState.RECEIVED}),
    ComplaintState.AWAITING.value,
    "司法鉴定执业活动投诉处理办法第十四条",
)
RECORDING: Final = Move(
    RECORD_SUPPLEMENT.code,
    frozenset({ComplaintState.AWAITING}),
    ComplaintState.RECEIVED.value,
    "山东省司法鉴定条例第四十七条",
)
ABANDONING: Final = Move(
    ABANDON.code,
    frozenset({ComplaintState.AWAITING}),
    ComplaintState.ABANDONED.value,
    "司法鉴定执业活动投诉处理办法第十四条",
)
