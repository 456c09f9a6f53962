"""Registers the appraisers app."""

from django.apps import AppConfig


class AppraisersConfig(AppConfig):
    """See the package."""

    name = "appraisers"
    label = "appraisers"

    def ready(self) -> None:
        """Make known the app's verbs, its list, and what waits at it."""
        from appraisers.lists import APPRAISERS
        from appraisers.verbs import VERBS
        from appraisers.work import HEAPS, own_certificate
        from foundation.accounts import verbs
        from foundation.desk import lists
        from foundation.desk.work import heaps

        verbs.register(*VERBS)
        lists.register(APPRAISERS)
        heaps.register(*HEAPS)
        heaps.register_own("certificate", own_certificate)
