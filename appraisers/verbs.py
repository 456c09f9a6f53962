"""What can be done with appraisers."""

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

VIEW = "appraisers.view"

VERBS = (Verb(VIEW, _("See the appraisers of one's own area")),)
SCOPES = (ApiScope("appraisers:read", _("Read appraisers"), VIEW),)
