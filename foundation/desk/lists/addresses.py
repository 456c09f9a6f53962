"""The parameters of a list's address."""

from django.http import QueryDict


def without(params: QueryDict, *names: str) -> QueryDict:
    """Return a copy of the parameters without some of them, and without empty ones."""
    kept = QueryDict(mutable=True)
    for name, values in params.lists():
        if name not in names:
            kept.setlist(name, [value for value in values if value])
    return kept
