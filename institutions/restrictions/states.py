"""States of an objection to a restriction, and the moves between them."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.audit.moves import Move
from institutions.restrictions.verbs import DECIDE, HEARD


class ObjectionState(models.TextChoices):
    """Where an objection stands."""

    RAISED = "raised", _("Objection raised, to be decided")
    UPHELD = "upheld", _("Objection upheld")
    REJECTED = "rejected", _("Objection rejected")


_OPEN: Final = frozenset({ObjectionState.RAISED.value})
UPHOLDING: Final = Move(DECIDE.code, _OPEN, ObjectionState.UPHELD.value, article=HEARD)
REJECTING: Final = Move(DECIDE.code, _OPEN, ObjectionState.REJECTED.value, article=HEARD)
