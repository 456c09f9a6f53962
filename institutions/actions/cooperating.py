"""Agreements, projects and the party branch of an institution: recording them, and that they ended."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from foundation.documents.actions import storing
from foundation.documents.actions.storing import Received
from institutions.actions.holding import held
from institutions.cooperation import gate, kinds
from institutions.cooperation.verbs import KEEP, STATE_PARTY
from institutions.models import Alliance, Cooperation, Institution, PartyBranch, Project
from institutions.models.alliance import AllianceQuerySet
from institutions.registration.gate import funds_objections, line_objections
from institutions.standing import twice
from institutions.standing.gate import document_objections, past_objections

PARTY_STATED: Final = "institution.party_branch_stated"


@act
def record_cooperation(
    pk: UUID,
    *,
    by: Actor,
    kind: str,
    partner: str,
    subject: str,
    valid_from: date,
    valid_until: date | None,
    document_number: str,
    document: Received | None = None,
) -> Cooperation:
    """Record an agreement; `document` is its file, received before. Raises NotAllowed, RuleBroken with findings."""
    house = held(pk, by=by, verb=KEEP)
    number = document_number.strip()
    findings = [
        *gate.chosen_objections(kinds.COOPERATIONS, kind, "kind"),
        *line_objections(partner, "partner"),
        *gate.text_objections(subject, "subject"),
        *gate.order_objections(valid_from, valid_until, "valid_until"),
        *document_objections(document_number),
    ]
    known = twice.numbered(Cooperation.objects.filter(institution=house), "document_number", number)
    # Numbers are given by whoever writes the paper: another partner's paper of another day is another agreement.
    whose = (row for row in known if row.valid_from == valid_from or twice.alike(row.partner) == twice.alike(partner))
    same = twice.again(whose, valid_from)
    findings += twice.objections(same, _("This agreement is recorded already."), "document_number")
    if findings:
        raise RuleBroken(findings)
    row = Cooperation(
        institution=house, kind=kind, partner=partner.strip(), subject=subject.strip(), valid_from=valid_from,
        valid_until=valid_until, document_number=number,
    )  # fmt: skip
    if document is not None:
        row.document = storing.record(document, by=by, organisation=house.organisation, belongs_to=row.stream)
    facts = {
        "kind": kind, "partner": row.partner, "document": number, "valid_from": valid_from, "valid_until": valid_until,
    }  # fmt: skip
    return write(row, "institution.cooperation_recorded", by=by, facts=facts)


@act
def end_cooperation(
    pk: UUID, *, by: Actor, version: int, ended_on: date, document_number: str, reason: str
) -> Cooperation:
    """Record that an agreement does not hold from `ended_on` on. Raises NotAllowed, StaleState, RuleBroken."""
    row = Cooperation.objects.get(pk=pk)
    _held_again(row, by)
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    findings = [
        *past_objections(ended_on, "ended_on", timezone.localdate(), row.valid_from),
        *document_objections(document_number),
        *unfit(reason),
    ]
    if row.ended_on is not None:
        findings.insert(0, Finding(_("This agreement ended already."), code="ended_already"))
    if findings:
        raise RuleBroken(findings)
    row.ended_on, row.end_document = ended_on, document_number.strip()
    facts = {"partner": row.partner, "document": row.end_document, "ended_on": ended_on}
    return write(row, "institution.cooperation_ended", by=by, facts=facts, reason=reason.strip())


@act
def record_project(
    pk: UUID,
    *,
    by: Actor,
    kind: str,
    level: str,
    number: str,
    title: str,
    funds: int | None,
    begun_on: date,
    due_on: date,
    alliance: UUID | None = None,
) -> Project:
    """Record a project, within an alliance to which the institution belongs where one is named.

    Raises NotAllowed, and RuleBroken with findings beside the fields.
    """
    house = held(pk, by=by, verb=KEEP)
    findings = [
        *gate.chosen_objections(kinds.PROJECTS, kind, "kind"),
        *gate.chosen_objections(kinds.LEVELS, level, "level"),
        *document_objections(number, "number"),
        *line_objections(title, "title"),
        *funds_objections(funds),
        *past_objections(begun_on, "begun_on", timezone.localdate()),
        *gate.order_objections(begun_on, due_on, "due_on"),
    ]
    for same in twice.numbered(Project.objects.filter(institution=house), "number", number):
        findings.append(
            Finding(
                _("This project is recorded already."),
                field="number",
                fact=f"{same.number} {same.title}",
                code="recorded_already",
                record_url=same.get_absolute_url(),
            )
        )
    if alliance is not None and not alliances_of(house).filter(pk=alliance).exists():
        findings.append(
            Finding(_("The institution does not belong to this alliance."), field="alliance", code="not_a_member")
        )
    if findings:
        raise RuleBroken(findings)
    row = Project(
        institution=house, alliance_id=alliance, kind=kind, level=level, number=number.strip(), title=title.strip(),
        funds=funds, begun_on=begun_on, due_on=due_on,
    )  # fmt: skip
    facts = {"kind": kind, "level": level, "document": row.number, "title": row.title, "funds": funds}
    return write(row, "institution.project_recorded", by=by, facts=facts)


@act
def conclude_project(pk: UUID, *, by: Actor, version: int, state: str, ended_on: date, results: str) -> Project:
    """Record that a project was completed or given up, and what came of it.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = Project.objects.get(pk=pk)
    _held_again(row, by)
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    findings = [
        *gate.outcome_objections(state),
        *past_objections(ended_on, "ended_on", timezone.localdate(), row.begun_on),
        *gate.text_objections(results, "results"),
    ]
    if row.state != Project.State.RUNNING:
        findings.insert(0, Finding(_("This project is over already."), code="ended_already"))
    if findings:
        raise RuleBroken(findings)
    row.state, row.ended_on, row.results = state, ended_on, results.strip()
    facts = {"document": row.number, "title": row.title, "state": state, "ended_on": ended_on}
    return write(row, "institution.project_concluded", by=by, facts=facts)


