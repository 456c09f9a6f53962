"""Registers the audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The lowest step of the staircase: it imports no other app."""

    name = "foundation.audit"
    label = "audit"
    verbose_name = "Trail"

    def ready(self) -> None:
        """Register the jobs, so that the jobs page knows their titles."""
        from foundation.audit import tasks  # noqa: F401  (registered by being imported)
