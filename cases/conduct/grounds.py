"""The lists of the conduct of a case, from the dated tables.

Grounds for recusal (程序通则 art. 20, 条例 art. 32); kinds of entries of the process record (arts. 22–27).
"""

from datetime import date
from typing import Final

from foundation.law import queries as law
from foundation.law.queries import Offered

RECUSAL: Final = "recusal_grounds"
PROCESS: Final = "process_kinds"
CUSTODY: Final = frozenset({"GC-1", "GC-2", "GC-3", "GC-4"})
"""Receipt, keeping, use and return of materials (art. 22): the institution's own duty.

Where materials have chains of custody (cases.custody), these are told there and nowhere else.
"""


def recusal_grounds(on: date) -> tuple[Offered, ...]:
    """Return the grounds in force on a day; one that two sources list is offered once (decisions.md 21)."""
    return law.grounds(RECUSAL, on)


def recusal_ground(code: str, on: date) -> Offered | None:
    """Return the ground that a code of any of its sources names, or None."""
    return next((each for each in recusal_grounds(on) if code in each.codes), None)


def process_kinds(on: date) -> tuple[Offered, ...]:
    """Return the kinds of entries in force on a day, in the order of the table."""
    return law.grounds(PROCESS, on)


def process_kind(code: str, on: date) -> Offered | None:
    """Return the kind of a code, or None."""
    return next((each for each in process_kinds(on) if code in each.codes), None)
