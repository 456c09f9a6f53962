"""How often somebody may ask. Counted in the database by one statement, so parallel requests are all counted.

DRF's own throttles keep a list of moments in the cache and lose counts when requests meet; the database
cache would read and write that list at every request. One counted row a minute also tells administrators
how much a client asks, and when it last did.
"""

import math
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from foundation.accounts.middleware import client_address
from foundation.accounts.sealing import blind_index
from foundation.exchange.actions import using_tokens
from foundation.exchange.api.authentication import credential_of


class PerMinute(BaseThrottle):
    """So many requests in a civil minute; afterwards 429 with the seconds to wait.

    A view names another rate of the settings in `rate`. Without a good token the network is counted.
    """

    def __init__(self) -> None:
        self.now = timezone.now()

    def allow_request(self, request: Request, view: Any) -> bool:
        """Count the request and say whether it may go on."""
        credential = credential_of(request)
        kind = "token" if credential else getattr(view, "rate", "network")
        subject = credential.subject if credential else f"{kind}:{_network(request)}"
        used = count(subject, self.now)
        if used == 1 and credential is not None:
            using_tokens.note_use(credential.row, self.now)
        limit = settings.API_RATES[kind]
        request._request.api_limit = (limit, max(0, limit - used))  # type: ignore[attr-defined]  # for the headers
        return used <= limit

    def wait(self) -> float:
        """Seconds until the next minute."""
        return math.ceil(60 - self.now.second - self.now.microsecond / 1_000_000) or 1


def count(subject: str, now: datetime) -> int:
    """Add one to what `subject` asked in this minute and return the sum."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO exchange_apiuse (subject, minute, requests) VALUES (%s, %s, 1)"
            " ON CONFLICT (subject, minute) DO UPDATE SET requests = exchange_apiuse.requests + 1 RETURNING requests",
            [subject, now.replace(second=0, microsecond=0)],
        )
        return int(cursor.fetchone()[0])


def _network(request: Request) -> str:
    """Return a keyed hash of the network address: the table shows nobody's."""
    return blind_index(f"api:{client_address(request._request)}").hex()[:32]
