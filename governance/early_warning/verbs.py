"""What can be done with early warnings."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

BASIS: Final = "政策文件第（二十二）条"
"""The policy document has the data of the whole profession gathered, analysed and watched in one net."""

VIEW: Final = Verb("early_warning.view", _("See early warnings of one's own area"))
RULES: Final = Verb("early_warning.rules", _("See the rules of early warning"))
ACKNOWLEDGE: Final = Verb("early_warning.acknowledge", _("Acknowledge early warnings"), BASIS)
VERBS: Final = (VIEW, RULES, ACKNOWLEDGE)
SCOPES: Final = (
    ApiScope("early_warning:read", _("Read early warnings"), VIEW.code),
    ApiScope("early_warning:acknowledge", _("Acknowledge early warnings by programs"), ACKNOWLEDGE.code),
)
