"""Makes premises known to the portal; called once when the app is loaded."""

from django.utils.translation import gettext_lazy as _

from foundation.accounts import notices, timeline, verbs
from foundation.desk import lists
from foundation.desk.detail import tabs
from foundation.desk.detail.tabs import Tab
from foundation.exchange.api import scopes
from institutions.describing import KIND
from institutions.premises.happenings import KINDS, REASONS, SENTENCES, SHORT, TELLERS
from institutions.premises.lists import PREMISES
from institutions.premises.verbs import SCOPES, VERBS
from institutions.verbs import VIEW


def register() -> None:
    """Verb, scope, list, tab, and the words of events and notices."""
    verbs.register(*VERBS)
    scopes.register(*SCOPES)
    lists.register(PREMISES)
    timeline.register_kinds(KINDS)
    timeline.register_tellers(TELLERS)
    notices.register(SENTENCES, REASONS, SHORT)
    tabs.register(KIND, Tab("premises", _("Premises"), "institution_premises", VIEW, 34, group="means"))
