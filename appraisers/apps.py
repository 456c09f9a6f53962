"""Registers the appraisers app."""

from django.apps import AppConfig


class AppraisersConfig(AppConfig):
    """See the package."""

    name = "appraisers"
    label = "appraisers"

    def ready(self) -> None:
        """Make the app's verbs and its list known."""
        from appraisers.lists import APPRAISERS
        from appraisers.verbs import VERBS
        from foundation.accounts import verbs
        from foundation.desk import lists

        verbs.register(*VERBS)
        lists.register(APPRAISERS)
