"""States of an entrustment until it is decided about (程序通则 arts. 13–17), and the moves between them."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.verbs import ACCEPT as ACCEPT_VERB
from cases.verbs import ASK_COMPLETION, WITHDRAW_ENTRUSTMENT
from cases.verbs import COMPLETE as COMPLETE_VERB
from cases.verbs import REFUSE as REFUSE_VERB
from foundation.audit.moves import Move


class EntrustmentState(models.TextChoices):
    """Where an entrustment stands."""

    RECEIVED = "received", _("Received, to be decided")
    AWAITING = "awaiting", _("To be completed by the client")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REFUSED = "refused", _("Not accepted")
    ACCEPTED = "accepted", _("Accepted as a case")


UNDECIDED: Final = frozenset({EntrustmentState.RECEIVED.value, EntrustmentState.AWAITING.value})
"""Nothing is decided yet: the institution has the time of art. 13, or the client completes what is missing."""

WITHDRAW: Final = Move(WITHDRAW_ENTRUSTMENT.code, UNDECIDED, EntrustmentState.WITHDRAWN.value)
ASK: Final = Move(
    ASK_COMPLETION.code,
    frozenset({EntrustmentState.RECEIVED}),
    EntrustmentState.AWAITING.value,
    article="司法鉴定程序通则第十四条",
)
COMPLETE: Final = Move(
    COMPLETE_VERB.code, UNDECIDED, EntrustmentState.RECEIVED.value, article="司法鉴定程序通则第十二条、第十四条"
)
REFUSE: Final = Move(
    REFUSE_VERB.code,
    UNDECIDED,
    EntrustmentState.REFUSED.value,
    article="司法鉴定程序通则第十五条、第十七条",
)
ACCEPT: Final = Move(
    ACCEPT_VERB.code,
    frozenset({EntrustmentState.RECEIVED}),
    EntrustmentState.ACCEPTED.value,
    article="司法鉴定程序通则第十四条、第十六条",
)
