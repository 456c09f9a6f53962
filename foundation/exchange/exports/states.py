"""States of an export and the lawful moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.audit.moves import Move
from foundation.exchange.verbs import MAKE_EXPORT


class ExportState(models.TextChoices):
    """Where an export stands, from the order to its end."""

    REQUESTED = "requested", _("Waiting")
    RUNNING = "running", _("Being written")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")
    REFUSED = "refused", _("Refused")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Expired")


AT_WORK = frozenset({ExportState.REQUESTED, ExportState.RUNNING})

# Moves the portal makes itself; their names are kinds of events.
BEGIN = Move("export.begun", frozenset({ExportState.REQUESTED}), ExportState.RUNNING)
FINISH = Move("export.ready", frozenset({ExportState.RUNNING}), ExportState.READY)
FAIL = Move("export.failed", AT_WORK, ExportState.FAILED)
REFUSE = Move("export.refused", AT_WORK, ExportState.REFUSED)
EXPIRE = Move("export.expired", frozenset({ExportState.READY}), ExportState.EXPIRED)
CANCEL = Move(MAKE_EXPORT.code, AT_WORK, ExportState.CANCELLED)
