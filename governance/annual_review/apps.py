"""Registers the annual_review app."""

from django.apps import AppConfig


class AnnualReviewConfig(AppConfig):
    """The annual review."""

    name = "governance.annual_review"
    label = "annual_review"
