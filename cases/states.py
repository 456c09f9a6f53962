"""States of a case, and the moves between them."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.verbs import ISSUE_OPINION
from cases.verbs import TERMINATE as TERMINATE_VERB
from foundation.audit.moves import Move


class State(models.TextChoices):
    """Where a case stands, as the ledger tells it. A void case was loaded by mistake and counts nowhere."""

    IN_PROGRESS = "in_progress", _("In progress")
    SUSPENDED = "suspended", _("Suspended")
    ISSUED = "issued", _("Opinion issued")
    TERMINATED = "terminated", _("Terminated")
    VOID = "void", _("Void")


OPEN = (State.IN_PROGRESS, State.SUSPENDED)

UNDO_IMPORT: Final = Move(
    "cases.undo_import", frozenset({State.IN_PROGRESS, State.SUSPENDED, State.ISSUED, State.TERMINATED}), State.VOID
)
TERMINATE: Final = Move(
    TERMINATE_VERB.code,
    frozenset(OPEN),
    State.TERMINATED.value,
    article="司法鉴定程序通则第二十九条、山东省司法鉴定条例第三十六条",
)
ISSUE: Final = Move(
    ISSUE_OPINION.code,
    frozenset({State.IN_PROGRESS}),
    State.ISSUED.value,
    article="司法鉴定程序通则第三十六条、第三十八条",
)
