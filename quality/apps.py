"""Registers the quality app."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Proficiency tests, case reviews, inspections on site, surveys, standards."""

    name = "quality"
    label = "quality"

    def ready(self) -> None:
        """Make the app's verbs, scopes, lists, heaps of work, tabs and the words of its events known."""
        from foundation.accounts import notices, timeline, verbs
        from foundation.desk import lists
        from foundation.desk.work import heaps
        from foundation.exchange.api import scopes
        from quality import describing
        from quality.happenings import KINDS, REASONS, SENTENCES, SHORT, TELLERS
        from quality.lists import LISTS
        from quality.verbs import SCOPES, VERBS
        from quality.work import HEAPS

        verbs.register(*VERBS)
        scopes.register(*SCOPES)
        timeline.register_kinds(KINDS)
        timeline.register_tellers(TELLERS)
        notices.register(SENTENCES, REASONS, SHORT)
        describing.register_tabs()
        lists.register(*LISTS)
        heaps.register(*HEAPS)
