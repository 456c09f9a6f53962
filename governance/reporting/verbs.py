"""What can be done with reports."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

VIEW: Final = Verb("reports.view", _("See the reports of one's own area and below"))
ORDER: Final = Verb("reports.order", _("Order a report"))
VERBS: Final = (VIEW, ORDER)
SCOPES: Final = (
    ApiScope("reports:read", _("Read reports"), VIEW.code),
    ApiScope("reports:order", _("Order reports"), ORDER.code),
)
