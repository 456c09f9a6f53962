"""States of a lapse, and the moves between them."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.audit.moves import Move
from institutions.lapses.verbs import ASK, BASIS, DECIDE

OPENED: Final = "lapse.opened"
CLOSED: Final = "lapse.closed"


class LapseState(models.TextChoices):
    """Where a lapse stands."""

    OPEN = "open", _("Condition lost")
    ASKED = "asked", _("Suspension asked for")
    SUSPENDED = "suspended", _("Suspended for rectification")
    CLOSED = "closed", _("Lapse closed")


class LapseOutcome(models.TextChoices):
    """How a lapse ended."""

    RESTORED = "restored", _("Condition kept again")
    GIVEN_UP = "given_up", _("Item given up")
    ENDED = "ended", _("Registration has ended")


STANDING: Final = (LapseState.OPEN.value, LapseState.ASKED.value, LapseState.SUSPENDED.value)
"""The states in which the condition is still lost: one a condition and place of an institution at a time."""


def _move(verb: str, sources: set[str], target: str) -> Move:
    return Move(verb, frozenset(sources), target, article=BASIS)


ASKING: Final = _move(ASK.code, {LapseState.OPEN.value}, LapseState.ASKED.value)
GRANTING: Final = _move(DECIDE.code, {LapseState.ASKED.value}, LapseState.SUSPENDED.value)
REFUSING: Final = _move(DECIDE.code, {LapseState.ASKED.value}, LapseState.OPEN.value)
CLOSING: Final = Move(CLOSED, frozenset(STANDING), LapseState.CLOSED.value)
