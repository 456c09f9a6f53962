"""Makes cooperation known to the portal; called once when the app is loaded."""

from foundation.accounts import timeline, verbs
from foundation.desk import lists
from foundation.documents import purposes
from foundation.exchange.api import scopes
from institutions.cooperation import describing
from institutions.cooperation.happenings import KINDS, TELLERS
from institutions.cooperation.lists import LISTS
from institutions.cooperation.purposes import PURPOSES
from institutions.cooperation.verbs import SCOPES, VERBS


def register() -> None:
    """Verbs, scopes, lists, tabs, files and the words of events."""
    verbs.register(*VERBS)
    scopes.register(*SCOPES)
    timeline.register_kinds(KINDS)
    timeline.register_tellers(TELLERS)
    lists.register(*LISTS)
    purposes.register(*PURPOSES)
    describing.register_tabs()
