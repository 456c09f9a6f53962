"""States of a case. The moves between them come with the procedures that make them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a case stands, as the ledger tells it."""

    IN_PROGRESS = "in_progress", _("In progress")
    SUSPENDED = "suspended", _("Suspended")
    ISSUED = "issued", _("Opinion issued")
    TERMINATED = "terminated", _("Terminated")


OPEN = (State.IN_PROGRESS, State.SUSPENDED)
