"""Registers the layout app."""

from django.apps import AppConfig


class LayoutConfig(AppConfig):
    """See the package."""

    name = "governance.layout"
    label = "layout"

    def ready(self) -> None:
        """Make the app's verbs, scopes, lists, words and tabs known; models are loaded by now."""
        from foundation.accounts import timeline
        from foundation.accounts import verbs as known_verbs
        from foundation.desk import lists as known_lists
        from foundation.exchange.api import scopes
        from governance.layout import describing, happenings, lists, verbs

        known_verbs.register(*verbs.VERBS)
        scopes.register(*verbs.SCOPES)
        timeline.register_tellers(happenings.TELLERS)
        known_lists.register(lists.PLANS, lists.INSTITUTIONS)
        describing.register_tabs()
