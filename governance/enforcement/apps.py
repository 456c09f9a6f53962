"""Registers the enforcement app."""

from django.apps import AppConfig


class EnforcementConfig(AppConfig):
    """Administrative penalties."""

    name = "governance.enforcement"
    label = "enforcement"
