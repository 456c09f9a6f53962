"""Registers the credit app."""

from django.apps import AppConfig


class CreditConfig(AppConfig):
    """Credit grades and the practice blacklist."""

    name = "governance.credit"
    label = "credit"
