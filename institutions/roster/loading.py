"""Loading a roster of institutions in chunks: new ones are registered, known ones compared."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import Organisation
from foundation.audit.actors import Actor
from foundation.exchange.kinds import Advance, Loaded, Outcome
from foundation.exchange.models import Import
from institutions.actions.registering import lock_roster, register_many
from institutions.roster.bars import SUSPENDED, Bars, follow, organ_behind, registered_status
from institutions.roster.comparing import Register, difference, in_chunks
from institutions.roster.rows import RosterRow


def load_roster(imported: Import, outcome: Outcome, by: Actor, advance: Advance) -> Loaded:
    """Load the valid rows; rows of an earlier attempt of the same import count as loaded."""
    result = Loaded()
    for chunk in in_chunks(outcome.rows):
        _load_chunk(imported, chunk, outcome.columns, by, advance, result)
    return result


def _load_chunk(
    imported: Import,
    rows: Sequence[RosterRow],
    columns: frozenset[str],
    by: Actor,
    advance: Advance,
    result: Loaded,
) -> None:
    with transaction.atomic(durable=True):
        lock_roster()
        register = Register.of_today()
        known = {row.row: register.find(row.entry) for row in rows}
        fresh = [row for row in rows if known[row.row] is None]
        bars = Bars.of_day(timezone.localdate(), organ_behind(by))
        facts = [{"import": str(imported.pk), "row": row.row, "sheet": imported.file.sha256} for row in fresh]
        made = register_many(
            [replace(row.entry, status=registered_status(row.entry.status)) for row in fresh],
            by=by,
            facts=facts,
            source=imported.pk,
            rows=[row.row for row in fresh],
            synthetic=_is_synthetic(imported),
        )
        for row, house in zip(fresh, made, strict=True):
            if row.entry.status == SUSPENDED:
                follow(house, SUSPENDED, by=by, source=imported, position=row.row)
        advance(len(rows))
    # Counted after the commit, so that a chunk that failed leaves no trace in the result.
    result.loaded += len(fresh)
    for row in rows:
        found = known[row.row]
        if found is None:
            continue
        if found.import_id == imported.pk:
            result.loaded += 1
        elif (differs := difference(row, found, columns, bars)) is not None:
            result.differences.append(differs)
        else:
            result.identical += 1


def _is_synthetic(imported: Import) -> bool:
    """What a demo organ enters is demo data."""
    posting = imported.uploaded_in
    if posting is None:
        return False
    return Organisation.objects.filter(pk=posting.organisation_id, is_synthetic=True).exists()
