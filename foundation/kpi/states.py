"""The states of an ordered recompute, and its lawful moves."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.audit.moves import Move
from foundation.kpi.verbs import STOP_RECOUNT


class RecountState(models.TextChoices):
    """Ordered: a job does it or will. Nothing of an ordered or stopped recompute has changed any figure."""

    ORDERED = "ordered", _("Ordered")
    DONE = "done", _("Figures recomputed")
    STOPPED = "stopped", _("Recompute stopped")


RECOUNTED: Final = "figures.recounted"
FINISH: Final = Move(RECOUNTED, frozenset({RecountState.ORDERED}), RecountState.DONE)
STOP: Final = Move(STOP_RECOUNT.code, frozenset({RecountState.ORDERED}), RecountState.STOPPED)
