"""Registers the law app."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """Legal tables. They have no pages of their own; see appraisal_portal.administration."""

    name = "foundation.law"
    label = "law"
    verbose_name = "Law"
