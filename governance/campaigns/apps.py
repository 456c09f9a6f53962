"""Registers the campaigns app."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Special campaigns."""

    name = "governance.campaigns"
    label = "campaigns"
