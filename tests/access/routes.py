"""Every route of the portal as the resolver knows it: pattern, name, door, and the objects its address needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from foundation.accounts.doors import Door

METHODS = ("GET", "HEAD", "POST", "DELETE")


@dataclass(frozen=True)
class Route:
    """One route: its whole pattern, its name with namespace, its door, and the names of its arguments."""

    pattern: str
    name: str
    door: Door
    arguments: tuple[str, ...]
    view: Any


def all_routes() -> list[Route]:
    """Return every route. Raises AssertionError for one without a door or without a name."""
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        where = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            door = getattr(pattern.callback, "door", None)
            assert door is not None, f"{where} has no door"
            assert pattern.name, f"{where} has no name"
            arguments = tuple(sorted(pattern.pattern.converters))
            yield Route(where, namespace + pattern.name, door, arguments, pattern.callback)
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, where, inner)
