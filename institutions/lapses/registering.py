"""Making lapses known: verbs, scopes, list, heaps, tabs, files and words; called once when the app is loaded."""

from foundation.accounts import notices, timeline, verbs
from foundation.desk import lists
from foundation.desk.work import heaps
from foundation.documents import purposes
from foundation.exchange.api import scopes
from institutions.lapses import describing
from institutions.lapses.happenings import KINDS, REASONS, SENTENCES, SHORT, TELLERS
from institutions.lapses.lists import LAPSES
from institutions.lapses.purposes import PURPOSES
from institutions.lapses.verbs import SCOPES, VERBS
from institutions.lapses.work import HEAPS


def register() -> None:
    """Register them."""
    verbs.register(*VERBS)
    scopes.register(*SCOPES)
    timeline.register_kinds(KINDS)
    timeline.register_tellers(TELLERS)
    notices.register(SENTENCES, REASONS, SHORT)
    describing.register_tabs()
    lists.register(LAPSES)
    heaps.register(*HEAPS)
    purposes.register(*PURPOSES)
