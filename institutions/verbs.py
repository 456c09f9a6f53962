"""What can be done with institutions."""

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

VIEW = "institutions.view"

VERBS = (Verb(VIEW, _("See the institutions of one's own area")),)
SCOPES = (ApiScope("institutions:read", _("Read institutions"), VIEW),)
