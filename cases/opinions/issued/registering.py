"""Makes what follows an issued opinion known to the portal; called once when the app is loaded."""

from cases.opinions.issued.happenings import KINDS, REASONS, SENTENCES, SHORT, TELLERS
from cases.opinions.issued.purposes import ISSUED_PURPOSES
from cases.opinions.issued.verbs import ISSUED_SCOPES, ISSUED_VERBS
from foundation.accounts import notices, timeline, verbs
from foundation.documents import purposes
from foundation.exchange.api import scopes


def register() -> None:
    """Verbs, scopes, files, notices and the words of events."""
    verbs.register(*ISSUED_VERBS)
    scopes.register(*ISSUED_SCOPES)
    purposes.register(*ISSUED_PURPOSES)
    timeline.register_kinds(KINDS)
    timeline.register_tellers(TELLERS)
    notices.register(SENTENCES, REASONS, SHORT)
