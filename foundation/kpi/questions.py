"""Questions about figures: what is asked, of which days, split by what."""

from dataclasses import dataclass
from typing import Literal

from foundation.kpi.periods import Span

By = Literal[
    "", "month", "category", "city", "county", "institution", "city+category", "county+category", "institution+category"
]


@dataclass(frozen=True)
class Ask:
    """One question: which countables, in which days (where they have a day), split by what.

    Split by two things at once, an answer's key is both with a bar between them: 370100|FY-02.
    """

    name: str
    codes: tuple[str, ...]
    span: Span | None = None
    by: By = ""
    category: str = ""
