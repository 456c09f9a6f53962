"""Loading a roster of appraisers in chunks: new ones are registered, known ones compared."""

from collections.abc import Sequence

from django.db import transaction

from appraisers.actions.registering import register_many
from appraisers.roster.comparing import CertificateRow, Register, difference
from foundation.audit.actors import Actor
from foundation.exchange.kinds import Advance, Loaded, Outcome
from foundation.exchange.models import Import
from institutions.actions.registering import lock_roster
from institutions.roster.comparing import in_chunks


def load_roster(imported: Import, outcome: Outcome, by: Actor, advance: Advance) -> Loaded:
    """Load the valid rows; rows of an earlier attempt of the same import count as loaded."""
    result = Loaded()
    for chunk in in_chunks(outcome.rows):
        _load_chunk(imported, chunk, outcome.columns, by, advance, result)
    return result


def _load_chunk(
    imported: Import,
    rows: Sequence[CertificateRow],
    columns: frozenset[str],
    by: Actor,
    advance: Advance,
    result: Loaded,
) -> None:
    with transaction.atomic(durable=True):
        lock_roster()
        register = Register.about([row.entry for row in rows])
        known = {row.row: register.find(row.entry) for row in rows}
        fresh = [row for row in rows if known[row.row] is None]
        people = {at: person for at, row in enumerate(fresh) if (person := register.person_of(row.entry)) is not None}
        register_many(
            [row.entry for row in fresh],
            by=by,
            facts=[{"import": str(imported.pk), "row": row.row, "sheet": imported.file.sha256} for row in fresh],
            people=people,
            source=imported.pk,
            rows=[row.row for row in fresh],
        )
        advance(len(rows))
    # Counted after the commit, so that a chunk that failed leaves no trace in the result.
    result.loaded += len(fresh)
    for row in rows:
        found = known[row.row]
        if found is None:
            continue
        if found.import_id == imported.pk:
            result.loaded += 1
        elif (differs := difference(row, found, columns)) is not None:
            result.differences.append(differs)
        else:
            result.identical += 1
