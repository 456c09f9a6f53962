"""Registers the exchange app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """See the package."""

    name = "foundation.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Make verbs, lists, purposes of stored sheets and jobs known by name."""
        from foundation.accounts import notices, timeline, verbs
        from foundation.desk import lists
        from foundation.documents import purposes
        from foundation.exchange import tasks  # noqa: F401  (registers the jobs)
        from foundation.exchange.api import schema  # noqa: F401  (describes tokens)
        from foundation.exchange.client_list import CLIENTS
        from foundation.exchange.correction_list import CORRECTIONS
        from foundation.exchange.happenings import KINDS, REASONS, SENTENCES, SHORT
        from foundation.exchange.lists import IMPORTS
        from foundation.exchange.purposes import PURPOSES
        from foundation.exchange.verbs import VERBS

        verbs.register(*VERBS)
        lists.register(IMPORTS, CLIENTS, CORRECTIONS)
        notices.register(SENTENCES, REASONS, SHORT)
        timeline.register_kinds(KINDS)
        purposes.register(*PURPOSES)
