"""Registers the institutions app."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    """See the package."""

    name = "institutions"
    label = "institutions"

    def ready(self) -> None:
        """Make known the app's verbs, its list, and what waits at it."""
        from foundation.accounts import verbs
        from foundation.desk import lists
        from foundation.desk.work import heaps
        from institutions.lists import INSTITUTIONS
        from institutions.verbs import VERBS
        from institutions.work import HEAPS

        verbs.register(*VERBS)
        lists.register(INSTITUTIONS)
        heaps.register(*HEAPS)
