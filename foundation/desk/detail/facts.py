"""Facts of a thing as cells of a grid, and the stages it has gone through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foundation.desk.detail.page import Link


@dataclass(frozen=True)
class Fact:
    """One fact: label, values one below the other, a note under them, and a link that leads on.

    A value that is a date is printed as one, `is_number` sets document and licence numbers. Nothing known is —.
    """

    label: Any
    values: Sequence[Any]
    note: Any = ""
    link: Link | None = None
    is_number: bool = False
    url: str = ""


@dataclass(frozen=True)
class Stage:
    """A stage of a procedure: its word, the day it was reached, "done", "now" or "" for what is to come."""

    word: Any
    day: date | None
    standing: str = ""


def fact(label: Any, *values: Any, **more: Any) -> Fact:
    """Make a fact of the values that are there."""
    return Fact(label, [value for value in values if value not in (None, "")], **more)


def stages(*steps: tuple[Any, date | None], present: Any = None, is_over: bool = False) -> list[Stage]:
    """Return the path: steps with a day are done; `present` is the stage under way, if any is.

    What is to come has no day. Where everything `is_over`, no stage is under way.
    """
    found = [Stage(word, day, "done" if day else "") for word, day in steps]
    if present is None or is_over:
        return found
    at = next((index for index, stage in enumerate(found) if not stage.day), len(found))
    return [*found[:at], Stage(present, None, "now"), *found[at:]]
