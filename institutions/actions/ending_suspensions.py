"""The end of a suspension: the institution reports or gives the item up, the organ lets it resume or deregisters it."""

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.moves import move
from foundation.audit.once import act, as_parts
from foundation.audit.reasons import unfit
from institutions.actions.changing_registration import Paper, change_registration
from institutions.actions.holding import organ_of
from institutions.actions.restricting import end_bar, lift_objections
from institutions.actions.scoping import end_scope
from institutions.actions.suspending import held_lapse, tell
from institutions.lapses import gate
from institutions.lapses.states import (
    DEREGISTERING,
    REPORTING,
    RESUMING,
    SURRENDERING,
    TO_OPEN,
    TO_SUSPENDED,
    LapseOutcome,
)
from institutions.lapses.verbs import END, GIVE_UP, REPORT, STOPS
from institutions.models import Lapse, Restriction, ScopeItem
from institutions.recipients import in_charge_of, officers_of
from institutions.standing import gate as standing_gate
from institutions.standing.watching import lost_places


@act
def report_kept(pk: UUID, *, by: Actor, version: int, report: str) -> Lapse:
    """Report that the condition of a suspended item is kept again, and how; the organ decides (条例 art. 14).

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = held_lapse(pk, by, REPORT.code, version)
    findings = [*gate.may_report(row), *gate.plan_objections(report, "report")]
    if findings:
        raise RuleBroken(findings)
    today = timezone.localdate()
    move(row, REPORTING, by=by, facts={}, values={"reported_on": today, "report": report.strip()})
    tell(row, "suspension_reported", officers_of([row.institution.city_code], today)[row.institution.city_code])
    return row


@act
def give_up(pk: UUID, *, by: Actor, version: int, report: str) -> Lapse:
    """Ask to give up the item whose condition is lost; it stays registered until the organ has decided.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = held_lapse(pk, by, GIVE_UP.code, version)
    findings = [*gate.may_give_up(row), *gate.plan_objections(report, "report")]
    if findings:
        raise RuleBroken(findings)
    today = timezone.localdate()
    move(row, SURRENDERING, by=by, facts={}, values={"reported_on": today, "report": report.strip()})
    tell(row, "giving_up_asked", officers_of([row.institution.city_code], today)[row.institution.city_code])
    return row


@act
def end_suspension(pk: UUID, *, by: Actor, version: int, outcome: str, document_number: str, reason: str) -> Lapse:
    """Let the item resume, deregister it, or send the report or the request back.

    Resumed, its bar is lifted, if the condition is kept by what is on record; deregistered, the item leaves the scope
    of the licence from today on. Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = held_lapse(pk, by, END.code, version)
    today, number, why = timezone.localdate(), document_number.strip(), reason.strip()
    lost = outcome == gate.RESUME and (row.condition, row.category) in lost_places(row.institution, today)
    bar = _bar_of(row, today)
    findings = [
        *gate.end_objections(row, outcome, today, lost=lost),
        *standing_gate.document_objections(document_number),
        *unfit(reason),
    ]
    if bar is not None and outcome != gate.SEND_BACK:
        findings += lift_objections(bar, organ_of(by))
    if findings:
        raise RuleBroken(findings)
    values = {"decided_on": today, "decision_document": number, "decision_reason": why}
    facts = {"outcome": outcome, "document": number}
    if outcome == gate.SEND_BACK:
        back = TO_SUSPENDED if row.restriction is not None else TO_OPEN
        move(row, back, by=by, reason=why, facts=facts, values=values)
    else:
        resumed = outcome == gate.RESUME
        ended = LapseOutcome.RESUMED if resumed else LapseOutcome.DEREGISTERED
        if bar is not None:
            end_bar(bar, organ_of(by), by=by, number=number, reason=why)
        if not resumed:
            _deregister(row, Paper(on=today, number=number, reason=why), by)
        values |= {"outcome": ended.value, "closed_on": today}
        move(row, RESUMING if resumed else DEREGISTERING, by=by, reason=why, facts=facts, values=values)
    tell(row, "suspension_ended", in_charge_of([row.institution_id], today)[row.institution_id])
    return row


def _bar_of(row: Lapse, today: date) -> Restriction | None:
    """The bar that still bars, locked by its institution; None where there is none any more."""
    bar = row.restriction
    if bar is None or bar.lifted_on is not None or (bar.valid_until is not None and bar.valid_until < today):
        return None
    return bar


def _deregister(row: Lapse, paper: Paper, by: Actor) -> None:
    """Take the item out of the scope, or the practice category off the licence where it lists no items of it.

    By the verbs of their pages, as parts of this act. Raises RuleBroken for the only category of a licence.
    """
    house = row.institution
    items = ScopeItem.objects.filter(institution=house, category=row.category).in_force(paper.on)
    listed = list(items)
    with as_parts():
        for item in listed:
            last = max(paper.on - timedelta(days=1), item.valid_from)
            end_scope(
                item.pk, by=by, version=item.trail_seq, valid_until=last, document_number=paper.number,
                reason=paper.reason,
            )  # fmt: skip
        if not listed and row.category in house.practice_codes:
            kept = [code for code in house.practice_codes if code != row.category]
            if not kept:
                raise RuleBroken(
                    Finding(
                        _("It is the only category of the licence."),
                        STOPS,
                        "outcome",
                        way_out=_("End the registration of the institution instead."),
                        code="only_category",
                    )
                )
            change_registration(house.pk, by=by, version=house.trail_seq, paper=paper, items={"practice_codes": kept})
