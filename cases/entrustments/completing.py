"""What completes an entrustment: plain values, the same from a page, the API or a job."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.entrustments.filing import MaterialGiven

PARTICULARS: Final = ("kind", "quantity", "condition", "preservation", "received_on")
"""What 程序通则 art. 12 has recorded of each material beside its name."""


@dataclass(frozen=True)
class ParticularsGiven:
    """Particulars that were missing of a material on record; `position` says of which."""

    position: int
    kind: str = ""
    quantity: str = ""
    condition: str = ""
    preservation: str = ""
    received_on: date | None = None

    @property
    def given(self) -> dict[str, str | date]:
        """The particulars that are given at all."""
        values = {name: getattr(self, name) for name in PARTICULARS}
        stripped = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
        return {name: value for name, value in stripped.items() if value}


@dataclass(frozen=True)
class CompletionGiven:
    """What was missing of an entrustment and is recorded now. `received` says in words what has come."""

    received: str = ""
    purpose: str = ""
    facts: str = ""
    materials: tuple[MaterialGiven, ...] = ()
    particulars: tuple[ParticularsGiven, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is given at all."""
        texts = (self.received, self.purpose, self.facts)
        some = self.materials or any(each.given for each in self.particulars)
        return not some and not any(text.strip() for text in texts)
