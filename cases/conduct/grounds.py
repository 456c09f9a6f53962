"""The legal grounds for recusal (程序通则 art. 20, 条例 art. 32), from the dated table."""

from datetime import date
from typing import Final

from foundation.law import queries as law
from foundation.law.queries import Offered

RECUSAL: Final = "recusal_grounds"


def recusal_grounds(on: date) -> tuple[Offered, ...]:
    """Return the grounds in force on a day; one that two sources list is offered once (decisions.md 21)."""
    return law.grounds(RECUSAL, on)


def recusal_ground(code: str, on: date) -> Offered | None:
    """Return the ground that a code of any of its sources names, or None."""
    return next((each for each in recusal_grounds(on) if code in each.codes), None)
