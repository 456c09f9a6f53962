"""States of a round, of a drawn case and of a review, and the moves between them."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.audit.moves import Move
from quality import verbs


class RoundState(models.TextChoices):
    """Where a round stands."""

    COMMITTED = "committed", _("List frozen, waiting for the public value")
    DRAWN = "drawn", _("Drawn, under review")
    CLOSED = "closed", _("Round closed")


class DrawnState(models.TextChoices):
    """Where a drawn case stands."""

    REVIEWING = "reviewing", _("Under review by two reviewers")
    DISAGREED = "disagreed", _("The reviewers differ")
    CONCLUDED = "concluded", _("Concluded")


class ReviewState(models.TextChoices):
    """Where the review of one reviewer stands."""

    ASSIGNED = "assigned", _("To be reviewed")
    SUBMITTED = "submitted", _("Opinion given")
    ENDED = "ended", _("Reviewer replaced")


class Conclusion(models.TextChoices):
    """What a review comes to."""

    GOOD = "good", _("Good")
    PASSED = "passed", _("Passed")
    DEFECTS = "defects", _("With defects")
    FAILED = "failed", _("Not passed")


WRONG: Final = frozenset({Conclusion.DEFECTS.value, Conclusion.FAILED.value})
"""Conclusions that lead to findings."""


def _move(verb: str, sources: set[str], target: str) -> Move:
    return Move(verb, frozenset(sources), target, article=verbs.BASIS)


DRAWING: Final = _move(verbs.DRAW.code, {RoundState.COMMITTED}, RoundState.DRAWN.value)
CLOSING: Final = _move(verbs.CLOSE_ROUND.code, {RoundState.DRAWN}, RoundState.CLOSED.value)
SUBMITTING: Final = _move(verbs.REVIEW.code, {ReviewState.ASSIGNED}, ReviewState.SUBMITTED.value)
AGREEING: Final = _move(verbs.REVIEW.code, {DrawnState.REVIEWING}, DrawnState.CONCLUDED.value)
DIFFERING: Final = _move(verbs.REVIEW.code, {DrawnState.REVIEWING}, DrawnState.DISAGREED.value)
CONCLUDING: Final = _move(verbs.CONCLUDE.code, {DrawnState.DISAGREED}, DrawnState.CONCLUDED.value)
RECUSING: Final = _move(verbs.REVIEW.code, {ReviewState.ASSIGNED}, ReviewState.ENDED.value)
REPLACING: Final = _move(verbs.REPLACE.code, {ReviewState.ASSIGNED}, ReviewState.ENDED.value)
