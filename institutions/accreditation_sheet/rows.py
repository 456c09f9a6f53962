"""Rows of a sheet of accreditations, and what the register holds beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from foundation.exchange.kinds import Difference
from institutions.models import Accreditation
from institutions.roster.comparing import as_json

Key = tuple[UUID, str, str, date]
COMPARED = ("level", "valid_until", "covers", "methods")


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a row says of a certificate; every value is there in a valid row."""

    institution: UUID | None
    kind: str
    certificate_number: str
    level: str
    valid_from: date | None
    valid_until: date | None
    covers: tuple[str, ...]
    methods: tuple[str, ...] = ()

    @property
    def key(self) -> Key | None:
        """What a certificate is known by: a renewed one begins on another day. None where that is not known."""
        if self.institution is None or self.valid_from is None or not self.kind or not self.certificate_number:
            return None
        return self.institution, self.kind, self.certificate_number, self.valid_from


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The row in Excel, and what it says."""

    row: int
    entry: Certificate


def known_among(entries: Iterable[Certificate]) -> dict[Key, Accreditation]:
    """Return the certificates on file that entries speak about, by key."""
    keys = {entry.key for entry in entries if entry.key is not None}
    rows = Accreditation.objects.filter(institution__in={key[0] for key in keys}).select_related(
        "institution__organisation"
    )
    found = {(row.institution_id, row.kind, row.certificate_number, row.valid_from): row for row in rows}
    return {key: found[key] for key in keys if key in found}


def difference(row: SheetRow, stored: Accreditation) -> Difference | None:
    """What a row says differently from the register, or None."""
    said = [name for name in COMPARED if name != "methods" or row.entry.methods]  # no methods given say nothing
    changed = [name for name in said if _plain(getattr(stored, name)) != _plain(getattr(row.entry, name))]
    if not changed:
        return None
    return Difference(
        row.row,
        stored.pk,
        f"{stored.institution} {stored.certificate_number}",
        {name: as_json(getattr(stored, name)) for name in changed},
        {name: as_json(getattr(row.entry, name)) for name in changed},
    )


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, list | tuple) else value