@act
def state_party_branch(pk: UUID, *, by: Actor, situation: str, valid_from: date) -> PartyBranch:
    """State since when an institution has a party branch of which form, or for which reason it has none.

    Raises NotAllowed, and RuleBroken with findings beside the fields.
    """
    house = held(pk, by=by, verb=STATE_PARTY)
    before = PartyBranch.objects.filter(institution=house).current().first()
    findings = [
        *gate.chosen_objections(kinds.PARTY_BRANCH, situation, "situation"),
        *past_objections(valid_from, "valid_from", timezone.localdate()),
    ]
    if before is not None and before.situation == situation:
        findings.append(Finding(_("This is what was stated last."), field="situation", code="stated_already"))
    if before is not None and valid_from <= before.valid_from:
        findings.append(
            Finding(
                _("The last statement holds since %(day)s; a new one begins later.")
                % {"day": before.valid_from.isoformat()},
                field="valid_from",
                code="before_the_beginning",
            )
        )
    chosen = kinds.entry(kinds.PARTY_BRANCH, situation, timezone.localdate())
    if chosen is None or findings:
        raise RuleBroken(findings)
    established, eligible = (chosen.details.get(name) == "yes" for name in ("established", "eligible"))
    row = PartyBranch(
        institution=house, situation=situation, established=established, eligible=eligible, valid_from=valid_from
    )
    facts = {"situation": situation, "established": established, "valid_from": valid_from}
    if before is None:
        return write(row, PARTY_STATED, by=by, facts=facts)
    # One event for both: the statement before ends, the new one begins.
    before.valid_until = valid_from - timedelta(days=1)
    row.trail_seq = write(before, PARTY_STATED, by=by, facts=facts).trail_seq
    row.save(force_insert=True)
    return row


def alliances_of(house: Institution) -> AllianceQuerySet:
    """Return the alliances that stand and to which an institution belongs."""
    return Alliance.objects.filter(ended_on__isnull=True, members__institution=house, members__left_on__isnull=True)


def _held_again(row: Cooperation | Project, by: Actor) -> None:
    held(row.institution_id, by=by, verb=KEEP)
    row.refresh_from_db()
