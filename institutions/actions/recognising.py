"""Keeping what an institution is recognised as, in the transaction of the decision that was made above."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from foundation.audit.actors import Actor
from foundation.audit.regulated import write
from institutions.models import Institution, Recognition

RECOGNISED = "institution.recognised"
ENDED = "institution.recognition_ended"


@dataclass(frozen=True)
class Decided:
    """What was decided: kind, value with its names, the year, the days it holds, and the key of the decision."""

    kind: str
    year: int
    valid_from: date
    source: UUID
    valid_until: date | None = None
    value: str = ""
    name_zh: str = ""
    name_en: str = ""


def recognise(institution: Institution, decided: Decided, *, by: Actor, is_synthetic: bool = False) -> Recognition:
    """Write a recognition as a row of the institution; the one of its kind before it ends on the same day.

    Called by the decisions of governance.recognition and by nothing else, in their transaction. The caller has locked
    the decision; the database refuses a second recognition by the same one.
    """
    # The lock of the institution makes two decisions about the same kind wait for each other.
    Institution.objects.select_for_update(of=("self",)).get(pk=institution.pk)
    before = Recognition.objects.filter(institution=institution, kind=decided.kind, ended_on__isnull=True).first()
    if before is not None:
        end_recognition(before, decided.valid_from, by=by, reason="")
    row = Recognition(
        institution=institution,
        kind=decided.kind,
        value=decided.value,
        name_zh=decided.name_zh,
        name_en=decided.name_en,
        year=decided.year,
        valid_from=decided.valid_from,
        valid_until=decided.valid_until,
        source=decided.source,
        city_code=institution.city_code,
        county_code=institution.county_code,
        is_synthetic=is_synthetic,
    )
    facts = {
        "kind": row.kind, "value": row.value, "year": row.year, "valid_from": row.valid_from,
        "valid_until": row.valid_until, "source": row.source,
    }  # fmt: skip
    return write(row, RECOGNISED, by=by, facts=facts)


def end_recognition(row: Recognition, on: date, *, by: Actor, reason: str) -> Recognition:
    """End a recognition: it does not hold from a day on."""
    row.ended_on = on
    return write(row, ENDED, by=by, reason=reason, facts={"kind": row.kind, "value": row.value, "ended_on": on})
