"""What can be done with appraisers."""

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

VIEW = "appraisers.view"
REGISTER = "appraisers.register"
IMPORT_ROSTER = "appraisers.import_roster"

VERBS = (
    Verb(VIEW, _("See the appraisers of one's own area")),
    Verb(REGISTER, _("Enter appraisers in the register")),
    Verb(IMPORT_ROSTER, _("Import rosters of appraisers")),
)
SCOPES = (ApiScope("appraisers:read", _("Read appraisers"), VIEW),)
