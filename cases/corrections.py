"""Corrections of cases in words: each field with its old and its new value, identity numbers masked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.comparing import SUBJECTS, from_json
from cases.ledger.columns import LEDGER
from cases.models.case import ClientKind
from foundation.desk import formats
from foundation.exchange.actions.deciding import values_in
from foundation.exchange.cells.faults import masked
from foundation.exchange.kinds import Change
from foundation.exchange.models import Correction
from foundation.law.models import Category

_SUBJECTS_LABEL = gettext_lazy("Subjects")


def changes(corrections: Sequence[Correction]) -> list[list[Change]]:
    """What each of these corrections would change; categories are looked up once."""
    categories = Category.objects.in_bulk() if any("category" in row.fields for row in corrections) else {}
    return [changes_of(row, categories) for row in corrections]


def changes_of(correction: Correction, categories: Mapping[str, Category]) -> list[Change]:
    """What a correction would change, in the order of the ledger's columns."""
    old, new = values_in(correction.old), values_in(correction.new)
    order = [column.name for column in LEDGER.columns]
    fields = sorted(correction.fields, key=lambda name: order.index("subject_name" if name == SUBJECTS else name))
    return [
        Change(
            str(_SUBJECTS_LABEL if name == SUBJECTS else LEDGER.by_name[name].label),
            _shown(name, old.get(name), categories),
            _shown(name, new.get(name), categories),
            private=name in (SUBJECTS, "client_name"),
        )
        for name in fields
    ]


def _shown(name: str, value: Any, categories: Mapping[str, Category]) -> str:
    read = from_json(name, value)
    if read in (None, "", []):
        return ""
    if isinstance(read, date):
        return formats.table_date(read)
    if name == SUBJECTS:
        return _("; ").join(f"{person[0]} {masked(person[1])}".strip() for person in read)
    if name == "category":
        return str(categories[read].name) if read in categories else str(read)
    if name == "client_kind":
        return str(ClientKind(read).label) if read in ClientKind.values else str(read)
    if name == "fee":
        return formats.number(read, 2)
    return str(read)
