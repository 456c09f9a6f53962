"""States of a warning, and the moves between them."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.audit.moves import Move
from governance.early_warning.verbs import ACKNOWLEDGE

OPENED: Final = "early_warning.opened"
REFRESHED: Final = "early_warning.refreshed"
RETURNED: Final = "early_warning.returned"
CLOSED: Final = "early_warning.closed"


class WarningState(models.TextChoices):
    """Where a warning stands."""

    OPEN = "open", _("To be acknowledged")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    CLOSED = "closed", _("Closed, cause gone")


STANDING: Final = (WarningState.OPEN.value, WarningState.ACKNOWLEDGED.value)
"""The states of warnings whose cause goes on: one of a rule and place at a time."""

ACKNOWLEDGING: Final = Move(
    ACKNOWLEDGE.code,
    frozenset({WarningState.OPEN.value}),
    WarningState.ACKNOWLEDGED.value,
    article=ACKNOWLEDGE.article,
)
RETURNING: Final = Move(RETURNED, frozenset({WarningState.ACKNOWLEDGED.value}), WarningState.OPEN.value)
CLOSING: Final = Move(CLOSED, frozenset(STANDING), WarningState.CLOSED.value)
