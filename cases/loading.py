"""Writing many imported cases at once: events, cases and subjects by set, 5,000 rows a transaction.

Per row only what must be per row is done in Python: keys, codes, seals, dates. The event of each case is
cut from one canonical body that is made once an import (decisions.md 32).
"""

import base64
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID, uuid4

from django.db import connection, transaction

from cases.clients import client_is_personal, masked_name
from cases.comparing import difference, in_chunks, people, stored_cases
from cases.due_dates import opinion_due
from cases.ledger.rows import LedgerRow
from cases.models import Case, Subject
from foundation.accounts.sealing import key_ring, row_aad
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.clocks.queries import current_calendar
from foundation.clocks.turnaround import turnaround
from foundation.documents.codes import new_code
from foundation.exchange.cells.identifiers import case_number_key
from foundation.exchange.copying import NULL, binary, copy_lines, text, text_array
from foundation.exchange.kinds import Advance, Loaded
from foundation.exchange.models import Import
from foundation.law.models import Category
from institutions.models import Institution

EVENT: Final = "case.imported"
CASE_COLUMNS: Final = (
    "trail_seq", "id", "code", "institution_id", "city_code", "county_code", "category_id", "practice_code",
    "case_number", "number_key", "state", "received_on", "accepted_on", "effective_on", "issued_on",
    "opinion_number", "terminated_on", "termination_ground", "client_name", "client_kind", "matter",
    "appraiser_names", "fee", "remarks", "due_on", "due_provisional", "turnaround_days", "gross_days",
    "import_id", "import_row", "is_synthetic", "opinion_key", "client_sealed",
)  # fmt: skip
SUBJECT_COLUMNS: Final = ("trail_seq", "id", "case_id", "name", "identity_number", "identity_index")
_OPENS: Final = 1  # every case is a new stream, so its event has number one
_ROW_MARK: Final = 9_007_199_254_740_991
_SALT_BYTES: Final = 16
_SALT_LENGTH: Final = 24


