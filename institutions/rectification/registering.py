"""Makes findings and rectification orders known to the portal; called once when the app is loaded."""

from foundation.accounts import notices, timeline, verbs
from foundation.desk import lists
from foundation.desk.work import heaps
from foundation.documents import purposes
from foundation.exchange.api import scopes
from institutions.rectification import describing
from institutions.rectification.happenings import KINDS, REASONS, SENTENCES, SHORT, TELLERS
from institutions.rectification.lists import LISTS
from institutions.rectification.purposes import PURPOSES
from institutions.rectification.verbs import SCOPES, VERBS
from institutions.rectification.work import HEAPS


def register() -> None:
    """Verbs, scopes, lists, heaps, files, tabs, and the words of events and notices."""
    verbs.register(*VERBS)
    scopes.register(*SCOPES)
    timeline.register_kinds(KINDS)
    timeline.register_tellers(TELLERS)
    notices.register(SENTENCES, REASONS, SHORT)
    describing.register_tabs()
    lists.register(*LISTS)
    heaps.register(*HEAPS)
    purposes.register(*PURPOSES)
