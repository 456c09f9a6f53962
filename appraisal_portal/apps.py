"""Registers the site itself, for its commands and pages."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The highest step of the staircase."""

    name = "appraisal_portal"
    label = "portal"
    verbose_name = "Portal"
