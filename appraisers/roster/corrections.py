"""Corrections of appraisers: taking a later roster's values over, and telling them in words, identities masked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from appraisers.actions.registering import correct
from appraisers.models import Appraiser
from appraisers.roster.columns import APPRAISER_ROSTER
from appraisers.roster.comparing import certificate_of, field_of
from foundation.audit.actors import Actor
from foundation.audit.errors import StaleState
from foundation.desk import formats
from foundation.exchange.actions.deciding import values_in
from foundation.exchange.cells.faults import masked
from foundation.exchange.kinds import Change
from foundation.exchange.models import Correction
from institutions.models import Institution
from institutions.roster.comparing import from_json as plain_from_json
from institutions.roster.corrections import category_names

_LABELS = {field_of(column.name): column.label for column in APPRAISER_ROSTER.columns}
_ORDER = list(_LABELS)


def from_json(name: str, value: Any) -> Any:
    """The value of a field as it was kept in a correction."""
    if name == "institution":
        return UUID(value) if value else None
    return plain_from_json(name, value)


def take_over(corrections: Sequence[Correction], by: Actor, reason: str) -> None:
    """Write the new values into the register, each with an event, in the transaction of the caller.

    Raises StaleState when an appraiser changed since the roster was compared.
    """
    targets = [row.target for row in corrections]
    rows = Appraiser.objects.select_for_update(of=("self",)).select_related("person", "institution__organisation")
    found = {row.pk: row for row in rows.filter(pk__in=targets).order_by("pk")}
    for correction in corrections:
        row = found[correction.target]
        now = certificate_of(row)
        old, new = values_in(correction.old), values_in(correction.new)
        if any(getattr(now, name) != from_json(name, value) for name, value in old.items()):
            raise StaleState(row_label=str(row))
        facts = {"import": correction.source_id, "row": correction.row, "fields": correction.fields}
        correct(row, {name: from_json(name, value) for name, value in new.items()}, by=by, facts=facts, reason=reason)


def changes(corrections: Sequence[Correction]) -> list[list[Change]]:
    """What each of these corrections would change, in the order of the columns."""
    values = [(row, values_in(row.old), values_in(row.new)) for row in corrections]
    keys = {each["institution"] for _row, old, new in values for each in (old, new) if each.get("institution")}
    bodies = Institution.objects.filter(pk__in=keys).select_related("organisation") if keys else ()
    names = {str(body.pk): str(body) for body in bodies}
    return [
        [
            Change(str(_LABELS[name]), _shown(name, old.get(name), names), _shown(name, new.get(name), names))
            for name in sorted(row.fields, key=_ORDER.index)
        ]
        for row, old, new in values
    ]


def _shown(name: str, value: Any, institutions: Mapping[str, str]) -> str:
    if name == "institution":
        return institutions.get(value or "", "")
    if name == "is_full_time":
        return "" if value is None else _("full-time") if value else _("part-time")
    read = from_json(name, value)
    if not read:
        return ""
    if isinstance(read, date):
        return formats.table_date(read)
    if name == "identity_number":
        return masked(read)
    return category_names(read) if name == "practice_codes" else str(read)
