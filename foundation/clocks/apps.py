"""Registers the clocks app."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    """Calendar editions and reckoning; stands on accounts and audit."""

    name = "foundation.clocks"
    label = "clocks"
    verbose_name = "Clocks"

    def ready(self) -> None:
        """Make the app's verbs known; models are loaded by now, which accounts needs."""
        from foundation.accounts import verbs
        from foundation.clocks.verbs import PUBLISH_EDITION

        verbs.register(PUBLISH_EDITION)
