"""Registers the clocks app."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    """Calendar editions and reckoning."""

    name = "foundation.clocks"
    label = "clocks"
