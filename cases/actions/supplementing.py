"""Asking for a supplement of materials and recording that it has come: the time stands still in between.

程序通则 art. 28, last paragraph; 条例 art. 35.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.conduct.locking import locked
from cases.conduct.states import RESUME, SUSPEND
from cases.conduct.telling import users_of
from cases.conduct.verbs import ASK_SUPPLEMENT, RECEIVE_SUPPLEMENT
from cases.deadlines import clock_of
from cases.deriving import put_derived
from cases.models import Case, Supplement
from foundation.accounts.notices import notify
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.moves import Message, move
from foundation.audit.once import act
from foundation.audit.reasons import LONGEST, at_most

GROUND: Final = "EX-1"
"""Time to supplement or re-collect materials, of the list `time_exclusions`."""
LETTER_JOB: Final = "cases.write_supplement_request"
LEAST: Final = 2
MOST: Final = 2_000
"""Characters of what is wanted: a list of materials with their particulars."""


@act
def ask(pk: UUID, *, by: Actor, version: int, wanted: str, supplier: str) -> Case:
    """Ask for further or re-collected materials: the case is suspended and its time paused from today; return it.

    Today still counts (decisions.md 4). Asked after the last day the pause changes nothing, which the event keeps. The
    letter to the client is written by a job after the commit. Raises NotAllowed, StaleState, and RuleBroken with
    findings beside `wanted` and `supplier`.
    """
    case = locked(pk, ASK_SUPPLEMENT.code, by=by, version=version)
    findings = list(_objections(wanted, supplier))
    if findings:
        raise RuleBroken(findings)
    today = timezone.localdate()
    number = 1 + Supplement.objects.filter(case=case).count()
    facts = {"number": number, "ground": GROUND, "supplier": supplier, "asked_on": today, "late": _is_late(case, today)}
    row = Supplement(case=case, number=number, ground=GROUND, wanted=wanted.strip(), supplier=supplier, asked_on=today)
    letter = Message(LETTER_JOB, {"supplement": str(row.pk)}, key=f"{LETTER_JOB}:{row.pk}")
    move(case, SUSPEND, by=by, facts=facts, messages=[letter])
    row.trail_seq = case.trail_seq
    row.save(force_insert=True)
    return case


@act
def receive(pk: UUID, *, by: Actor, version: int, received_on: date, received: str = "") -> Case:
    """Record that what was asked for has come: the case goes on and its time counts again; return it.

    `received_on` lies between the request and today; the day itself does not count (decisions.md 4). Raises NotAllowed,
    StaleState, and RuleBroken with findings beside the fields, or when nothing is awaited.
    """
    case = locked(pk, RECEIVE_SUPPLEMENT.code, by=by, version=version)
    row = Supplement.objects.select_for_update().filter(case=case, received_on__isnull=True).first()
    if row is None:
        raise RuleBroken(Finding(_("No supplement is awaited in this case."), code="nothing_awaited"))
    today = timezone.localdate()
    findings = list(_about_receipt(row, received_on, received, today))
    if findings:
        raise RuleBroken(findings)
    facts = {"number": row.number, "asked_on": row.asked_on, "received_on": received_on}
    move(case, RESUME, by=by, facts=facts, occurred_on=received_on)
    row.received_on, row.received, row.trail_seq = received_on, received.strip(), case.trail_seq
    row.save()
    put_derived([case], today)
    appraisers = [each.appraiser for each in case.assignments.current().select_related("appraiser")]
    told = {"number": case.case_number}
    notify(users_of(appraisers), "supplement_received", f"supplement_received:{row.pk}", told, case.get_absolute_url())
    return case


def _is_late(case: Case, today: date) -> bool:
    due = clock_of(case, today).due_on
    return due is not None and due < today


def _objections(wanted: str, supplier: str) -> Iterator[Finding]:
    if len(wanted.strip()) < LEAST or "\0" in wanted:
        yield Finding(_("Say which materials are wanted."), field="wanted")
    elif len(wanted) > MOST:
        yield Finding(at_most(wanted, MOST), field="wanted")
    if supplier not in Supplement.Supplier.values:
        yield Finding(_("Choose who has to give it."), field="supplier")


def _about_receipt(row: Supplement, received_on: date, received: str, today: date) -> Iterator[Finding]:
    if received_on > today:
        yield Finding(_("This day has not come yet."), field="received_on")
    elif received_on < row.asked_on:
        words = _("It was asked for on %(day)s and cannot have come before.")
        yield Finding(words % {"day": row.asked_on.isoformat()}, field="received_on")
    if len(received) > LONGEST or "\0" in received:
        yield Finding(at_most(received, LONGEST), field="received")
