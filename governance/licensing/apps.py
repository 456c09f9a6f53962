"""Registers the licensing app."""

from django.apps import AppConfig


class LicensingConfig(AppConfig):
    """Applications for licences and certificates, expert panels, the roster."""

    name = "governance.licensing"
    label = "licensing"
