"""What the portal holds of a case beside what a ledger says: found by number, compared field by field.

Only the columns a sheet has are compared: a column it lacks says nothing. A number printed with other
brackets is the same number.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from cases.clients import client_of
from cases.ledger.rows import LedgerRow
from cases.models import Case, Subject
from cases.states import State
from foundation.exchange.cells.identifiers import case_number_key
from foundation.exchange.kinds import Difference

CHUNK = 5_000
SUBJECTS = "subjects"
_PLAIN = (
    "accepted_on", "received_on", "matter", "client_name", "fee", "issued_on", "terminated_on",
    "termination_ground", "remarks",
)  # fmt: skip
Person = tuple[str, str]
"""Name and identity number of one subject; empty where the ledger says nothing."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A case as it stands: its key, the import it came with, and its values by field."""

    id: UUID
    label: str
    import_id: UUID | None
    import_row: int | None
    values: Mapping[str, Any]


def names(joined: str) -> list[str]:
    """Single names out of names joined by “、”."""
    return [name for name in joined.split("、") if name]


def people(subject_names: str, numbers: str | None) -> list[Person]:
    """Subjects as the ledger joins them; more numbers than names give subjects without a name."""
    first, second = names(subject_names), names(numbers or "")
    count = max(len(first), len(second))
    first += [""] * (count - len(first))
    second += [""] * (count - len(second))
    return list(zip(first, second, strict=True))


def values_of(row: LedgerRow) -> dict[str, Any]:
    """The values of a ledger row by the fields of a case."""
    values: dict[str, Any] = {name: getattr(row, name) for name in _PLAIN}
    values |= {
        "effective_on": row.effective_on,
        "category": row.category,
        "client_kind": row.client_kind,
        "appraisers": row.appraisers,
        "opinion_number": row.opinion_number,
        SUBJECTS: people(row.subject_name, row.subject_id_number),
    }
    return values


def stored_cases(institution_id: UUID, keys: Sequence[str]) -> dict[str, Stored]:
    """The standing cases of an institution with one of these number keys. Opens what is sealed of them."""
    with connection.cursor() as cursor:  # one array is parsed far faster than thousands of parameters
        cursor.execute(
            "SELECT id FROM cases_case WHERE institution_id = %s AND number_key = ANY (%s) AND state <> %s",
            [institution_id, list(keys), State.VOID],
        )
        found_keys = [key for (key,) in cursor.fetchall()]
    if not found_keys:
        return {}
    cases = list(Case.objects.filter(pk__in=found_keys))
    found: dict[UUID, list[Person]] = defaultdict(list)
    for subject in Subject.objects.filter(case_id__in=[case.pk for case in cases]):
        person = (_open(subject.name), _open(subject.identity_number))
        if any(person):
            found[subject.case_id].append(person)
    return {case.number_key: _stored(case, found[case.pk]) for case in cases}


def stored_case(case: Case) -> Stored:
    """One case as it stands."""
    subjects = Subject.objects.filter(case=case)
    found = [(_open(subject.name), _open(subject.identity_number)) for subject in subjects]
    return _stored(case, [person for person in found if any(person)])


def _open(sealed: Any) -> str:
    return sealed.reveal() if sealed is not None else ""


def _stored(case: Case, subjects: list[Person]) -> Stored:
    values: dict[str, Any] = {name: getattr(case, name) for name in _PLAIN}
    values |= {
        "client_name": client_of(case),
        "effective_on": case.effective_on,
        "category": case.category_id,
        "client_kind": case.client_kind,
        "appraisers": "、".join(case.appraiser_names),
        "opinion_number": case.opinion_number,
        SUBJECTS: subjects,
    }
    return Stored(case.pk, case.case_number, case.import_id, case.import_row, values)


def in_chunks(rows: Sequence[LedgerRow]) -> Iterator[Sequence[LedgerRow]]:
    """The rows in chunks of 5,000."""
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


def difference(row: LedgerRow, stored: Stored, columns: frozenset[str]) -> Difference | None:
    """What the row says differently from the case, or None. `columns` are those the sheet has."""
    new, old = values_of(row), stored.values
    if "subject_id_number" not in columns or "subject_name" not in columns:
        new[SUBJECTS] = _completed(new[SUBJECTS], old[SUBJECTS], columns)
    changed = {name for name in _compared(columns) if not _same(name, old[name], new[name])}
    if "accepted_on" in changed and "effective_on" not in columns and old["effective_on"] == old["accepted_on"]:
        changed.add("effective_on")
    if not changed:
        return None
    return Difference(
        row.row,
        stored.id,
        stored.label,
        {name: _as_json(old[name]) for name in changed},
        {name: _as_json(new[name]) for name in changed},
    )


def _compared(columns: frozenset[str]) -> Iterable[str]:
    yield from columns & {*_PLAIN, "effective_on", "category", "appraisers", "opinion_number"}
    if columns & {"client_kind", "client_name"}:
        yield "client_kind"
    if columns & {"subject_name", "subject_id_number"}:
        yield SUBJECTS


def _same(name: str, old: Any, new: Any) -> bool:
    if name == SUBJECTS:
        return sorted(old) == sorted(new)
    if name == "opinion_number":
        return old == new or case_number_key(old) == case_number_key(new)
    return bool(old == new)


def _completed(new: list[Person], old: list[Person], columns: frozenset[str]) -> list[Person]:
    """Where the sheet has only names or only numbers, the other half stays as it is, if the subjects are as many."""
    half = 0 if "subject_name" in columns else 1
    if len(new) != len(old):
        return new
    if sorted(person[half] for person in new) == sorted(person[half] for person in old):
        return old
    return [(n[0], o[1]) if half == 0 else (o[0], n[1]) for n, o in zip(new, old, strict=True)]


def _as_json(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case list():
            return [list(person) for person in value]
    return value


def from_json(name: str, value: Any) -> Any:
    """The value of a field as it was kept in a correction."""
    if value is None:
        return None
    if name.endswith("_on"):
        return date.fromisoformat(value)
    if name == "fee":
        return Decimal(value)
    if name == SUBJECTS:
        return [(person[0], person[1]) for person in value]
    return value
