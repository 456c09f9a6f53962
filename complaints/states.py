"""States of a complaint and the moves between them.

Supplement and transfer (办法 arts. 11, 14), investigation and decision (arts. 18–26) extend both when their
procedures come.
"""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.verbs import ACCEPT, REFUSE
from foundation.audit.moves import Move


class ComplaintState(models.TextChoices):
    """Where a complaint stands."""

    RECEIVED = "received", _("Received, acceptance to be decided")
    ACCEPTED = "accepted", _("Complaint accepted")
    REFUSED = "refused", _("Complaint not accepted")


ACCEPTING: Final = Move(
    ACCEPT.code, frozenset({ComplaintState.RECEIVED}), ComplaintState.ACCEPTED.value, "山东省司法鉴定条例第四十七条"
)
REFUSING: Final = Move(
    REFUSE.code, frozenset({ComplaintState.RECEIVED}), ComplaintState.REFUSED.value, "山东省司法鉴定条例第四十八条"
)
