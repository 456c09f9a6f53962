"""What can be done with lapses of standing conditions."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

BASIS: Final = "山东省司法鉴定条例第十四条"
"""An institution that cannot keep the conditions asks for a suspension for rectification, a year at most."""
STOPS: Final = "山东省司法鉴定条例第十七条第二款"
"""Who cannot keep the conditions of a certain item stops that item."""

VIEW: Final = Verb("lapses.view", _("See lost standing conditions"))
ASK: Final = Verb("lapses.ask", _("Ask for a suspension for rectification"), BASIS)
DECIDE: Final = Verb("lapses.decide", _("Decide about suspensions for rectification"), BASIS)
REPORT: Final = Verb("lapses.report", _("Report that a lost condition is kept again"), BASIS)
GIVE_UP: Final = Verb("lapses.give_up", _("Ask to give up an item whose condition is lost"), STOPS)
END: Final = Verb("lapses.end", _("Decide whether an item resumes or is deregistered"), BASIS)
VERBS: Final = (VIEW, ASK, DECIDE, REPORT, GIVE_UP, END)
SCOPES: Final = (
    ApiScope("lapses:read", _("Read lost standing conditions"), VIEW.code),
    ApiScope("lapses:ask", _("Ask for suspensions by programs"), ASK.code),
    ApiScope("lapses:decide", _("Decide about suspensions by programs"), DECIDE.code),
    ApiScope("lapses:report", _("Report kept conditions by programs"), REPORT.code),
    ApiScope("lapses:give_up", _("Ask by programs to give items up"), GIVE_UP.code),
    ApiScope("lapses:end", _("Decide by programs whether items resume"), END.code),
)
