"""Registers the inspections app."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Double-random inspections."""

    name = "governance.inspections"
    label = "inspections"
