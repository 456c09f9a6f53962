"""States of an entrustment before it is decided about, and the moves between them.

Acceptance and refusal (程序通则 arts. 13–17) extend both when their procedures come.
"""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.verbs import WITHDRAW_ENTRUSTMENT
from foundation.audit.moves import Move


class EntrustmentState(models.TextChoices):
    """Where an entrustment stands."""

    RECEIVED = "received", _("Received, to be decided")
    WITHDRAWN = "withdrawn", _("Withdrawn")


WITHDRAW: Final = Move(
    WITHDRAW_ENTRUSTMENT.code, frozenset({EntrustmentState.RECEIVED}), EntrustmentState.WITHDRAWN.value
)
