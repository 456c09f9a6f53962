"""Makes the letter of entrustment known to the portal; called once when the app is loaded."""

from django.utils.translation import gettext_lazy as _

from cases.agreements.happenings import REASONS, SENTENCES, SHORT, TELLERS
from cases.agreements.purposes import PURPOSES
from cases.agreements.verbs import SCOPES, VERBS
from cases.describing import KIND
from cases.models import Agreement, Case
from cases.states import OPEN
from cases.verbs import VIEW
from foundation.accounts import notices, timeline, verbs
from foundation.accounts.acting import AnyActor
from foundation.desk.detail import tabs
from foundation.desk.detail.tabs import Tab
from foundation.documents import purposes
from foundation.exchange.api import scopes


def _has_agreement(case: Case, _actor: AnyActor) -> bool:
    """Open cases have a letter to change; others only where one is on record."""
    return case.state in OPEN or Agreement.objects.filter(case=case).exists()


def register() -> None:
    """Verbs, scopes, files, notices, the tab and the words of events."""
    verbs.register(*VERBS)
    scopes.register(*SCOPES)
    purposes.register(*PURPOSES)
    timeline.register_tellers(TELLERS)
    notices.register(SENTENCES, REASONS, SHORT)
    words = _("Letter of entrustment")
    tabs.register(KIND, Tab("agreement", words, "case_agreement", VIEW.code, 8, applies=_has_agreement))
