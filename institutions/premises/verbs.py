"""What can be done with the premises of institutions (条例 art. 10(2))."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

KEEP: Final = Verb("institutions.keep_premises", _("Keep the premises of one's institution"))
VERBS: Final = (KEEP,)
SCOPES: Final = (ApiScope("institutions:premises", _("Keep premises"), KEEP.code),)
