"""Registers the complaints app."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """Complaints and tips."""

    name = "complaints"
    label = "complaints"
