"""The tab of an institution on which its scope, accreditations, restrictions and renewals stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.audit.errors import Finding
from foundation.desk import formats
from foundation.desk.detail.acts import Wish
from foundation.law import queries as law
from institutions import barring
from institutions.actions.barring_heads import of_house, of_organ
from institutions.covering import COMPULSORY, holds, named, standing_of
from institutions.describing import validity
from institutions.models import Accreditation, Institution, LicenceRenewal, Outcome, Renewal, Restriction, ScopeItem
from institutions.openness import taken
from institutions.renewing import ask_by
from institutions.verbs import (
    CHANGE_SCOPE,
    DECIDE_RENEWAL,
    KEEP_ACCREDITATIONS,
    LIFT_RESTRICTION,
    RECORD_RENEWAL,
    RESTRICT,
)


@dataclass(frozen=True)
class Shown:
    """A row in words: its state as tone and word, and where its act leads (empty where there is none)."""

    row: Any
    tone: str
    word: str
    names: str = ""
    url: str = ""
    note: str = ""


def scope_shown(institution: Institution, actor: AnyActor, on: date) -> list[Shown]:
    """Return the items of the licence, those in force first."""
    may = actor.may(CHANGE_SCOPE)
    found = []
    stopped = taken(institution, on).stopped
    for row in ScopeItem.objects.visible_to(actor).filter(institution=institution).select_related("category"):
        over = row.valid_until is not None and row.valid_until < on
        tone, word = ("void", _("Given up")) if over else ("ok", _("In force"))
        if not over and row.category_id in stopped:
            tone, word = "hold", _("Accepts nothing at present")
        url = reverse("scope_item_end", args=[row.pk]) if may and row.valid_until is None else ""
        found.append(Shown(row, tone, word, row.category.name, url))
    return sorted(found, key=lambda each: each.tone == "void")


def accreditations_shown(institution: Institution, actor: AnyActor, on: date) -> list[Shown]:
    """Return the accreditations with what they cover and how long they hold."""
    may = actor.may(KEEP_ACCREDITATIONS)
    rows = Accreditation.objects.visible_to(actor).filter(institution=institution)
    return [_accreditation(row, may, on) for row in rows]


def accreditations_on(institution: Institution, actor: AnyActor, on: date) -> list[Shown]:
    """Return the accreditations that held on a day."""
    return [each for each in accreditations_shown(institution, actor, on) if holds(each.row, on)]


def _accreditation(row: Accreditation, may: bool, on: date) -> Shown:
    state = standing_of(row, on)
    url = reverse("accreditation_end", args=[row.pk]) if may and row.ended_on is None else ""
    note = "" if row.valid_from > on else validity(row.valid_until)
    if row.ended_on is not None:
        note = _("not valid from %(day)s on") % {"day": formats.prose_date(row.ended_on)}
    return Shown(row, state.tone, state.word, named(row.covers), url, note)


def restrictions_shown(rows: Iterable[Restriction], actor: AnyActor, on: date) -> list[Shown]:
    """Return restrictions with their grounds, those that hold first."""
    may = actor.may(LIFT_RESTRICTION)
    found = []
    for row in rows:
        if row.lifted_on is not None:
            tone, word = "void", _("Lifted")
        elif row.valid_until is not None and row.valid_until < on:
            tone, word = "void", _("Ended")
        elif row.valid_from > on:
            tone, word = "hold", _("Begins later")
        else:
            tone, word = "hold", _("Holds now")
        url = reverse("restriction_lift", args=[row.pk]) if may and tone != "void" else ""
        found.append(Shown(row, tone, word, barring.what_words(row), url, barring.ground_words(row)))
    return sorted(found, key=lambda each: each.tone == "void")


def restrictions_of(institution: Institution, actor: AnyActor) -> Any:
    """The restrictions of an institution and of those who practise there."""
    rows = Restriction.objects.visible_to(actor).filter(institution=institution)
    return rows.select_related("organisation", "person", "set_by", "lifted_by")


def renewals_shown(rows: Iterable[Renewal], actor: AnyActor, route: str) -> list[Shown]:
    """Return applications for renewal with what became of them; `route` leads to the decision."""
    may = actor.may(DECIDE_RENEWAL)
    tones = {Outcome.PENDING.value: "open", Outcome.GRANTED.value: "ok", Outcome.REFUSED.value: "void"}
    return [
        Shown(
            row,
            tones[row.outcome],
            str(Outcome(row.outcome).label),
            url=reverse(route, args=[row.pk]) if may and row.is_pending else "",
            note=timeliness(row),
        )
        for row in rows
    ]


def timeliness(row: Renewal) -> str:
    """Say whether an application came in time, by which of the two rules."""
    if not row.in_time:
        return _("Too late to keep the permit alive past its last day")
    if ask_by(row.until, row.asked_on).on_the_due_day(row.asked_on):
        return _("In time")
    return _("After the day of the province's rule, before that of the national one")


def licence_renewals(institution: Institution, actor: AnyActor) -> Any:
    """The applications for renewal of the licence."""
    return LicenceRenewal.objects.visible_to(actor).filter(institution=institution)


def accreditation_needed(institution: Institution, on: date) -> str:
    """Name the practice categories of the licence for which accreditation is compulsory."""
    codes = {str(row.details.get("category", "")) for row in law.entries(COMPULSORY, on)}
    return named(code for code in institution.practice_codes if codes.intersection(law.lineage(code)))


def head_wish(institution: Institution, actor: AnyActor) -> Wish:
    """Barring the head, where the licence was revoked and the organ may do so."""
    posting = actor.posting
    against = [*of_house(institution), *(of_organ(posting.organisation) if posting is not None else ())]
    url = reverse("head_restriction_new", args=[institution.pk])
    return Wish((RESTRICT,), _("Bar the head"), url, findings=against, is_grave=True, asks_reason=True)


def wishes_of(institution: Institution, pending: bool) -> list[Wish]:
    """What can be done with the standing of an institution."""
    waiting = [Finding(_("An application is waiting for its decision already."))] if pending else []
    return [
        Wish((CHANGE_SCOPE,), _("Enter items of the scope"), reverse("scope_new", args=[institution.pk])),
        Wish((KEEP_ACCREDITATIONS,), _("Record an accreditation"), reverse("accreditation_new", args=[institution.pk])),
        Wish(
            (RECORD_RENEWAL,),
            _("Record an application for renewal"),
            reverse("licence_renewal_new", args=[institution.pk]),
            findings=waiting,
        ),
        Wish(
            (RESTRICT,),
            _("Restrict the practice"),
            reverse("restriction_new", args=[institution.pk]),
            is_grave=True,
            asks_reason=True,
        ),
    ]
