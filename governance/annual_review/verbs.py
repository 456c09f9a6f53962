"""What can be done in the annual review (条例 arts. 43–45; decisions.md 14, 43)."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

_ARTICLE: Final = "山东省司法鉴定条例第四十四条"
VIEW: Final = Verb("annual_review.view", _("See the annual reviews of one's own area"))
OPEN: Final = Verb("annual_review.open", _("Open the annual review of a year"), _ARTICLE)
SUBMIT: Final = Verb(
    "annual_review.submit", _("Confirm or dispute the lines of an annual review and submit it"), _ARTICLE
)
RETURN: Final = Verb("annual_review.return", _("Return an annual review to the institution"), _ARTICLE)
PROPOSE: Final = Verb("annual_review.propose", _("Review an annual review and propose a result"), _ARTICLE)
DECIDE: Final = Verb("annual_review.decide", _("Decide about an annual review"), _ARTICLE)
VERBS: Final = (VIEW, OPEN, SUBMIT, RETURN, PROPOSE, DECIDE)
SCOPES: Final = (
    ApiScope("annual_review:read", _("Read annual reviews"), VIEW.code),
    ApiScope("annual_review:open", _("Open annual reviews"), OPEN.code),
    ApiScope("annual_review:submit", _("Submit annual reviews"), SUBMIT.code),
    ApiScope("annual_review:return", _("Return annual reviews to institutions"), RETURN.code),
    ApiScope("annual_review:propose", _("Propose results of annual reviews"), PROPOSE.code),
    ApiScope("annual_review:decide", _("Decide about annual reviews"), DECIDE.code),
)
