"""Registers the audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The lowest step of the staircase: it imports no other app."""

    name = "foundation.audit"
    label = "audit"
    verbose_name = "Trail"
