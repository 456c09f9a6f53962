"""States of a finding and of a rectification order, and the moves between them."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.audit.moves import Move
from institutions.rectification import verbs


class FindingState(models.TextChoices):
    """Where a finding stands."""

    RECORDED = "recorded", _("Recorded, nothing ordered yet")
    ORDERED = "ordered", _("Rectification ordered")
    CLOSED = "closed", _("Finding closed")


class OrderState(models.TextChoices):
    """Where a rectification order stands."""

    OPEN = "open", _("To be answered by the institution")
    ANSWERED = "answered", _("Answered, to be re-checked")
    ESCALATED = "escalated", _("Before the leader")
    CLOSED = "closed", _("Order closed")


class Outcome(models.TextChoices):
    """How an order ended."""

    RECTIFIED = "rectified", _("Rectified")
    HANDED_ON = "handed_on", _("Not rectified, handed on to other measures")


def _move(verb: str, sources: set[str], target: str) -> Move:
    return Move(verb, frozenset(sources), target, article=verbs.BASIS)


ORDERING: Final = _move(verbs.ORDER.code, {FindingState.RECORDED}, FindingState.ORDERED.value)
ANSWERING: Final = _move(verbs.ANSWER.code, {OrderState.OPEN}, OrderState.ANSWERED.value)
CLOSING: Final = _move(verbs.RECHECK.code, {OrderState.ANSWERED}, OrderState.CLOSED.value)
RETURNING: Final = _move(verbs.RECHECK.code, {OrderState.ANSWERED}, OrderState.OPEN.value)
ESCALATING: Final = _move(verbs.RECHECK.code, {OrderState.ANSWERED, OrderState.OPEN}, OrderState.ESCALATED.value)
RENEWING: Final = _move(verbs.DECIDE.code, {OrderState.ESCALATED}, OrderState.OPEN.value)
HANDING_ON: Final = _move(verbs.DECIDE.code, {OrderState.ESCALATED}, OrderState.CLOSED.value)
SETTLED: Final = _move(verbs.RECHECK.code, {FindingState.ORDERED}, FindingState.CLOSED.value)
SETTLED_BY_LEADER: Final = _move(verbs.DECIDE.code, {FindingState.ORDERED}, FindingState.CLOSED.value)
