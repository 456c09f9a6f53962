"""Registers the appraisers app."""

from django.apps import AppConfig


class AppraisersConfig(AppConfig):
    """See the package."""

    name = "appraisers"
    label = "appraisers"

    def ready(self) -> None:
        """Make the app's verbs, scopes, list, heaps of work, the words of its events and its tabs known."""
        from appraisers import tabs, tasks  # noqa: F401  (the jobs are registered by being imported)
        from appraisers.happenings import KINDS, REASONS, SENTENCES, SHORT, TELLERS
        from appraisers.lists import APPRAISERS
        from appraisers.records.lists import TRAININGS
        from appraisers.roster.kind import APPRAISERS as ROSTER
        from appraisers.verbs import SCOPES, VERBS
        from appraisers.work import HEAPS, own_certificate
        from foundation.accounts import notices, timeline, verbs
        from foundation.desk import lists
        from foundation.desk.work import heaps
        from foundation.exchange import kinds
        from foundation.exchange.api import scopes

        verbs.register(*VERBS)
        scopes.register(*SCOPES)
        timeline.register_kinds(KINDS)
        timeline.register_tellers(TELLERS)
        notices.register(SENTENCES, REASONS, SHORT)
        tabs.register()
        lists.register(APPRAISERS, TRAININGS)
        heaps.register(*HEAPS)
        kinds.register(ROSTER)
        heaps.register_own("certificate", own_certificate)
