"""Corrections of institutions: taking a later roster's values over, and telling them in words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.actors import Actor
from foundation.audit.errors import StaleState
from foundation.desk import formats
from foundation.exchange.actions.deciding import values_in
from foundation.exchange.kinds import Change
from foundation.exchange.models import Correction
from foundation.law import queries as law
from institutions.actions.registering import correct
from institutions.models import Institution
from institutions.roster.bars import WORDS, Bars, follow, organ_behind, registered_status
from institutions.roster.columns import INSTITUTION_ROSTER
from institutions.roster.comparing import field_of, from_json, registration_of

_LABELS = {field_of(column.name): column.label for column in INSTITUTION_ROSTER.columns} | {"division": _("Seat")}
_ORDER = list(_LABELS)


def take_over(corrections: Sequence[Correction], by: Actor, reason: str) -> None:
    """Write the new values into the register, each with an event, in the transaction of the caller.

    Raises StaleState when an institution changed since the roster was compared.
    """
    targets = [row.target for row in corrections]
    bars = Bars.of_day(timezone.localdate(), organ_behind(by))
    rows = Institution.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk__in=targets)
    found = {row.pk: row for row in rows.order_by("pk")}
    for correction in corrections:
        row = found[correction.target]
        old, new = values_in(correction.old), values_in(correction.new)
        now = registration_of(row, bars.beside(row, str(new.get("status", ""))))
        if any(getattr(now, name) != from_json(name, value) for name, value in old.items()):
            raise StaleState(row_label=str(row))
        facts = {"import": correction.source_id, "row": correction.row, "fields": correction.fields}
        _write(row, {name: from_json(name, value) for name, value in new.items()}, correction, by, facts, reason)


def _write(
    row: Institution, values: dict[str, Any], correction: Correction, by: Actor, facts: dict[str, Any], reason: str
) -> None:
    """Correct the registration where that changes, and bar the institution or end a bar of a roster besides."""
    says = values.pop("status", "")
    if says and registered_status(says) != row.status:
        values["status"] = registered_status(says)
    if values:
        correct(row, values, by=by, facts=facts, reason=reason)
    if says:
        follow(row, says, by=by, source=correction.source, position=correction.row, reason=reason)


def changes(corrections: Sequence[Correction]) -> list[list[Change]]:
    """What each of these corrections would change, in the order of the columns."""
    return [_changes_of(row) for row in corrections]


def _changes_of(correction: Correction) -> list[Change]:
    old, new = values_in(correction.old), values_in(correction.new)
    names = sorted(correction.fields, key=_ORDER.index)
    return [Change(str(_LABELS[name]), _shown(name, old.get(name)), _shown(name, new.get(name))) for name in names]


def _shown(name: str, value: Any) -> str:
    read = from_json(name, value)
    if not read:
        return ""
    if isinstance(read, date):
        return formats.table_date(read)
    if name == "division":
        division = law.division(read)
        return str(division.name) if division else str(read)
    if name == "practice_codes":
        return category_names(read)
    if name == "status":
        return str(WORDS[read])
    return formats.listed(read) if isinstance(read, tuple) else str(read)


def category_names(codes: Sequence[str]) -> str:
    """The names of practice categories, joined."""
    known = law.categories()
    return formats.listed(known[code].name if code in known else code for code in codes)
