"""States of an entrustment until it is decided about (程序通则 arts. 13–17), and the moves between them."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.verbs import ACCEPT as ACCEPT_VERB
from cases.verbs import REFUSE as REFUSE_VERB
from cases.verbs import WITHDRAW_ENTRUSTMENT
from foundation.audit.moves import Move


class EntrustmentState(models.TextChoices):
    """Where an entrustment stands."""

    RECEIVED = "received", _("Received, to be decided")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REFUSED = "refused", _("Not accepted")
    ACCEPTED = "accepted", _("Accepted as a case")


WITHDRAW: Final = Move(
    WITHDRAW_ENTRUSTMENT.code, frozenset({EntrustmentState.RECEIVED}), EntrustmentState.WITHDRAWN.value
)
REFUSE: Final = Move(
    REFUSE_VERB.code,
    frozenset({EntrustmentState.RECEIVED}),
    EntrustmentState.REFUSED.value,
    article="司法鉴定程序通则第十五条、第十七条",
)
ACCEPT: Final = Move(
    ACCEPT_VERB.code,
    frozenset({EntrustmentState.RECEIVED}),
    EntrustmentState.ACCEPTED.value,
    article="司法鉴定程序通则第十四条、第十六条",
)
