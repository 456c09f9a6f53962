"""The legal grounds for correcting an opinion (程序通则 art. 41), from the dated table."""

from datetime import date
from typing import Final

from foundation.law import queries as law
from foundation.law.queries import Offered

LIST: Final = "correction_grounds"
WORDING: Final = frozenset({"TZ41-3"})
"""Flaws of wording: they are quoted as they stand. Of an unclear picture or a missing seal nothing can be quoted."""


def offered(on: date) -> tuple[Offered, ...]:
    """Return the grounds in force on a day."""
    return law.grounds(LIST, on)


def ground(code: str, on: date) -> Offered | None:
    """Return the ground that a code names, or None."""
    return next((each for each in offered(on) if code in each.codes), None)


def quotes(code: str) -> bool:
    """Whether a correction on this ground has to quote the words that it corrects."""
    return code in WORDING
