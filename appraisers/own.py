"""An appraiser and his own record: the conditions by which he sees rows about himself and nobody else's."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q


def through(path: str) -> Callable[[Any], Q]:
    """Return the condition under which a row is about the appraiser who acts; `path` leads to his certificate."""

    def own(posting: Any) -> Q:
        return Q(**{f"{path}__person__user": posting.user_id})

    return own
