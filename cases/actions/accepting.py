"""Accepting an entrustment (程序通则 arts. 13–16): the gate holds, the case gets its number, the time for the opinion
starts on the day the letter of entrustment takes effect. What the letter says is its first version."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from appraisers.holding import hold_practice
from cases import gate
from cases.actions.agreeing import LETTER_JOB, facts_of, first_version, letter_of
from cases.actions.completing import why_not_decided
from cases.agreements import gate as agreement_gate
from cases.agreements.terms import Terms
from cases.clients import client_of, name_client
from cases.deadlines import clock_from, decision_clock, start_of
from cases.entrustments.states import ACCEPT, EntrustmentState
from cases.models import Agreement, Case, EntrustedSubject, Entrustment, Subject
from cases.numbering import next_case_number
from cases.states import State
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.moves import Message, move
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.exchange.cells.identifiers import case_number_key


@act
def accept(pk: UUID, *, by: Actor, version: int, effective_on: date, terms: Terms, reason: str = "") -> Case:
    """Accept an entrustment and return the case that it becomes, with the same key and stream.

    What the gate finds stops the acceptance, a restriction included that somebody is setting at this moment. A finding
    that may be overridden asks for a reason, which the event keeps with its code. `effective_on` is the day the letter
    of entrustment took effect (art. 28 counts from it), `terms` what it says (art. 16); an agreed limit comes before
    the lawful one.
    The letter is written by a job after the commit. Raises NotAllowed, StaleState, and RuleBroken.
    """
    row = (
        Entrustment.objects.select_related("institution__organisation", "category")
        .select_for_update(of=("self",))
        .get(pk=pk)
    )
    if row.trail_seq != version:
        raise StaleState(row_label=row.code)
    if row.state != EntrustmentState.RECEIVED:
        raise RuleBroken(why_not_decided(row))
    today = timezone.localdate()
    hold_practice(row.institution_id, row.practice_code)
    row.institution.refresh_from_db()  # read before its standing was held
    found = gate.may_accept(row, today).findings
    given, has_address = terms.tidy, row.contact_address is not None
    objections = list(_objections(row, found, effective_on, reason, today))
    objections += agreement_gate.objections(given, row.institution_id, effective_on, has_address=has_address)
    if objections:
        raise RuleBroken(objections)
    number = next_case_number(row.institution, row.practice_code, today.year)
    case = _case(row, number, effective_on, today)
    agreement = first_version(case, given)
    clock = clock_from(case, start_of(case, [agreement]), today)
    case.due_on, case.due_provisional = clock.due_on, clock.provisional
    facts = {
        **facts_of(agreement),
        "case_number": number,
        "effective_on": effective_on,
        "late": decision_clock(row, today).late,
        "overridden": [finding.code for finding in found],
    }
    told = reason.strip()
    payload, key = letter_of(agreement)
    message = Message(LETTER_JOB, payload, key=key)
    move(row, ACCEPT, by=by, reason=told, facts=facts, values={"accepted_on": today}, messages=[message])
    _save(case, agreement, row.trail_seq)
    Subject.objects.bulk_create(_subjects(row, case))
    return case


def _objections(
    row: Entrustment, found: tuple[Finding, ...], effective_on: date, reason: str, today: date
) -> Iterator[Finding]:
    hard = [finding for finding in found if not finding.overridable]
    yield from hard
    if effective_on > today:
        yield Finding(_("This day has not come yet."), field="effective_on")
    elif effective_on < row.received_on:
        yield Finding(_("The letter cannot take effect before the entrustment was received."), field="effective_on")
    if (found and not hard) or reason.strip():  # what is given of one's own accord is kept as well
        yield from unfit(reason)


def _case(row: Entrustment, number: str, effective_on: date, today: date) -> Case:
    case = Case(
        id=row.pk,
        trail_seq=row.trail_seq,
        code=row.code,
        institution=row.institution,
        city_code=row.institution.city_code,
        county_code=row.institution.county_code,
        category=row.category,
        practice_code=row.practice_code,
        case_number=number,
        number_key=case_number_key(number),
        state=State.IN_PROGRESS,
        received_on=row.received_on,
        accepted_on=today,
        effective_on=effective_on,
        matter=row.matter,
        remarks=row.remarks,
        is_synthetic=row.is_synthetic,
    )
    name_client(case, client_of(row), row.client_kind)
    return case


def _save(case: Case, agreement: Agreement, trail_seq: int) -> None:
    """Insert both as the event of the acceptance explains them."""
    case.trail_seq = agreement.trail_seq = trail_seq
    case.save(force_insert=True)
    agreement.save(force_insert=True)


def _subjects(row: Entrustment, case: Case) -> Iterator[Subject]:
    """The subjects, sealed anew in their own rows: a seal opens in the row it was made for only."""
    given: EntrustedSubject
    for given in row.subjects.all():
        subject = Subject(case=case, trail_seq=case.trail_seq, identity_index=given.identity_index)
        subject.name = given.name.reveal() if given.name else ""
        subject.identity_number = given.identity_number.reveal() if given.identity_number else ""
        yield subject
