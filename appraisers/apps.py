"""Registers the appraisers app."""

from django.apps import AppConfig


class AppraisersConfig(AppConfig):
    """See the package."""

    name = "appraisers"
    label = "appraisers"
