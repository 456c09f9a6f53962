"""Registers the kpi app, and loads the measures and figures that the apps above declare."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KpiConfig(AppConfig):
    """See the package."""

    name = "foundation.kpi"
    label = "kpi"

    def ready(self) -> None:
        """Register verbs and jobs; import every app's kpis.py, which registers its measures and KPIs."""
        from foundation.accounts import timeline
        from foundation.accounts.verbs import register
        from foundation.desk import lists
        from foundation.exchange.api import scopes
        from foundation.exchange.exports import words
        from foundation.kpi import tasks  # noqa: F401  (registers the jobs)
        from foundation.kpi.drilling import title_in_export
        from foundation.kpi.releases import describing
        from foundation.kpi.releases.happenings import TELLERS
        from foundation.kpi.releases.lists import RELEASES
        from foundation.kpi.verbs import SCOPES, VERBS

        register(*VERBS)
        timeline.register_tellers(TELLERS)
        lists.register(RELEASES)
        describing.register_tabs()
        scopes.register(*SCOPES)
        words.title_figures_by(title_in_export)
        autodiscover_modules("kpis")
