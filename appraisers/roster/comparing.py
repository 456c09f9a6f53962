"""What the register holds of an appraiser beside what a roster says: found by certificate or identity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final
from uuid import UUID

from appraisers.gate import Certificate
from appraisers.models import Appraiser
from foundation.accounts.models import Person
from foundation.accounts.sealing import blind_index
from foundation.exchange.kinds import Difference
from institutions.roster.comparing import as_json

_FIELD_OF: Final[Mapping[str, str]] = {"categories": "practice_codes"}
_SAYS_NOTHING: Final = ("identity_number", "title", "is_full_time")


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """The row in Excel, what it says, and the appraiser it speaks about where he is on file."""

    row: int
    entry: Certificate
    known: UUID | None = None


def field_of(column: str) -> str:
    """The field of a Certificate that a column of the roster fills."""
    return _FIELD_OF.get(column, column)


def certificate_of(row: Appraiser) -> Certificate:
    """An appraiser as he is registered. Opens the seal of the identity number."""
    sealed = row.person.identity_number
    return Certificate(
        name=row.person.name,
        certificate_number=row.certificate_number,
        certificate_from=row.certificate_from,
        certificate_until=row.certificate_until,
        institution=row.institution_id,
        practice_codes=tuple(row.practice_codes),
        identity_number=sealed.reveal() if sealed is not None else "",
        title=row.title,
        is_full_time=row.is_full_time,
    )


@dataclass
class Register:
    """The appraisers and persons that the rows of a sheet may speak about, fetched by set."""

    by_number: dict[str, Appraiser] = field(default_factory=dict)
    by_identity: dict[bytes, Appraiser] = field(default_factory=dict)
    people: dict[bytes, Person] = field(default_factory=dict)

    @classmethod
    def about(cls, entries: Sequence[Certificate]) -> "Register":
        """Fetch who has one of these certificate numbers or identity numbers."""
        found = cls()
        indexes = [blind_index(each.identity_number) for each in entries if each.identity_number]
        for person in Person.objects.filter(identity_index__in=indexes):
            found.people[bytes(person.identity_index or b"")] = person
        rows = Appraiser.objects.select_related("person", "institution__organisation")
        numbers = [each.certificate_number for each in entries if each.certificate_number]
        for row in rows.filter(certificate_number__in=numbers):
            found.by_number[row.certificate_number] = row
        known = {person.pk: index for index, person in found.people.items()}
        for row in rows.filter(person__in=known):
            found.by_identity[known[row.person_id]] = row
        return found

    def by_identity_of(self, entry: Certificate) -> Appraiser | None:
        """The appraiser with the identity number of an entry."""
        return self.by_identity.get(blind_index(entry.identity_number)) if entry.identity_number else None

    def person_of(self, entry: Certificate) -> Person | None:
        """The person with the identity number of an entry, appraiser or not."""
        return self.people.get(blind_index(entry.identity_number)) if entry.identity_number else None

    def find(self, entry: Certificate) -> Appraiser | None:
        """The appraiser an entry speaks about: by the certificate, else by the identity."""
        return self.by_number.get(entry.certificate_number) or self.by_identity_of(entry)


def difference(row: CertificateRow, stored: Appraiser, columns: frozenset[str]) -> Difference | None:
    """What the row says differently from the register, or None. `columns` are those the sheet has.

    An empty cell of a column that need not be filled says nothing.
    """
    old, new = certificate_of(stored), row.entry
    compared = {field_of(column) for column in columns} & {each.name for each in fields(Certificate)}
    changed = []
    for name in sorted(compared):
        before, after = getattr(old, name), getattr(new, name)
        if name in _SAYS_NOTHING and after in ("", None):
            continue
        same = sorted(before) == sorted(after) if isinstance(before, tuple) else before == after
        if not same:
            changed.append(name)
    if not changed:
        return None
    return Difference(
        row.row,
        stored.pk,
        stored.certificate_number,
        {name: _json(getattr(old, name)) for name in changed},
        {name: _json(getattr(new, name)) for name in changed},
    )


def _json(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else as_json(value)
