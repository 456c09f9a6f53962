"""One valid row of a roster of institutions."""

from dataclasses import dataclass
from uuid import UUID

from institutions.gate import Registration


@dataclass(frozen=True, slots=True)
class RosterRow:
    """The row in Excel, what it says, and the institution it speaks about where that is on file."""

    row: int
    entry: Registration
    known: UUID | None = None
