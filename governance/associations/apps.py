"""Registers the associations app."""

from django.apps import AppConfig


class AssociationsConfig(AppConfig):
    """Spaces of the associations."""

    name = "governance.associations"
    label = "associations"
