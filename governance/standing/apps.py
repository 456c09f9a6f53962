"""Registers the standing app."""

from django.apps import AppConfig


class StandingConfig(AppConfig):
    """See the package."""

    name = "governance.standing"
    label = "standing"

    def ready(self) -> None:
        """Put the tab of conditions on the page of an institution."""
        from governance.standing import tabs

        tabs.register()
