"""What can be done with findings and rectification orders."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

BASIS: Final = "政策文件第（十二）条"
"""The policy document has institutions with many problems put them right within a time limit."""

VIEW: Final = Verb("rectification.view", _("See findings and rectification orders"))
ORDER: Final = Verb("rectification.order", _("Order rectification within a time limit"), BASIS)
ANSWER: Final = Verb("rectification.answer", _("Answer rectification orders"), BASIS)
RECHECK: Final = Verb("rectification.recheck", _("Re-check rectifications"), BASIS)
DECIDE: Final = Verb("rectification.decide", _("Decide about escalated rectification orders"), BASIS)
VERBS: Final = (VIEW, ORDER, ANSWER, RECHECK, DECIDE)
SCOPES: Final = (
    ApiScope("rectification:read", _("Read findings and rectification orders"), VIEW.code),
    ApiScope("rectification:order", _("Order rectification"), ORDER.code),
    ApiScope("rectification:answer", _("Answer rectification orders by programs"), ANSWER.code),
    ApiScope("rectification:recheck", _("Re-check rectifications by programs"), RECHECK.code),
    ApiScope("rectification:decide", _("Decide about escalated orders"), DECIDE.code),
)
