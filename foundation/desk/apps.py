"""Registers the desk app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages and lists; stands on documents, draws, clocks, accounts, law and audit."""

    name = "foundation.desk"
    label = "desk"
    verbose_name = "Desk"

    def ready(self) -> None:
        """Make the app's events and its job known."""
        from foundation.accounts import timeline
        from foundation.desk import tasks  # noqa: F401  (registers the job)
        from foundation.desk.happenings import KINDS

        timeline.register_kinds(KINDS)
