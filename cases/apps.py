"""Registers the cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """See the package."""

    name = "cases"
    label = "cases"
