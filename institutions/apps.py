"""Registers the institutions app."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    """See the package."""

    name = "institutions"
    label = "institutions"

    def ready(self) -> None:
        """Make the app's verbs known."""
        from foundation.accounts.verbs import register
        from institutions.verbs import VERBS

        register(*VERBS)
