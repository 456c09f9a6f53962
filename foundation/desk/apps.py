"""Registers the desk app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages and lists; stands on documents, draws, clocks, accounts, law and audit."""

    name = "foundation.desk"
    label = "desk"
    verbose_name = "Desk"
