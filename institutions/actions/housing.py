"""Premises of an institution: recording where it works, and that it left a place."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.reasons import at_most, unfit, unstorable
from foundation.audit.regulated import write
from institutions.actions.holding import held
from institutions.models import Institution, Premises
from institutions.premises.verbs import KEEP
from institutions.standing import gate as standing_gate
from institutions.standing import twice

LONGEST_ADDRESS: Final = 200
LARGEST: Final = 1_000_000
"""Square metres; more is a slip of the keyboard."""


@dataclass(frozen=True)
class Place:
    """Premises as they are handed in; `area` in square metres."""

    address: str
    use: str
    right: str
    area: int
    document_number: str
    valid_from: date
    valid_until: date | None = None


@act
def record_premises(pk: UUID, place: Place, *, by: Actor) -> Premises:
    """Record where an institution works (条例 art. 10(2)). Raises NotAllowed, and RuleBroken beside the fields."""
    house = held(pk, by=by, verb=KEEP.code)
    findings = _objections(house, place)
    if findings:
        raise RuleBroken(findings)
    row = Premises(
        institution=house,
        address=place.address.strip(),
        use=place.use,
        right=place.right,
        area=place.area,
        document_number=place.document_number.strip(),
        valid_from=place.valid_from,
        valid_until=place.valid_until,
    )
    facts = {
        "certificate": row.document_number, "use": row.use, "right": row.right, "area": row.area,
        "valid_from": row.valid_from, "valid_until": row.valid_until,
    }  # fmt: skip
    return write(row, "institution.premises_recorded", by=by, facts=facts)


@act
def leave_premises(pk: UUID, *, by: Actor, version: int, ended_on: date, reason: str) -> Premises:
    """Record that an institution uses a place no more from `ended_on` on.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = Premises.objects.get(pk=pk)
    held(row.institution_id, by=by, verb=KEEP.code)
    row.refresh_from_db()
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    findings = [
        *standing_gate.past_objections(ended_on, "ended_on", timezone.localdate(), row.valid_from),
        *unfit(reason),
    ]
    if row.ended_on is not None:
        findings.insert(0, Finding(_("The institution left this place already."), code="left_already"))
    if findings:
        raise RuleBroken(findings)
    row.ended_on = ended_on
    facts = {"certificate": row.document_number, "ended_on": ended_on}
    return write(row, "institution.premises_left", by=by, facts=facts, reason=reason.strip())


def _objections(house: Institution, place: Place) -> list[Finding]:
    found = [*standing_gate.document_objections(place.document_number), *unstorable(place.address, "address")]
    if not place.address.strip():
        found.append(Finding(_("This was left empty."), field="address", code="missing"))
    elif len(place.address) > LONGEST_ADDRESS:
        found.append(Finding(at_most(place.address, LONGEST_ADDRESS), field="address", code="too_long"))
    if place.use not in Premises.Use.values:
        found.append(Finding(_("Choose what the place serves."), field="use", code="use_unknown"))
    if place.right not in Premises.Right.values:
        found.append(Finding(_("Choose by which right it is used."), field="right", code="right_unknown"))
    if not 1 <= place.area <= LARGEST:
        found.append(
            Finding(
                _("Write the area in whole square metres, from 1 to %(most)d.") % {"most": LARGEST},
                field="area",
                code="area_out_of_bounds",
            )
        )
    found += _about_the_term(place)
    rows = Premises.objects.filter(institution=house, use__in={place.use} & set(Premises.Use.values))
    same = twice.again(
        twice.numbered(rows, "document_number", place.document_number), place.valid_from, place.valid_until, anew=True
    )
    found += twice.objections(
        same,
        _("These premises are recorded already."),
        "document_number",
        _("A lease that was renewed begins after the one on file has ended."),
    )
    return found


def _about_the_term(place: Place) -> list[Finding]:
    if place.valid_until is None:
        if place.right == Premises.Right.LEASED:
            return [Finding(_("A lease has a last day."), field="valid_until", code="last_day_missing")]
        return []
    return list(standing_gate.term_objections(place.valid_from, place.valid_until))
