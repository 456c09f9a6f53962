"""What can be done with institutions."""

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

VIEW = "institutions.view"
REGISTER = "institutions.register"
IMPORT_ROSTER = "institutions.import_roster"

VERBS = (
    Verb(VIEW, _("See the institutions of one's own area")),
    Verb(REGISTER, _("Enter institutions in the register")),
    Verb(IMPORT_ROSTER, _("Import rosters of institutions")),
)
SCOPES = (ApiScope("institutions:read", _("Read institutions"), VIEW),)
