"""Registers the institutions app."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    """See the package."""

    name = "institutions"
    label = "institutions"

    def ready(self) -> None:
        """Make the app's verbs and its list known."""
        from foundation.accounts import verbs
        from foundation.desk import lists
        from institutions.lists import INSTITUTIONS
        from institutions.verbs import VERBS

        verbs.register(*VERBS)
        lists.register(INSTITUTIONS)
