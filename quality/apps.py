"""Registers the quality app."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Proficiency tests, case reviews, inspections on site, surveys, standards."""

    name = "quality"
    label = "quality"
