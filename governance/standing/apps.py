"""Registers the standing app."""

from django.apps import AppConfig


class StandingConfig(AppConfig):
    """See the package."""

    name = "governance.standing"
    label = "standing"

    def ready(self) -> None:
        """Put the tab of conditions on the page of an institution, and make the nightly look known."""
        from foundation.desk import lists
        from governance.standing import tabs, tasks  # noqa: F401  (the jobs register by being imported)
        from governance.standing.gathering import lost_at
        from governance.standing.lists import FORESIGHT
        from institutions.standing import watching

        tabs.register()
        lists.register(FORESIGHT)
        watching.register(lost_at)
