"""States of a lapse, and the moves between them."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.audit.moves import Move
from institutions.lapses.verbs import ASK, BASIS, DECIDE, END, GIVE_UP, REPORT, STOPS

OPENED: Final = "lapse.opened"
TERM_OVER: Final = "lapse.term_over"
CLOSED: Final = "lapse.closed"


class LapseState(models.TextChoices):
    """Where a lapse stands."""

    OPEN = "open", _("Condition lost")
    ASKED = "asked", _("Suspension asked for")
    SUSPENDED = "suspended", _("Suspended for rectification")
    REPORTED = "reported", _("Reported as kept again")
    SURRENDERED = "surrendered", _("Giving up asked for")
    CLOSED = "closed", _("Lapse closed")


class LapseOutcome(models.TextChoices):
    """How a lapse ended."""

    RESTORED = "restored", _("Condition kept again")
    GIVEN_UP = "given_up", _("Item given up")
    ENDED = "ended", _("Registration has ended")
    RESUMED = "resumed", _("Item resumed")
    DEREGISTERED = "deregistered", _("Item deregistered")


STANDING: Final = tuple(state.value for state in LapseState if state != LapseState.CLOSED)
"""The states in which the condition is still lost: one a condition and place of an institution at a time."""


def _move(verb: str, sources: set[str], target: str, article: str = BASIS) -> Move:
    return Move(verb, frozenset(sources), target, article=article)


ASKING: Final = _move(ASK.code, {LapseState.OPEN.value}, LapseState.ASKED.value)
GRANTING: Final = _move(DECIDE.code, {LapseState.ASKED.value}, LapseState.SUSPENDED.value)
REFUSING: Final = _move(DECIDE.code, {LapseState.ASKED.value}, LapseState.OPEN.value)
REPORTING: Final = _move(REPORT.code, {LapseState.SUSPENDED.value}, LapseState.REPORTED.value)
SURRENDERING: Final = _move(
    GIVE_UP.code,
    {LapseState.OPEN.value, LapseState.ASKED.value, LapseState.SUSPENDED.value},
    LapseState.SURRENDERED.value,
    STOPS,
)
_PENDING: Final = {LapseState.REPORTED.value, LapseState.SURRENDERED.value}
RESUMING: Final = _move(END.code, {LapseState.REPORTED.value}, LapseState.CLOSED.value)
DEREGISTERING: Final = _move(
    END.code, {*_PENDING, LapseState.OPEN.value, LapseState.SUSPENDED.value}, LapseState.CLOSED.value
)
TO_SUSPENDED: Final = _move(END.code, _PENDING, LapseState.SUSPENDED.value)
TO_OPEN: Final = _move(END.code, _PENDING, LapseState.OPEN.value)
CLOSING: Final = Move(CLOSED, frozenset(STANDING), LapseState.CLOSED.value)
