"""Accreditations of a sheet: recorded in chunks, each certificate with an event; later sheets correct by decision."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed, StaleState
from foundation.audit.regulated import write
from foundation.exchange.actions.deciding import values_in
from foundation.exchange.kinds import Advance, Loaded, Outcome
from foundation.exchange.models import Correction, Import
from institutions.accreditation_sheet.rows import Certificate, SheetRow, difference, known_among
from institutions.actions.registering import lock_roster
from institutions.models import Accreditation, Institution
from institutions.roster.comparing import as_json, from_json, in_chunks
from institutions.verbs import KEEP_ACCREDITATIONS


def load_sheet(imported: Import, outcome: Outcome, by: Actor, advance: Advance) -> Loaded:
    """Load the valid rows; rows of an earlier attempt of the same import count as loaded. Raises NotAllowed."""
    if not by.may(KEEP_ACCREDITATIONS):
        raise NotAllowed(KEEP_ACCREDITATIONS, "")
    result = Loaded()
    for chunk in in_chunks(outcome.rows):
        _load_chunk(imported, chunk, by, advance, result)
    return result


def _load_chunk(imported: Import, rows: Sequence[SheetRow], by: Actor, advance: Advance, result: Loaded) -> None:
    with transaction.atomic(durable=True):
        lock_roster()
        known = known_among(row.entry for row in rows)
        houses = Institution.objects.select_for_update(no_key=True).order_by("pk")
        places = {house.pk: house for house in houses.filter(pk__in={row.entry.institution for row in rows})}
        fresh = [row for row in rows if row.entry.key not in known]
        for row in fresh:
            _record(imported, row, places, by)
        advance(len(rows))
    # Counted after the commit, so that a chunk that failed leaves no trace in the result.
    result.loaded += len(fresh)
    for row in rows:
        stored = known.get(row.entry.key) if row.entry.key is not None else None
        if stored is None:
            continue
        if stored.import_id == imported.pk:
            result.loaded += 1
        elif (differs := difference(row, stored)) is not None:
            result.differences.append(differs)
        else:
            result.identical += 1


def _record(imported: Import, row: SheetRow, places: Mapping[UUID, Institution], by: Actor) -> None:
    entry: Certificate = row.entry
    if entry.institution is None or entry.valid_from is None or entry.valid_until is None:
        raise ValueError("A valid row names institution and days; the check asks for them.")
    made = Accreditation(
        institution=places[entry.institution],
        kind=entry.kind,
        level=entry.level,
        certificate_number=entry.certificate_number,
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
        covers=list(entry.covers),
        methods=list(entry.methods),
        import_id=imported.pk,
        import_row=row.row,
    )
    facts = {
        "import": str(imported.pk),
        "row": row.row,
        "sheet": imported.file.sha256,
        "certificate": entry.certificate_number,
        "kind": entry.kind,
        "categories": list(entry.covers),
        "valid_from": entry.valid_from,
        "valid_until": entry.valid_until,
    }
    write(made, "institution.accreditation_recorded", by=by, facts=facts)


def take_over(corrections: Sequence[Correction], by: Actor, reason: str) -> None:
    """Write the values of a later sheet, each with an event, in the transaction of the caller.

    Raises StaleState when a certificate changed since the sheet was compared.
    """
    rows = Accreditation.objects.select_for_update(of=("self",)).select_related("institution__organisation")
    found = {row.pk: row for row in rows.filter(pk__in=[each.target for each in corrections]).order_by("pk")}
    for correction in corrections:
        row = found[correction.target]
        old, new = values_in(correction.old), values_in(correction.new)
        if any(_told(row, name) != value for name, value in old.items()):
            raise StaleState(row_label=str(row))
        for name, value in new.items():
            read: Any = from_json(name, value)
            setattr(row, name, list(read) if isinstance(read, tuple) else read)
        facts = {"import": correction.source_id, "row": correction.row, "fields": correction.fields}
        write(row, "institution.accreditation_corrected", by=by, facts=facts, reason=reason)


def _told(row: Accreditation, name: str) -> Any:
    return as_json(getattr(row, name))
