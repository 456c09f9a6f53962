"""Registers the reporting app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """See the package."""

    name = "governance.reporting"
    label = "reporting"

    def ready(self) -> None:
        """Make the app's verbs, lists, files, jobs, tabs and words known; models are loaded by now."""
        from foundation.accounts import notices, timeline, verbs
        from foundation.desk import lists
        from foundation.documents import purposes
        from foundation.exchange.api import scopes
        from foundation.kpi.dashboard import leading
        from governance.reporting import describing, tasks  # noqa: F401  (the jobs are registered by being imported)
        from governance.reporting.dashboards import report_of
        from governance.reporting.happenings import KINDS, REASONS, SENTENCES, SHORT, TELLERS
        from governance.reporting.lists import REPORTS
        from governance.reporting.purposes import PURPOSES
        from governance.reporting.verbs import SCOPES, VERBS

        verbs.register(*VERBS)
        scopes.register(*SCOPES)
        timeline.register_kinds(KINDS)
        timeline.register_tellers(TELLERS)
        notices.register(SENTENCES, REASONS, SHORT)
        purposes.register(*PURPOSES)
        lists.register(REPORTS)
        describing.register_tabs()
        leading.register(report_of)
