"""Alliances: forming one, letting institutions in and out, ending it. The organ of the leading institution keeps it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from institutions.actions.holding import held
from institutions.cooperation import gate, kinds
from institutions.cooperation.verbs import KEEP_ALLIANCES
from institutions.models import Alliance, AllianceMember, Institution
from institutions.registration.gate import line_objections
from institutions.standing.gate import document_objections, past_objections


@act
def form_alliance(
    pk: UUID,
    *,
    by: Actor,
    name: str,
    kind: str,
    purpose: str,
    partners: str,
    formed_on: date,
    document_number: str,
) -> Alliance:
    """Record an alliance that an institution leads, and its leading institution as the first member.

    Raises NotAllowed, and RuleBroken with findings beside the fields.
    """
    lead = held(pk, by=by, verb=KEEP_ALLIANCES)
    findings = [
        *line_objections(name, "name"),
        *gate.chosen_objections(kinds.ALLIANCES, kind, "kind"),
        *gate.text_objections(purpose, "purpose"),
        *line_objections(partners, "partners", gate.TEXT, needed=False),
        *past_objections(formed_on, "formed_on", timezone.localdate()),
        *document_objections(document_number),
        *gate.membership_objections(lead, ""),
    ]
    if Alliance.objects.filter(name=name.strip().replace("\0", "")).exists():
        findings.append(Finding(_("An alliance of this name is on record."), field="name", code="recorded_already"))
    if findings:
        raise RuleBroken(findings)
    row = Alliance(
        name=name.strip(), kind=kind, purpose=purpose.strip(), partners=partners.strip(), lead=lead,
        city_code=lead.city_code, county_code=lead.county_code, formed_on=formed_on,
        document_number=document_number.strip(),
    )  # fmt: skip
    facts = {
        "kind": kind, "institution": lead.pk, "name": str(lead), "document": row.document_number,
        "formed_on": formed_on,
    }  # fmt: skip
    write(row, "alliance.formed", by=by, facts=facts)
    AllianceMember.objects.bulk_create(
        [AllianceMember(alliance=row, institution=lead, joined_on=formed_on, trail_seq=row.trail_seq)]
    )
    return row


@act
def admit(pk: UUID, *, by: Actor, version: int, institution: UUID, joined_on: date) -> Alliance:
    """Let an institution, of whatever city, into an alliance. Raises NotAllowed, StaleState, RuleBroken."""
    row = _alliance(pk, by, version)
    house = Institution.objects.select_related("organisation").filter(pk=institution).first()
    findings = [
        *gate.standing_objections(row),
        *gate.membership_objections(house, "institution"),
        *past_objections(joined_on, "joined_on", timezone.localdate(), row.formed_on),
    ]
    known = list(row.members.filter(institution=institution))
    if any(each.left_on is None for each in known):
        findings.append(Finding(_("It belongs to this alliance already."), field="institution", code="member_already"))
    elif any(each.left_on is not None and joined_on < each.left_on for each in known):
        findings.append(Finding(_("On this day it belonged to the alliance."), field="joined_on", code="member_then"))
    if findings:
        raise RuleBroken(findings)
    write(row, "alliance.joined", by=by, facts={"institution": institution, "name": str(house), "joined_on": joined_on})
    AllianceMember.objects.bulk_create(
        [AllianceMember(alliance=row, institution_id=institution, joined_on=joined_on, trail_seq=row.trail_seq)]
    )
    return row


@act
def let_leave(pk: UUID, *, by: Actor, version: int, left_on: date, reason: str) -> AllianceMember:
    """Record that a member left on a day. Raises NotAllowed, StaleState, RuleBroken."""
    member = AllianceMember.objects.for_list().get(pk=pk)
    held(member.alliance.lead_id, by=by, verb=KEEP_ALLIANCES)
    member.refresh_from_db(fields=["trail_seq", "left_on"])
    if member.trail_seq != version:
        raise StaleState(row_label=str(member))
    findings = [
        *gate.leaving_objections(member),
        *past_objections(left_on, "left_on", timezone.localdate(), member.joined_on),
        *unfit(reason),
    ]
    if findings:
        raise RuleBroken(findings)
    member.left_on = left_on
    facts = {"institution": member.institution_id, "name": str(member.institution), "left_on": left_on}
    return write(member, "alliance.left", by=by, facts=facts, reason=reason.strip())


@act
def end_alliance(pk: UUID, *, by: Actor, version: int, ended_on: date, reason: str) -> Alliance:
    """End an alliance from a day on, and with it the membership of everybody in it.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = _alliance(pk, by, version)
    members = list(row.members.filter(left_on__isnull=True))
    findings = [
        *gate.standing_objections(row),
        *past_objections(ended_on, "ended_on", timezone.localdate(), _last_day(row, members)),
        *unfit(reason),
    ]
    if findings:
        raise RuleBroken(findings)
    row.ended_on = ended_on
    write(row, "alliance.ended", by=by, facts={"ended_on": ended_on, "members": len(members)}, reason=reason.strip())
    row.members.filter(left_on__isnull=True).update(left_on=ended_on, trail_seq=row.trail_seq)
    return row


def _last_day(row: Alliance, members: Iterable[AllianceMember]) -> date:
    return max([row.formed_on, *(each.joined_on for each in members)])


def _alliance(pk: UUID, by: Actor, version: int) -> Alliance:
    """Lock the leading institution, and return the alliance as it is then."""
    row = Alliance.objects.get(pk=pk)
    held(row.lead_id, by=by, verb=KEEP_ALLIANCES)
    row.refresh_from_db()
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    return row
