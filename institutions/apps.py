"""Registers the institutions app."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    """See the package."""

    name = "institutions"
    label = "institutions"
