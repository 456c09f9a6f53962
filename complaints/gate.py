"""What stands against accepting a complaint, and which organ decides. Findings block nobody from complaining.

What an investigation and a decision need stands in `complaints.investigating`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from complaints.articles import of_measures
from complaints.deadlines import last_day_to_complain
from complaints.models import Complaint
from complaints.states import ComplaintState
from foundation.accounts.models import Organisation, Posting
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding
from institutions.models import Institution

LIMITATION: Final = of_measures("第四条")
VENUE: Final = of_measures("第五条")
REPEATED: Final = of_measures("第十六条")
WITHDRAWN: Final = of_measures("第二十二条")
WITHDRAWAL: Final = "TS22-B"
"""The code of an end by the complainant's written withdrawal."""


@dataclass(frozen=True)
class Asked:
    """What the gate looks at: plain values, the same before a complaint is filed and afterwards."""

    institution_id: UUID
    identity_index: bytes | None
    known_on: date
    received_on: date
    complaint_id: UUID | None = None


def asked_about(complaint: Complaint) -> Asked:
    """Return what the gate asks about a complaint on file."""
    index = complaint.complainant.identity_index
    return Asked(
        complaint.institution_id,
        bytes(index) if index else None,
        complaint.known_on,
        complaint.received_on,
        complaint.pk,
    )


def judge(asked: Asked) -> list[Finding]:
    """Return what stands against accepting; the officer may pass each with a reason."""
    found = (_late(asked), _repeated(asked), _withdrawn(asked))
    return [finding for finding in found if finding is not None]


def organ_for(institution: Institution) -> Organisation | None:
    """Return the organ that decides about complaints against an institution: that of the city of its seat, or
    the province's where the city has none on file (办法 arts. 5, 10, 11)."""
    organs = Organisation.objects.filter(kind=Organisation.Kind.ORGAN, closed_on__isnull=True)
    of_city = organs.filter(level=Organisation.Level.CITY, city_code=institution.city_code).order_by("pk").first()
    return of_city or organs.filter(level=Organisation.Level.PROVINCE).order_by("pk").first()


def competence(complaint: Complaint, by: Actor) -> Finding | None:
    """Return what is wrong when somebody of another organ decides (办法 art. 5), or None."""
    posting = Posting.objects.filter(pk=by.posting_id).first() if by.posting_id else None
    if posting is not None and posting.organisation_id == complaint.organ_id:
        return None
    return Finding(
        _("Another organ decides about this complaint"),
        VENUE,
        fact=_("It lies with %(organ)s.") % {"organ": complaint.organ.name},
        way_out=_("Leave the decision to that organ."),
        code="other_organ",
    )


def _late(asked: Asked) -> Finding | None:
    last = last_day_to_complain(asked.known_on, asked.received_on)
    if asked.received_on <= last:
        return None
    return Finding(
        _("The complaint comes later than three years"),
        LIMITATION,
        field="known_on",
        fact=_("Known on %(known)s; the last day was %(last)s; received on %(received)s.")
        % {"known": asked.known_on.isoformat(), "last": last.isoformat(), "received": asked.received_on.isoformat()},
        way_out=_("Refuse it on this ground, or say why the time had not run out."),
        overridable=True,
        code="too_late",
    )


def _repeated(asked: Asked) -> Finding | None:
    earlier = _earlier(asked, state=ComplaintState.REFUSED)
    if earlier is None:
        return None
    return Finding(
        _("The same person's complaint about this institution was refused before"),
        REPEATED,
        fact=_("Complaint %(number)s was refused on %(day)s.")
        % {"number": earlier.number, "day": earlier.refused_on.isoformat() if earlier.refused_on else ""},
        way_out=_("Compare both; refuse it unless it brings new facts or reasons."),
        overridable=True,
        code="repeated",
    )


def _withdrawn(asked: Asked) -> Finding | None:
    earlier = _earlier(asked, state=ComplaintState.TERMINATED, termination=WITHDRAWAL)
    if earlier is None:
        return None
    return Finding(
        _("The same person withdrew a complaint about this institution before"),
        WITHDRAWN,
        fact=_("Complaint %(number)s was withdrawn on %(day)s.")
        % {"number": earlier.number, "day": earlier.terminated_on.isoformat() if earlier.terminated_on else ""},
        way_out=_("Compare both; the same matter cannot be brought again after it was withdrawn."),
        overridable=True,
        code="withdrawn_before",
    )


def _earlier(asked: Asked, **ended: str) -> Complaint | None:
    """Return the last complaint of the same person about the same institution that ended so, or None."""
    if asked.identity_index is None:
        return None
    same = Complaint.objects.filter(
        complainant__identity_index=asked.identity_index, institution_id=asked.institution_id, **ended
    )
    return (same.exclude(pk=asked.complaint_id) if asked.complaint_id else same).order_by("-received_on").first()
