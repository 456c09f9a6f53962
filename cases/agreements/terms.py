"""What a letter of entrustment says: plain values, the same from a page, the API or a job."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from cases.models import Agreement

SEALED: Final = ("officer", "delivery_address", "recusal_reason")
"""What may name people and stands under seal."""


@dataclass(frozen=True)
class Terms:
    """The terms as the parties agreed them (文书格式 1). Amounts are in yuan, the limit in working days or a day."""

    fee: Decimal | None = None
    delivery: str = ""
    copies: int | None = None
    materials_return: str = ""
    leftover: str = ""
    disputes: str = ""
    risks_told: bool = False
    officer: str = ""
    fee_terms: str = ""
    delivery_address: str = ""
    delivery_note: str = ""
    materials_keeping: str = ""
    leftover_weeks: int | None = None
    leftover_fee: Decimal | None = None
    leftover_note: str = ""
    limit_days: int | None = None
    limit_until: date | None = None
    recused: tuple[UUID, ...] = ()
    recusal_reason: str = ""
    other_terms: str = ""
    disputes_note: str = ""
    notes: str = ""

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Terms":
        """Return what a form or a program gave; what it names besides is left."""
        return cls(**{each.name: given[each.name] for each in fields(cls) if each.name in given})

    @property
    def tidy(self) -> "Terms":
        """The same without spaces around its texts, and everybody named once."""
        texts: dict[str, Any] = {name: text.strip() for name, text in vars(self).items() if isinstance(text, str)}
        return replace(self, **{**texts, "recused": tuple(dict.fromkeys(self.recused))})


def terms_of(row: Agreement) -> Terms:
    """Return the terms of a version, for its paper and for comparing it. It opens what is under seal."""
    values = {each.name: getattr(row, each.name) for each in fields(Terms)}
    opened = {name: values[name].reveal() if values[name] is not None else "" for name in SEALED}
    return Terms(**{**values, **opened, "recused": tuple(row.recused)})


def put_terms(row: Agreement, terms: Terms) -> None:
    """Set the columns of a new version; texts under seal are sealed by being set."""
    for each in fields(Terms):
        value = getattr(terms, each.name)
        setattr(row, each.name, list(value) if each.name == "recused" else value)


def differing(before: Terms, now: Terms) -> list[str]:
    """Return the names of what differs between two versions, in the order of the form."""
    return [each.name for each in fields(Terms) if getattr(before, each.name) != getattr(now, each.name)]