def lock_ledger(institution: UUID | None) -> None:
    """One loader (or undoer) at a time for an institution, until the transaction ends: two sheets with the same rows
    shall not meet in the unique index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"ledger:{institution}"])


class EventBodies:
    """Canonical bodies of `case.imported` for one import, cut from one body that `canonical` made."""

    def __init__(self, imported: Import, by: Actor) -> None:
        facts = {"import": str(imported.pk), "row": _ROW_MARK, "sheet": imported.file.sha256}
        whole = trail.Draft("", EVENT, by, facts).body()
        self._before, _mark, rest = whole.partition(str(_ROW_MARK).encode())
        salt_at = rest.index(b'"salt":"') + len(b'"salt":"')
        self._between, self._after = rest[:salt_at], rest[salt_at + _SALT_LENGTH :]

    def for_rows(self, rows: Sequence[int]) -> list[bytes]:
        """The bodies for these rows of the sheet, each with 16 random bytes of its own."""
        before, between, after = self._before, self._between, self._after
        random = os.urandom(_SALT_BYTES * len(rows))
        encode = base64.b64encode
        return [
            b"%b%d%b%b%b" % (before, row, between, encode(random[at : at + _SALT_BYTES]), after)
            for at, row in zip(range(0, len(random), _SALT_BYTES), rows, strict=True)
        ]


@dataclass
class Prepared:
    """Rows of one chunk ready to be written."""

    streams: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)


class CaseLoader:
    """Loads the rows of one import for one institution."""

    def __init__(self, imported: Import, institution: Institution, by: Actor) -> None:
        self.imported, self.institution = imported, institution
        self._bodies = EventBodies(imported, by)
        self._calendar = current_calendar()
        self._due = opinion_due(self._calendar)
        self._practice = dict(Category.objects.values_list("code", "practice_code"))
        self._keys = key_ring()
        body = institution.organisation
        self._place = f"{institution.pk}\t{institution.city_code}\t{institution.county_code}"
        self._import_key = str(imported.pk)
        self._synthetic = "t" if body.is_synthetic else "f"
        self._case_table, self._subject_table = Case._meta.db_table, Subject._meta.db_table

    def load(self, rows: Sequence[LedgerRow], columns: frozenset[str], advance: Advance) -> Loaded:
        """Load all rows; rows of an earlier attempt of the same import count as loaded."""
        result = Loaded()
        for chunk in in_chunks(rows):
            self._load_chunk(chunk, columns, advance, result)
        return result

    def _load_chunk(self, rows: Sequence[LedgerRow], columns: frozenset[str], advance: Advance, result: Loaded) -> None:
        with transaction.atomic(durable=True):
            lock_ledger(self.institution.pk)
            stored = stored_cases(self.institution.pk, [row.case_key for row in rows])
            fresh = [row for row in rows if row.case_key not in stored] if stored else rows
            if fresh:
                self.write(self.prepare(fresh))
            advance(len(rows))
        # Counted after the commit, so that a chunk that failed leaves no trace in the result.
        result.loaded += len(fresh)
        for row in rows if stored else ():
            known = stored.get(row.case_key)
            if known is None:
                continue
            if known.import_id == self.imported.pk:
                result.loaded += 1
            elif (found := difference(row, known, columns)) is not None:
                result.differences.append(found)
            else:
                result.identical += 1

    def prepare(self, rows: Sequence[LedgerRow]) -> Prepared:
        """Make keys, codes, seals, dates and the lines for COPY."""
        prepared = Prepared(bodies=self._bodies.for_rows([row.row for row in rows]))
        for row in rows:
            key = str(uuid4())
            prepared.streams.append(f"case:{key}")
            prepared.cases.append(self._case_line(key, row))
            if row.subject_name or row.subject_id_number:
                self._add_subjects(prepared.subjects, key, row)
        return prepared

    def write(self, prepared: Prepared) -> None:
        """Append the events, then copy cases and subjects that name them, in the transaction of the caller."""
        trail.append_bodies(prepared.streams, prepared.bodies, {})
        copy_lines(self._case_table, CASE_COLUMNS, prepared.cases)
        copy_lines(self._subject_table, SUBJECT_COLUMNS, prepared.subjects)

    def _case_line(self, key: str, row: LedgerRow) -> str:
        due_on, provisional = self._due(row.effective_on)
        net = gross = NULL
        if row.issued_on is not None:
            days = turnaround(self._calendar, row.effective_on, row.issued_on)
            net, gross = str(days.net), str(days.gross)
        client, sealed = self._client(key, row)
        return (
            f"{_OPENS}\t{key}\t{new_code()}\t{self._place}\t{row.category}\t{self._practice[row.category]}\t"
            f"{text(row.case_number)}\t{text(row.case_key)}\t{row.state}\t{row.received_on or NULL}\t"
            f"{row.accepted_on}\t{row.effective_on}\t{row.issued_on or NULL}\t{text(row.opinion_number)}\t"
            f"{row.terminated_on or NULL}\t{text(row.termination_ground)}\t{text(client)}\t"
            f"{row.client_kind}\t{text(row.matter)}\t"
            f"{text_array([name for name in row.appraisers.split('、') if name])}\t"
            f"{NULL if row.fee is None else row.fee}\t{text(row.remarks)}\t{due_on or NULL}\t"
            f"{'t' if provisional else 'f'}\t{net}\t{gross}\t{self._import_key}\t{row.row}\t{self._synthetic}\t"
            f"{text(case_number_key(row.opinion_number))}\t{sealed}"
        )

    def _client(self, key: str, row: LedgerRow) -> tuple[str, str]:
        """The client as it is shown, and the whole name under seal where that is less than the name."""
        name = row.client_name
        if not name or not client_is_personal(row.client_kind):
            return name, NULL
        sealed = self._keys.seal(name.encode(), aad=row_aad(self._case_table, "client_sealed", key))
        return masked_name(name), binary(sealed)

    def _add_subjects(self, lines: list[str], case: str, row: LedgerRow) -> None:
        keys, table = self._keys, self._subject_table
        for name, number in people(row.subject_name, row.subject_id_number):
            key = str(uuid4())
            sealed_name = sealed_number = index = NULL
            if name:
                sealed_name = binary(keys.seal(name.encode(), aad=row_aad(table, "name", key)))
            if number:
                sealed_number = binary(keys.seal(number.encode(), aad=row_aad(table, "identity_number", key)))
                index = binary(keys.index(number))
            lines.append(f"{_OPENS}\t{key}\t{case}\t{sealed_name}\t{sealed_number}\t{index}")
