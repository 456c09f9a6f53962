"""What the app makes known about premises when it is loaded."""


def register() -> None:
    """Make verb, scope, list, tab, events and notices of premises known."""
    from django.utils.translation import gettext_lazy as _

    from foundation.accounts import notices, timeline
    from foundation.accounts import verbs as known_verbs
    from foundation.desk import lists as known_lists
    from foundation.desk.detail import tabs
    from foundation.desk.detail.tabs import Tab
    from foundation.exchange.api import scopes
    from institutions.describing import KIND
    from institutions.premises import happenings, lists, verbs
    from institutions.verbs import VIEW

    known_verbs.register(*verbs.VERBS)
    scopes.register(*verbs.SCOPES)
    known_lists.register(lists.PREMISES)
    timeline.register_kinds(happenings.KINDS)
    timeline.register_tellers(happenings.TELLERS)
    notices.register(happenings.SENTENCES, happenings.REASONS, happenings.SHORT)
    tabs.register(KIND, Tab("premises", _("Premises"), "institution_premises", VIEW, 32))
