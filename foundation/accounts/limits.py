"""How often a network may ask: counted in the cache of the database, under a keyed hash of the network."""

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from foundation.accounts.lockout import network_of
from foundation.accounts.sealing import blind_index
from foundation.audit.locks import hold


@transaction.atomic
def may_ask(what: str, address: str, *, most: int, seconds: int) -> bool:
    """Count one request of the network of `address`; return whether it is within `most` in the present window.

    The address itself is not kept. A lock makes requests of the same moment count one after another.
    """
    window = int(timezone.now().timestamp()) // seconds
    key = f"limit:{what}:{blind_index(f'limit:{network_of(address)}').hex()}:{window}"
    hold(key)
    asked = int(cache.get(key, 0)) + 1
    cache.set(key, asked, seconds)
    return asked <= most
