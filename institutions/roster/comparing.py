"""What the register holds of an institution beside what a roster says: found by number or name, compared by field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from foundation.exchange.kinds import Difference
from institutions.gate import Registration
from institutions.models import Institution
from institutions.roster.bars import Bars
from institutions.roster.rows import RosterRow

CHUNK = 500
_FIELD_OF: Final[Mapping[str, str]] = {"county": "division", "categories": "practice_codes"}
_SAYS_NOTHING: Final = ("former_licence_numbers", "abbreviation", "credit_code", "address", "telephone", "head_name")


def field_of(column: str) -> str:
    """The field of a Registration that a column of the roster fills."""
    return _FIELD_OF.get(column, column)


def registration_of(row: Institution, status: str = "") -> Registration:
    """An institution as it is registered; `status` is its word beside that of a roster (`Bars.beside`)."""
    body = row.organisation
    return Registration(
        name=body.name,
        licence_number=row.licence_number,
        licence_from=row.licence_from,
        licence_until=row.licence_until,
        division=body.division_id,
        practice_codes=tuple(row.practice_codes),
        status=status or row.status,
        credit_code=body.credit_code,
        former_licence_numbers=tuple(row.former_licence_numbers),
        address=row.address,
        telephone=row.telephone,
        head_name=row.head_name,
        abbreviation=row.abbreviation,
    )


@dataclass
class Register:
    """The institutions on file by what a roster may know them by. The province has a few hundred."""

    by_number: dict[str, Institution]
    by_name: dict[str, list[Institution]]
    by_credit_code: dict[str, Institution]

    @classmethod
    def of_today(cls) -> "Register":
        """Read the whole register: who may see a row is asked when it is changed."""
        register = cls({}, {}, {})
        for row in Institution.objects.select_related("organisation"):
            for number in (row.licence_number, *row.former_licence_numbers):
                register.by_number.setdefault(number, row)
            register.by_name.setdefault(row.organisation.name, []).append(row)
            if row.organisation.credit_code:
                register.by_credit_code[row.organisation.credit_code] = row
        return register

    def find(self, entry: Registration) -> Institution | None:
        """The institution an entry speaks about: by its number, a former number, else by its name."""
        for number in (entry.licence_number, *entry.former_licence_numbers):
            if number in self.by_number:
                return self.by_number[number]
        named = self.by_name.get(entry.name, [])
        return named[0] if len(named) == 1 else None


def difference(row: RosterRow, stored: Institution, columns: frozenset[str], bars: Bars) -> Difference | None:
    """What the row says differently from the register, or None. `columns` are those the sheet has.

    An empty cell of a column that need not be filled says nothing.
    """
    old, new = registration_of(stored, bars.beside(stored, row.entry.status)), row.entry
    compared = {field_of(column) for column in columns} & {each.name for each in fields(Registration)}
    changed = [
        name
        for name in sorted(compared)
        if not _same(getattr(old, name), getattr(new, name)) and not (name in _SAYS_NOTHING and not getattr(new, name))
    ]
    if not changed:
        return None
    return Difference(
        row.row,
        stored.pk,
        stored.organisation.name,
        {name: as_json(getattr(old, name)) for name in changed},
        {name: as_json(getattr(new, name)) for name in changed},
    )


def _same(old: Any, new: Any) -> bool:
    return sorted(old) == sorted(new) if isinstance(old, tuple) else bool(old == new)


def as_json(value: Any) -> Any:
    """A value as a correction keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def from_json(name: str, value: Any) -> Any:
    """The value of a field as it was kept in a correction."""
    if value is not None and name.endswith(("_from", "_until")):
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


def in_chunks(rows: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """The rows in chunks."""
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]
