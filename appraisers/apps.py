"""Registers the appraisers app."""

from django.apps import AppConfig


class AppraisersConfig(AppConfig):
    """See the package."""

    name = "appraisers"
    label = "appraisers"

    def ready(self) -> None:
        """Make the app's verbs, scopes, list and heaps of work known."""
        from appraisers.lists import APPRAISERS
        from appraisers.verbs import SCOPES, VERBS
        from appraisers.work import HEAPS, own_certificate
        from foundation.accounts import verbs
        from foundation.desk import lists
        from foundation.desk.work import heaps
        from foundation.exchange.api import scopes

        verbs.register(*VERBS)
        scopes.register(*SCOPES)
        lists.register(APPRAISERS)
        heaps.register(*HEAPS)
        heaps.register_own("certificate", own_certificate)
