"""Registers the kpi app."""

from django.apps import AppConfig


class KpiConfig(AppConfig):
    """See the package."""

    name = "foundation.kpi"
    label = "kpi"
