"""Making restrictions known: verbs, scopes, list, heaps, tabs, files and words; called once when the app is loaded."""

from foundation.accounts import notices, timeline, verbs
from foundation.desk import lists
from foundation.desk.work import heaps
from foundation.documents import purposes
from foundation.exchange.api import scopes
from institutions.restrictions import describing
from institutions.restrictions.happenings import KINDS, REASONS, SENTENCES, SHORT, TELLERS
from institutions.restrictions.lists import RESTRICTIONS
from institutions.restrictions.purposes import PURPOSES
from institutions.restrictions.verbs import SCOPES, VERBS
from institutions.restrictions.work import HEAPS


def register() -> None:
    """Register them."""
    verbs.register(*VERBS)
    scopes.register(*SCOPES)
    timeline.register_kinds(KINDS)
    timeline.register_tellers(TELLERS)
    notices.register(SENTENCES, REASONS, SHORT)
    describing.register_tabs()
    lists.register(RESTRICTIONS)
    heaps.register(*HEAPS)
    purposes.register(*PURPOSES)
