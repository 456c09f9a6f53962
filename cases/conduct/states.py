"""States of a request for extension, and the moves of the conduct of a case."""

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.conduct.verbs import ASK_SUPPLEMENT, DECIDE_EXTENSION, RECEIVE_SUPPLEMENT
from cases.states import ISSUE, TERMINATE, State
from foundation.audit.moves import Move

TIME: Final = "司法鉴定程序通则第二十八条、山东省司法鉴定条例第三十五条"


class ExtensionState(models.TextChoices):
    """Where a request for extension stands."""

    REQUESTED = "requested", _("Requested, to be decided")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("Lapsed: the case ended undecided")


SUSPEND: Final = Move(ASK_SUPPLEMENT.code, frozenset({State.IN_PROGRESS}), State.SUSPENDED.value, article=TIME)
RESUME: Final = Move(RECEIVE_SUPPLEMENT.code, frozenset({State.SUSPENDED}), State.IN_PROGRESS.value, article=TIME)
APPROVE: Final = Move(
    DECIDE_EXTENSION.code, frozenset({ExtensionState.REQUESTED}), ExtensionState.APPROVED.value, article=TIME
)
DECLINE: Final = Move(
    DECIDE_EXTENSION.code, frozenset({ExtensionState.REQUESTED}), ExtensionState.DECLINED.value, article=TIME
)
LAPSE: Final[Mapping[str, Move]] = {
    step.target: Move(step.verb, frozenset({ExtensionState.REQUESTED}), ExtensionState.LAPSED.value, article=TIME)
    for step in (ISSUE, TERMINATE)
}
"""How a request that nobody decided ends, by the state in which its case ends."""
