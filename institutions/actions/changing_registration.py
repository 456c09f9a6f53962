"""Changing, reissuing and ending the registration of an institution by a document (条例 arts. 14–16; 95号令 art. 27).

The procedure of an application comes later and calls these verbs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.actions.opening import seat_codes
from foundation.accounts.naming import spelled
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from foundation.documents.actions import storing
from foundation.documents.actions.storing import Received
from institutions.actions.holding import held
from institutions.actions.keeping_states import PAPER_JOB, changed_items, keep, ordered, planned
from institutions.actions.registering import lock_roster, seated
from institutions.actions.telling import tell_registration
from institutions.models import Act, Institution, RegistrationState, ScopeItem
from institutions.registered import states_of
from institutions.registration import gate
from institutions.registration.gate import telephone_of
from institutions.registration.heads import head_objections
from institutions.standing import gate as standing_gate
from institutions.states import Plan, counting
from institutions.verbs import CHANGE_REGISTRATION, END_REGISTRATION

ITEMS: Final = ("name", "division_id", "address", "telephone", "head_name", "funds", "practice_codes")
ON_NO_PAPER: Final = frozenset({"telephone"})
"""Items that are published and that no licence says: a change of these alone needs no new licence."""


@dataclass(frozen=True)
class Paper:
    """By which document an act is done, from which day it holds, and why; the file was received before."""

    on: date
    number: str
    reason: str
    document: Received | None = None

    def objections(self, field: str, earliest: date | None) -> Iterator[Finding]:
        """What is wrong with it; `field` is the field of its day."""
        yield from standing_gate.past_objections(self.on, field, timezone.localdate(), earliest)
        yield from standing_gate.document_objections(self.number)
        yield from unfit(self.reason)


@act
def change_registration(
    pk: UUID, *, by: Actor, version: int, paper: Paper, items: Mapping[str, Any]
) -> RegistrationState:
    """Change registered items from a day on, as a decision or a filing says (条例 art. 14); return the new state.

    `items` hold some of ITEMS; what equals the present value is
    no change. A category that is taken away ends its items of the scope. Raises NotAllowed, StaleState, and RuleBroken
    with findings beside the fields.
    """
    if "head_name" in items:
        lock_roster()  # a bar of the head that is being set is waited for
    row = held(pk, by=by, verb=CHANGE_REGISTRATION)
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    states = counting(states_of(row))
    given = _told(items)
    changed = changed_items(states[-1], given, ITEMS)
    findings = [
        *gate.ended_already(row.status == Institution.Status.ENDED),
        *_item_objections(row, states[-1], changed, by),
        *head_objections(changed.get("head_name", ""), paper.on, house=row),
        *paper.objections("valid_from", states[0].valid_from),
    ]
    if not changed:
        findings.append(Finding(_("Nothing would change."), code="nothing_changed"))
    if findings:
        raise RuleBroken(findings)
    if "division_id" in changed:
        changed["city_code"], changed["county_code"] = seat_codes(changed["division_id"])
    removed = set(row.practice_codes) - set(changed.get("practice_codes", row.practice_codes))
    made = {"document_number": paper.number.strip(), "document": _stored(row, paper, by)}
    found = planned(row, _tidy(changed), Act.CHANGED, paper.on, **made)
    facts = {"items": sorted(set(changed) & set(ITEMS)), "valid_from": paper.on, "document": paper.number.strip()}
    if {"name", "division_id"} & set(changed):
        write(spelled(row.organisation), "organisation.corrected", by=by, facts=facts, reason=paper.reason.strip())
    _written(row, found, CHANGE_REGISTRATION, by, facts, paper, printed=bool(set(changed) - ON_NO_PAPER))
    _give_up(row, removed, paper)
    seated(row)
    tell_registration(row, "registration_changed", paper.number.strip())
    return found.made


@act
def reissue_licence(pk: UUID, *, by: Actor, version: int, paper: Paper, licence_number: str = "") -> RegistrationState:
    """Issue a licence anew, with another number where one is given; the former number still finds the institution.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = held(pk, by=by, verb=CHANGE_REGISTRATION)
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    states, number = counting(states_of(row)), licence_number.strip().upper()
    renumbered = bool(number) and number != row.licence_number
    findings = [
        *gate.ended_already(row.status == Institution.Status.ENDED),
        *paper.objections("issued_on", states[-1].valid_from),
    ]
    if renumbered:
        findings += gate.licence_number_objections(number, paper.on, row.pk)
    if findings:
        raise RuleBroken(findings)
    former = row.licence_number
    made = {"document_number": paper.number.strip(), "document": _stored(row, paper, by)}
    found = planned(row, {"licence_number": number} if renumbered else {}, Act.REISSUED, paper.on, **made)
    if renumbered:
        row.former_licence_numbers = [*row.former_licence_numbers, former]
    facts = {"issued_on": paper.on, "document": paper.number.strip(), "renumbered": renumbered}
    _written(row, found, "institution.licence_reissued", by, facts, paper)
    tell_registration(row, "licence_reissued", paper.number.strip())
    return found.made


