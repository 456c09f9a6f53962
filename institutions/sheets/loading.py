"""Loading a sheet of records: each row is the act of its page, by who ordered the load; later sheets are decided."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed, StaleState
from foundation.audit.once import as_parts
from foundation.audit.origin import Origin, coming_from
from foundation.exchange.actions.deciding import values_in
from foundation.exchange.kinds import Advance, Difference, Loaded, Outcome
from foundation.exchange.loaded import targets
from foundation.exchange.models import Correction, Import, LoadedRow
from foundation.exchange.sheets.specs import DATE
from institutions.models import Institution
from institutions.roster.comparing import as_json
from institutions.sheets.declaring import Entry, RecordSheet

CHUNK: Final = 100


def load_records(sheet: RecordSheet, imported: Import, outcome: Outcome, by: Actor, advance: Advance) -> Loaded:
    """Load the valid rows; rows of an earlier attempt of the same import count as loaded. Raises NotAllowed."""
    if not by.may(sheet.verb, imported if sheet.of_institution else None):
        raise NotAllowed(sheet.verb, "")
    result = Loaded()
    for start in range(0, len(outcome.rows), CHUNK):
        _load_chunk(sheet, imported, outcome.rows[start : start + CHUNK], by, advance, result)
    return result


def _load_chunk(
    sheet: RecordSheet, imported: Import, rows: Sequence[Entry], by: Actor, advance: Advance, result: Loaded
) -> None:
    with transaction.atomic(durable=True), as_parts():
        _hold(rows)
        known = sheet.known(rows)
        earlier = LoadedRow.objects.filter(source=imported, row__in=[entry.row for entry in rows])
        done = set(earlier.values_list("row", flat=True))
        fresh = [entry for entry in rows if entry.row not in done and sheet.key(entry) not in known]
        for entry in fresh:
            with coming_from(Origin("import", f"{imported.code} {entry.row}")):
                made = sheet.record(entry, by)
            LoadedRow.objects.create(source=imported, row=entry.row, target=made.pk)
        advance(len(rows))
    # Counted after the commit, so that a chunk that failed leaves no trace in the result.
    result.loaded += len(fresh) + len(done)
    for entry in rows:
        stored = known.get(sheet.key(entry))
        if stored is None or entry.row in done:
            continue
        if differs := sheet.differences(entry, stored):
            result.differences.append(_difference(sheet, entry, stored, differs))
        else:
            result.identical += 1


def _hold(rows: Sequence[Entry]) -> None:
    """Hold the institutions of a chunk in one order: another load waits, and then finds what this one wrote."""
    keys = {entry.owner.pk if isinstance(entry.owner, Institution) else entry.owner.institution_id for entry in rows}
    list(Institution.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))


def _difference(sheet: RecordSheet, entry: Entry, stored: Any, differs: Mapping[str, tuple[Any, Any]]) -> Difference:
    return Difference(
        entry.row,
        stored.pk,
        sheet.called(entry.owner, stored),
        {name: as_json(pair[0]) for name, pair in differs.items()},
        {name: as_json(pair[1]) for name, pair in differs.items()},
    )


def take_over(sheet: RecordSheet, corrections: Sequence[Correction], by: Actor, reason: str) -> None:
    """Correct the records by their verbs, in the transaction of the caller.

    Raises StaleState when a record changed since the sheet was compared, and RuleBroken.
    """
    found = sheet.stored([each.target for each in corrections])
    codes = dict(Import.objects.filter(pk__in={each.source_id for each in corrections}).values_list("pk", "code"))
    with as_parts():
        for each in corrections:
            row = found[each.target]
            old, on_file = values_in(each.old), sheet.told(row)
            if any(as_json(on_file[name]) != value for name, value in old.items()):
                raise StaleState(row_label=str(row))
            new = {name: read(sheet, name, value) for name, value in values_in(each.new).items()}
            with coming_from(Origin("import", f"{codes[each.source_id]} {each.row}")):
                sheet.correct(row, new, by, reason)


def read(sheet: RecordSheet, name: str, value: Any) -> Any:
    """The value of a column as it was kept in a correction."""
    if isinstance(value, str) and sheet.spec.by_name[name].form is DATE:
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


def created(sheet: RecordSheet, imported: Import) -> Any:
    """The records that an import has written."""
    return sheet.model._base_manager.filter(pk__in=targets(imported.pk))
