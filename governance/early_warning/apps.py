"""Registers the early_warning app."""

from django.apps import AppConfig


class EarlyWarningConfig(AppConfig):
    """See the package."""

    name = "governance.early_warning"
    label = "early_warning"

    def ready(self) -> None:
        """Make verbs, list, heap, tabs, words and jobs known, and tell the dashboards what to warn of."""
        from foundation.accounts import notices, timeline, verbs
        from foundation.desk import lists
        from foundation.desk.work import heaps
        from foundation.exchange.api import scopes
        from foundation.kpi.dashboard import warned
        from governance.early_warning import describing, tasks  # noqa: F401  (the jobs register by being imported)
        from governance.early_warning.dashboards import warnings_of
        from governance.early_warning.happenings import KINDS, REASONS, SENTENCES, SHORT, TELLERS
        from governance.early_warning.lists import WARNINGS
        from governance.early_warning.verbs import SCOPES, VERBS
        from governance.early_warning.work import HEAPS

        verbs.register(*VERBS)
        scopes.register(*SCOPES)
        timeline.register_kinds(KINDS)
        timeline.register_tellers(TELLERS)
        notices.register(SENTENCES, REASONS, SHORT)
        lists.register(WARNINGS)
        heaps.register(*HEAPS)
        describing.register_tabs()
        warned.register(warnings_of)
