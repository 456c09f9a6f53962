"""From what a kind of sheet of records declares to a kind of import."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation
from foundation.desk import formats
from foundation.exchange.actions.deciding import values_in
from foundation.exchange.entitlement import actor_of
from foundation.exchange.kinds import Change, CorrectionRules, ImportKind, Outcome
from foundation.exchange.models import Correction, Import
from foundation.exchange.sheets.mapping import MappedRows
from institutions.models import Institution
from institutions.roster.kind import area_of
from institutions.sheets import loading
from institutions.sheets.checking import check_records
from institutions.sheets.declaring import RecordSheet, Seen
from institutions.sheets.messages import SHARED


def kind_of(sheet: RecordSheet) -> ImportKind:
    """Return the kind of import that a declaration makes."""
    return ImportKind(
        code=sheet.code,
        label=sheet.label,
        verb=sheet.verb,
        spec=sheet.spec,
        messages={**SHARED, **sheet.messages},
        words=sheet.words,
        check=partial(_check, sheet),
        load=partial(loading.load_records, sheet),
        created=partial(loading.created, sheet),
        loaded_url=lambda import_id: f"{reverse(sheet.route)}?loaded={import_id}",
        corrections=CorrectionRules(
            verb=sheet.verb,
            take_over=partial(loading.take_over, sheet),
            changes=partial(changes, sheet),
            page=sheet.page,
        ),
        bodies=_bodies if sheet.of_institution else None,
        why_no_undo=_(
            "Loaded records are corrected, ended or withdrawn one by one, as those recorded on their pages are."
        ),
        position=sheet.position,
    )


def _check(sheet: RecordSheet, imported: Import, mapped: MappedRows) -> Outcome:
    by = actor_of(imported.uploaded_by, imported.uploaded_in)
    own = Institution.objects.select_related("organisation").filter(pk=imported.institution_id).first()
    seen = Seen(own, "" if own is not None else area_of(imported))
    return check_records(sheet, mapped, seen, by)


def _bodies(actor: AnyActor) -> "QuerySet[Organisation]":
    """The institutions for which an actor may bring a sheet."""
    return Organisation.objects.filter(pk__in=Institution.objects.visible_to(actor).values("pk"))


def changes(sheet: RecordSheet, corrections: Sequence[Correction]) -> list[list[Change]]:
    """What each of these corrections would change."""
    found = []
    for row in corrections:
        old, new = values_in(row.old), values_in(row.new)
        found.append(
            [
                Change(
                    str(sheet.spec.by_name[name].label),
                    _shown(sheet, name, old.get(name)),
                    _shown(sheet, name, new[name]),
                )
                for name in row.fields
            ]
        )
    return found


def _shown(sheet: RecordSheet, name: str, value: Any) -> str:
    read = loading.read(sheet, name, value)
    if (words := sheet.shown(name, read)) is not None:
        return words
    if isinstance(read, date):
        return formats.table_date(read)
    if isinstance(read, bool):
        return _now("yes") if read else _now("no")
    return formats.listed(read) if isinstance(read, tuple) else str(read if read is not None else "")
