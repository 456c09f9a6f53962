"""Whether enough appraisers may work in an item, as a condition; the app of appraisers, which stands above, says it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

Staffed = Callable[[Any, Any, Sequence[Any], date], Q]
"""Institution, practice category, the item with all above it, and the day; values or references to an outer row."""

_asked: list[Staffed] = []


def register(asked: Staffed) -> None:
    """Say who knows the appraisers; called once when the app is loaded."""
    _asked.append(asked)


def staffed(institution: Any, practice: Any, lineage: Sequence[Any], on: date) -> Q:
    """Whether an institution has the appraisers without which nothing of an item may be accepted."""
    found = Q()
    for asked in _asked:
        found &= asked(institution, practice, lineage, on)
    return found