@act
def end_registration(pk: UUID, *, by: Actor, version: int, paper: Paper, ground: str) -> RegistrationState:
    """End a registration on a legal ground: withdrawn (撤销) or cancelled (注销); from that day nothing is accepted.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = held(pk, by=by, verb=END_REGISTRATION)
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    states = counting(states_of(row))
    legal = gate.end_ground(ground, "organisation", timezone.localdate())
    findings = [
        *gate.ended_already(row.status == Institution.Status.ENDED),
        *paper.objections("ended_on", states[0].valid_from),
    ]
    if legal is None:
        findings.append(Finding(_("Choose one of the legal grounds in force."), field="ground", code="ground_missing"))
    if legal is None or findings:
        raise RuleBroken(findings)
    how = Act.WITHDRAWN if legal.details.get("effect") == gate.WITHDRAW else Act.CANCELLED
    row.renewal_pending_since = None
    made = {
        "document_number": paper.number.strip(), "document": _stored(row, paper, by), "ground": legal.code,
        "article": legal.source_text,
    }  # fmt: skip
    found = planned(row, {"status": Institution.Status.ENDED.value}, how, paper.on, **made)
    facts = {
        "ground": legal.code, "article": legal.source_text, "ended_on": paper.on, "document": paper.number.strip(),
    }  # fmt: skip
    _written(row, found, END_REGISTRATION, by, facts, paper)
    tell_registration(row, "registration_ended", paper.number.strip())
    return found.made


def _item_objections(
    row: Institution, present: RegistrationState, changed: Mapping[str, Any], by: Actor
) -> Iterator[Finding]:
    """What is wrong with the items that change."""
    if "name" in changed:
        yield from gate.line_objections(changed["name"], "name")
    if "division_id" in changed:
        yield from gate.seat_objections(changed["division_id"], by)
    if {"name", "division_id"} & set(changed):
        seat = changed.get("division_id", present.division_id)
        yield from gate.name_taken(changed.get("name", present.name).strip(), seat, row.pk)
    if "address" in changed:
        yield from gate.line_objections(changed["address"], "address", gate.ADDRESS, needed=bool(present.address))
    if "telephone" in changed:
        yield from gate.telephone_objections(changed["telephone"])
    if "head_name" in changed:
        yield from gate.line_objections(changed["head_name"], "head_name", needed=bool(present.head_name))
    if "funds" in changed:
        if changed["funds"] is None:
            yield Finding(_("This was left empty."), field="funds", code="missing")
        yield from gate.funds_objections(changed["funds"])
    if "practice_codes" in changed:
        yield from gate.practice_objections(changed["practice_codes"])
        yield from gate.legacy_objections(set(changed["practice_codes"]) - set(present.practice_codes))


def _tidy(items: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in items.items()}


def _stored(row: Institution, paper: Paper, by: Actor) -> Any:
    if paper.document is None:
        return None
    return storing.record(paper.document, by=by, organisation=row.organisation, belongs_to=row.stream)


def _told(items: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, lists as lists and telephones as they are written here."""
    given = dict(items)
    if "practice_codes" in given:
        given["practice_codes"] = list(given["practice_codes"])
    if "telephone" in given:
        given["telephone"] = telephone_of(given["telephone"])
    return given


def _written(
    row: Institution, found: Plan[RegistrationState], kind: str, by: Actor, facts: Mapping[str, Any], paper: Paper,
    *, printed: bool = True,
) -> None:  # fmt: skip
    write(row, kind, by=by, facts=facts, reason=paper.reason.strip(), occurred_on=paper.on)
    if printed:
        ordered(found, PAPER_JOB)
    keep(row, found)


def _give_up(row: Institution, removed: set[str], paper: Paper) -> None:
    """Items of categories that the licence does not name any more end with the day before, by the same event."""
    for item in ScopeItem.objects.filter(institution=row, practice_code__in=removed, valid_until__isnull=True):
        last = max(paper.on - timedelta(days=1), item.valid_from)
        rows = ScopeItem.objects.filter(pk=item.pk)
        rows.update(valid_until=last, end_document=paper.number.strip(), trail_seq=row.trail_seq)
