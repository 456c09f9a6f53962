"""Registers the site itself, for its commands and pages."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The highest step of the staircase."""

    name = "appraisal_portal"
    label = "portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        """Make known the jobs and lists of the site, what waits at it, and the tabs of its pages."""
        from appraisal_portal import tasks  # noqa: F401  (registers the jobs)
        from appraisal_portal.administration.describing import register_tabs
        from appraisal_portal.administration.lists import EVENTS, ORGANISATIONS, PARKED, USERS
        from appraisal_portal.administration.work import HEAPS
        from foundation.desk import lists
        from foundation.desk.work import heaps

        heaps.register(*HEAPS)
        register_tabs()
        lists.register(USERS, ORGANISATIONS, EVENTS, PARKED)
