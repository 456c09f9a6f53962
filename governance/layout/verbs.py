"""What can be done about the layout of institutions (政策文件 art. 3)."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

BASIS: Final = "政策文件第三条"
VIEW: Final = Verb("layout.view", _("See where institutions are and what cities plan"))
ADOPT: Final = Verb("layout.adopt", _("Adopt the plan of a city for its institutions"), BASIS)
END: Final = Verb("layout.end", _("End the plan of a city for its institutions"), BASIS)
VERBS: Final = (VIEW, ADOPT, END)
SCOPES: Final = (
    ApiScope("layout:read", _("Read where institutions are and what cities plan"), VIEW.code),
    ApiScope("layout:adopt", _("Adopt plans of cities for their institutions"), ADOPT.code),
    ApiScope("layout:end", _("End plans of cities for their institutions"), END.code),
)
