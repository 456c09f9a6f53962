"""Registers the appraisers app."""

from django.apps import AppConfig


class AppraisersConfig(AppConfig):
    """See the package."""

    name = "appraisers"
    label = "appraisers"

    def ready(self) -> None:
        """Make the app's verbs known."""
        from appraisers.verbs import VERBS
        from foundation.accounts.verbs import register

        register(*VERBS)
