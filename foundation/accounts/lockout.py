"""Wrong passwords are slowed per account and network, never by account alone.

Somebody who guesses locks himself out; the rightful user enters from his own network all the same
(trust AU-02). The wait grows from the fifth failure on and ends by itself.
"""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import SignInAttempt
from foundation.accounts.sealing import blind_index

FREE_FAILURES = 4
LONGEST_WAIT = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(hours=24)


def network_of(address: str) -> str:
    """Return the network an address belongs to: /24 for IPv4, /56 for IPv6."""
    if not address:
        return "unknown"
    prefix = 24 if ip_address(address).version == 4 else 56
    return str(ip_network(f"{address}/{prefix}", strict=False))


def blocked_until(username: str, address: str) -> datetime | None:
    """Return until when this account may not try from this network, or None."""
    row = SignInAttempt.objects.filter(**_key(username, address)).first()
    if row is None or row.blocked_until is None or row.blocked_until <= timezone.now():
        return None
    return row.blocked_until


@transaction.atomic
def failed(username: str, address: str) -> None:
    """Count a failure; from the fifth on the wait doubles: 30 s, 1 min, 2 min … one hour."""
    now = timezone.now()
    SignInAttempt.objects.bulk_create([SignInAttempt(**_key(username, address), last_at=now)], ignore_conflicts=True)
    row = SignInAttempt.objects.select_for_update().get(**_key(username, address))
    if now - row.last_at > FORGOTTEN_AFTER:
        row.failures = 0
    row.failures += 1
    row.last_at = now
    over = row.failures - FREE_FAILURES
    if over > 0:
        row.blocked_until = now + min(timedelta(seconds=30) * 2 ** min(over - 1, 10), LONGEST_WAIT)
    row.save(update_fields=["failures", "last_at", "blocked_until"])


def succeeded(username: str, address: str) -> None:
    """Forget the failures of this account from this network."""
    SignInAttempt.objects.filter(**_key(username, address)).delete()


def _key(username: str, address: str) -> dict[str, bytes]:
    return {
        "account": blind_index(f"account:{username.strip().lower()}"),
        "network": blind_index(f"network:{network_of(address)}"),
    }
