"""Registers the exchange app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """See the package."""

    name = "foundation.exchange"
    label = "exchange"
