"""What can be done about agreements, projects, party branches and alliances."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

KEEP: Final = "institutions.keep_cooperation"
STATE_PARTY: Final = "institutions.state_party_branch"
KEEP_ALLIANCES: Final = "institutions.keep_alliances"
BASIS: Final = "政策文件第五条"

VERBS: Final = (
    Verb(KEEP, _("Keep the agreements and projects of one's institution"), BASIS),
    Verb(STATE_PARTY, _("State whether one's institution has a party branch"), "政策文件第二十一条"),
    Verb(KEEP_ALLIANCES, _("Keep the alliances of institutions"), BASIS),
)
SCOPES: Final = (
    ApiScope("institutions:cooperate", _("Keep agreements and projects"), KEEP),
    ApiScope("institutions:party", _("State the party branch"), STATE_PARTY),
    ApiScope("institutions:ally", _("Keep alliances"), KEEP_ALLIANCES),
)
