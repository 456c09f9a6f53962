"""The verbs about bars besides setting and lifting them."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

HEARD: Final = "中华人民共和国行政处罚法第四十五条"

VIEW: Final = Verb("restrictions.view", _("See restrictions of practice"))
OBJECT: Final = Verb("restrictions.object", _("Object to a restriction of one's own practice"), HEARD)
DECIDE: Final = Verb("restrictions.decide_objection", _("Decide about objections to restrictions"), HEARD)

VERBS: Final = (VIEW, OBJECT, DECIDE)
SCOPES: Final = (
    ApiScope("restrictions:read", _("Read restrictions"), VIEW.code),
    ApiScope("restrictions:object", _("Object to restrictions"), OBJECT.code),
    ApiScope("restrictions:decide", _("Decide about objections"), DECIDE.code),
)
