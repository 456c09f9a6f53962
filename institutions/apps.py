"""Registers the institutions app."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    """See the package."""

    name = "institutions"
    label = "institutions"

    def ready(self) -> None:
        """Make the app's verbs, scopes, list, heaps of work, the words of its events and its tabs known."""
        from foundation.accounts import timeline, verbs
        from foundation.desk import lists
        from foundation.desk.work import heaps
        from foundation.exchange import kinds
        from foundation.exchange.api import scopes
        from institutions import tabs
        from institutions.happenings import KINDS
        from institutions.lists import INSTITUTIONS
        from institutions.roster.kind import INSTITUTIONS as ROSTER
        from institutions.verbs import SCOPES, VERBS
        from institutions.work import HEAPS

        verbs.register(*VERBS)
        scopes.register(*SCOPES)
        timeline.register_kinds(KINDS)
        tabs.register()
        lists.register(INSTITUTIONS)
        heaps.register(*HEAPS)
        kinds.register(ROSTER)
