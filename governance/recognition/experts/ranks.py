"""The ranks of experts as a dated list: term, whether a senior title is asked for, how many a category should have."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from foundation.clocks.validity import valid_until
from foundation.law import queries as law

RANKS: Final = "expert_ranks"


@dataclass(frozen=True)
class RankRule:
    """One rank: years of a term, words of which a title must hold one, and the number a category should have."""

    rank: str
    name: str
    years: int
    words: tuple[str, ...]
    least: int
    source: str
    to_be_confirmed: bool

    def until(self, first: date) -> date:
        """Return the last day of a term that begins on a day."""
        return valid_until(first, self.years)


def ranks_on(on: date) -> dict[str, RankRule]:
    """Return the ranks in force on a day."""
    found = {}
    for row in law.entries(RANKS, on):
        said = {name: str(value) for name, value in row.details.items()}
        found[said["rank"]] = RankRule(
            rank=said["rank"],
            name=row.name,
            years=int(said["years"]),
            words=tuple(said.get("words", "").split()) if said.get("senior") == "yes" else (),
            least=int(said.get("least", "0")),
            source=row.source_text,
            to_be_confirmed=row.to_be_confirmed,
        )
    return found
