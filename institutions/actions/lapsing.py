"""Opening a lapse when a condition is lost, closing it when it is kept again: by the nightly look, in its transaction.

A lapse hits only the item or practice category that it names; it is told once, has one letter, and where the dated
list says so one finding, about which the organ of the city orders rectification.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation.accounts.models import Organisation
from foundation.accounts.notices import notify
from foundation.audit.actors import SYSTEM
from foundation.audit.moves import Move, move
from foundation.audit.outbox import put
from foundation.audit.regulated import write
from institutions.actions.finding import Found, record
from institutions.covering import named
from institutions.lapses import deadlines, gate
from institutions.lapses.states import CLOSING, OPENED, TERM_OVER, LapseOutcome, LapseState
from institutions.models import Finding, Institution, Lapse
from institutions.recipients import in_charge_of, officers_of
from institutions.rectification.states import FindingState
from institutions.standing.conditions import Judged

TERM_OVER_GROUND: Final = "SD16-8"
"""条例 art. 16(2): not cured by the end of the rectification, or no resumption asked for."""
LETTER_JOB: Final = "institutions.write_lapse_letter"
FINDING_CLOSED: Final = Move("finding.settled", frozenset({FindingState.RECORDED.value}), FindingState.CLOSED.value)


@dataclass(frozen=True)
class Lost:
    """What is lost, since when; `said` is the answer in words."""

    judged: Judged
    since: date
    said: str


def open_lapse(institution: Institution, lost: Lost, on: date) -> Lapse:
    """Write that a condition is lost, with its finding, letter and notices, and return it."""
    judged, rule = lost.judged, lost.judged.rule
    row = Lapse(
        institution=institution,
        city_code=institution.city_code,
        county_code=institution.county_code,
        condition=rule.condition,
        category=judged.category,
        rule=rule.code,
        article=rule.article,
        stops_item=rule.stops_item,
        since=lost.since,
        noticed_on=on,
        ask_by=deadlines.ask_by(rule.clock, lost.since, on),
    )
    if rule.makes_finding:
        row.finding = _finding(row, lost, on)
    facts = {
        "condition": rule.condition.value, "category": judged.category, "since": lost.since, "ask_by": row.ask_by,
        "found": judged.found, "least": rule.least,
    }  # fmt: skip
    write(row, OPENED, by=SYSTEM, facts=facts)
    put(LETTER_JOB, {"lapse": str(row.pk)}, key=f"{LETTER_JOB}:{row.pk}")
    _tell(row, "condition_lost", on)
    return row


def close_lapse(row: Lapse, outcome: LapseOutcome, on: date) -> None:
    """Close a lapse whose condition is kept again or not asked any more; a finding without an order goes with it."""
    values = {"outcome": outcome.value, "closed_on": on}
    move(row, CLOSING, by=SYSTEM, facts={"outcome": outcome.value}, values=values)
    found = row.finding
    if found is not None and found.state == FindingState.RECORDED:
        move(found, FINDING_CLOSED, by=SYSTEM, facts={"lapse": str(row.pk)}, values={"closed_on": on})
    _tell(row, "condition_restored", on)


def awaits_decision(row: Lapse, on: date) -> bool:
    """Whether a lapse whose condition is kept again stays until an organ decides: suspended or reported, in its term.

    A suspension ends by report and decision (条例 art. 14); one whose last day is over bars nothing any more.
    """
    if row.state in (LapseState.REPORTED, LapseState.SURRENDERED):
        return True
    return row.state == LapseState.SUSPENDED and not gate.term_over(row, on)


def note_term_over(row: Lapse, on: date) -> bool:
    """Note, once, that a suspension is over with its condition still lost: a finding, and those concerned are told."""
    if row.term_over_on is not None or not gate.term_over(row, on):
        return False
    row.term_over_on = on
    if row.finding is None:
        with override("zh-hans"):  # findings are documents
            words = _("The suspension for rectification of %(place)s is over, and its condition is still lost.") % {
                "place": place_of(row)
            }
        row.finding = _recorded(row, TERM_OVER_GROUND, words, on)
    write(row, TERM_OVER, by=SYSTEM, facts={"category": row.category})
    _tell(row, "suspension_term_over", on)
    return True


def _finding(row: Lapse, lost: Lost, on: date) -> Finding | None:
    """Record a finding of the organ of the city, which orders rectification; None where the city has none."""
    with override("zh-hans"):  # findings are documents
        told = {"name": lost.judged.rule.name, "since": lost.since.isoformat(), "said": lost.said}
        words = _("%(name)s: not kept since %(since)s (%(said)s).") % told
    return _recorded(row, row.rule, words, on)


def _recorded(row: Lapse, ground: str, words: str, on: date) -> Finding | None:
    organ = Organisation.objects.filter(kind="organ", level="city", city_code=row.city_code).first()
    if organ is None:
        return None
    with override("zh-hans"):
        about = place_of(row)
    return record(
        Found(ground, words, Finding.Severity.MEDIUM.value),
        by=SYSTEM,
        organ=organ,
        institution=row.institution,
        source=Finding.Source.STANDING.value,
        source_id=row.pk,
        about=about,
        on=on,
        is_synthetic=row.institution.organisation.is_synthetic,
    )


def place_of(row: Lapse) -> str:
    """Name what a lapse hits."""
    return named([row.category]) if row.category else _("The institution as a whole")


def _tell(row: Lapse, kind: str, on: date) -> None:
    people = in_charge_of([row.institution_id], on)[row.institution_id]
    officers: Iterable[int] = officers_of([row.city_code], on)[row.city_code]
    told: dict[str, str | int] = {"name": str(row.institution), "place": place_of(row)}
    notify([*people, *officers], kind, f"{kind}:{row.pk}", told, row.get_absolute_url())


def standing_places(rows: Iterable[Lapse]) -> dict[tuple[str, str], Lapse]:
    """Return lapses by the condition and what it was asked of."""
    return {(row.condition, row.category): row for row in rows if row.state != LapseState.CLOSED}
