"""States of a complaint and the moves between them (办法 arts. 14–26; 条例 arts. 47, 48).

Transfer to another organ (办法 art. 11) is not among them yet.
"""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.articles import of_measures
from complaints.verbs import (
    ABANDON,
    ACCEPT,
    ASK_SUPPLEMENT,
    ASSIGN,
    DECIDE,
    INFORM,
    RECORD_SUPPLEMENT,
    REFUSE,
    TERMINATE,
)
from foundation.audit.moves import Move


class ComplaintState(models.TextChoices):
    """Where a complaint stands."""

    RECEIVED = "received", _("Received, acceptance to be decided")
    AWAITING = "awaiting", _("Supplement awaited from the complainant")
    ACCEPTED = "accepted", _("Complaint accepted")
    INVESTIGATING = "investigating", _("Under investigation")
    DECIDED = "decided", _("Decided, both sides to be informed")
    INFORMED = "informed", _("Decided, both sides informed")
    REFUSED = "refused", _("Complaint not accepted")
    ABANDONED = "abandoned", _("Deemed abandoned")
    TERMINATED = "terminated", _("Ended without a decision")


RUNNING: Final = (
    ComplaintState.RECEIVED.value,
    ComplaintState.ACCEPTED.value,
    ComplaintState.INVESTIGATING.value,
    ComplaintState.DECIDED.value,
)
"""The states in which a day counts: for acceptance, for the decision, for informing both sides."""
MATTER_OPEN: Final = frozenset({ComplaintState.ACCEPTED.value, ComplaintState.INVESTIGATING.value})
"""Accepted, and the matter itself not decided."""

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
    of_measures("第十四条"),
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
    of_measures("第十四条"),
)
ASSIGNING: Final = Move(ASSIGN.code, MATTER_OPEN, ComplaintState.INVESTIGATING.value, of_measures("第十八条"))
TERMINATING: Final = Move(
    TERMINATE.code,
    MATTER_OPEN | {ComplaintState.RECEIVED.value, ComplaintState.AWAITING.value},
    ComplaintState.TERMINATED.value,
    of_measures("第二十二条"),
)
DECIDING: Final = Move(
    DECIDE.code,
    frozenset({ComplaintState.INVESTIGATING}),
    ComplaintState.DECIDED.value,
    of_measures("第二十四条"),
)
INFORMING: Final = Move(
    INFORM.code,
    frozenset({ComplaintState.DECIDED}),
    ComplaintState.INFORMED.value,
    of_measures("第二十六条"),
)
