"""Registers the policy app."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """The policy's articles, tasks and delegation pages."""

    name = "governance.policy"
    label = "policy"
