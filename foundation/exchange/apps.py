"""Registers the exchange app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """See the package."""

    name = "foundation.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Make the purposes of stored sheets known and the jobs of imports callable by name."""
        from foundation.accounts import notices, timeline
        from foundation.documents import purposes
        from foundation.exchange import tasks  # noqa: F401  (registers the jobs)
        from foundation.exchange.happenings import KINDS, SENTENCES
        from foundation.exchange.purposes import PURPOSES

        notices.register(SENTENCES)
        timeline.register_kinds(KINDS)
        purposes.register(*PURPOSES)
