"""Registers the institutions app."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    """See the package."""

    name = "institutions"
    label = "institutions"

    def ready(self) -> None:
        """Make the app's verbs, scopes, list and heaps of work known."""
        from foundation.accounts import verbs
        from foundation.desk import lists
        from foundation.desk.work import heaps
        from foundation.exchange.api import scopes
        from institutions.lists import INSTITUTIONS
        from institutions.verbs import SCOPES, VERBS
        from institutions.work import HEAPS

        verbs.register(*VERBS)
        scopes.register(*SCOPES)
        lists.register(INSTITUTIONS)
        heaps.register(*HEAPS)
