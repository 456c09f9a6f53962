"""Every route has a door, every door a known verb, and every verb somebody who holds it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from foundation.accounts.doors import Door
from foundation.accounts.models import Delegation
from foundation.accounts.verbs import all_verbs, known
from foundation.exchange.api import scopes
from foundation.exchange.api.permissions import ApiDoor


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every route with its full pattern, from the resolver and not from a list."""
    for pattern in (resolver or get_resolver()).url_patterns:
        where = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, where)
        else:
            yield where, pattern


def door_of(pattern: URLPattern) -> Door | None:
    return getattr(pattern.callback, "door", None)


def test_every_route_has_a_door() -> None:
    assert [where for where, pattern in routes() if door_of(pattern) is None] == []


def test_every_door_names_a_verb_that_exists() -> None:
    for where, pattern in routes():
        door = door_of(pattern)
        assert door is not None, where
        assert door.kind in {"public", "own", "verb", "api"}, where
        if isinstance(door, ApiDoor):
            for scope in filter(None, dict(door.needs).values()):
                known(scopes.known(scope).verb)
        if door.kind == "verb":
            known(door.verb)


def test_every_verb_is_held_by_somebody(db: None) -> None:
    held = set(Delegation.objects.values_list("verb", flat=True))
    assert {verb.code for verb in all_verbs()} == held
