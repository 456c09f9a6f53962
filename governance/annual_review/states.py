"""Where an annual review stands, what is proposed and decided, and the lawful moves (条例 art. 44)."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.audit.moves import Move
from governance.annual_review import verbs

ARTICLE: Final = "山东省司法鉴定条例第四十四条"
"""The annual review and what follows where it is failed; absence without good reason counts as failed."""


class YearState(models.TextChoices):
    """Where the annual review of a year stands."""

    PREPARING = "preparing", _("Reviews are being created")
    RUNNING = "running", _("Under way")


class ReviewState(models.TextChoices):
    """Where the review of one institution stands: whose move it is."""

    OPEN = "open", _("With the institution")
    RETURNED = "returned", _("Returned to the institution")
    SUBMITTED = "submitted", _("With the city")
    PROPOSED = "proposed", _("With the province")
    DECIDED = "decided", _("Result decided")


class Proposal(models.TextChoices):
    """What a city proposes."""

    PASSED = "passed", _("Passes")
    RECTIFY = "rectify", _("Passes after rectification")
    FAILED = "failed", _("Does not pass")


class Answer(models.TextChoices):
    """What an institution says about a line."""

    CONFIRMED = "confirmed", _("Confirmed")
    DISPUTED = "disputed", _("Disputed")


class Ruling(models.TextChoices):
    """What a city finds about a disputed line."""

    OWN = "own", _("The institution's value holds")
    PORTAL = "portal", _("The portal's value holds")


WITH_INSTITUTION: Final = frozenset({ReviewState.OPEN.value, ReviewState.RETURNED.value})
SUBMIT: Final = Move(verbs.SUBMIT.code, WITH_INSTITUTION, ReviewState.SUBMITTED.value, article=ARTICLE)
RETURN: Final = Move(
    verbs.RETURN.code, frozenset({ReviewState.SUBMITTED.value}), ReviewState.RETURNED.value, article=ARTICLE
)
PROPOSE: Final = Move(
    verbs.PROPOSE.code,
    WITH_INSTITUTION | {ReviewState.SUBMITTED.value},
    ReviewState.PROPOSED.value,
    article=ARTICLE,
)
"""Also from an institution that has not answered: its absence is judged, never counted by itself (decisions.md 14)."""
DECIDE: Final = Move(
    verbs.DECIDE.code, frozenset({ReviewState.PROPOSED.value}), ReviewState.DECIDED.value, article=ARTICLE
)
PREPARED: Final = Move(
    "annual_review.prepared", frozenset({YearState.PREPARING.value}), YearState.RUNNING.value, article=ARTICLE
)
