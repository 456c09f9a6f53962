"""Makes the custody of materials known to the portal; called once when the app is loaded."""

from cases.custody import describing
from cases.custody.happenings import TELLERS
from cases.custody.lists import MATERIALS
from cases.custody.purposes import PURPOSES
from cases.custody.verbs import SCOPES, VERBS
from cases.custody.work import CUSTODY_HEAPS
from foundation.accounts import timeline, verbs
from foundation.desk import lists
from foundation.desk.work import heaps
from foundation.documents import purposes
from foundation.exchange.api import scopes


def register() -> None:
    """Verbs, scopes, list, heaps, tabs, files and the words of events."""
    verbs.register(*VERBS)
    scopes.register(*SCOPES)
    timeline.register_tellers(TELLERS)
    lists.register(MATERIALS)
    heaps.register(*CUSTODY_HEAPS)
    purposes.register(*PURPOSES)
    describing.register_tabs()
