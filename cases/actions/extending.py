"""Extending the time of an appraisal (程序通则 art. 28, 条例 art. 35): requested, approved by the head, told."""

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.conduct.locking import locked
from cases.conduct.states import APPROVE, DECLINE, TIME, ExtensionState
from cases.conduct.telling import users_of, users_with
from cases.conduct.verbs import DECIDE_EXTENSION, INFORM_OF_EXTENSION, REQUEST_EXTENSION
from cases.deadlines import clock_of, opinion_rule
from cases.deriving import put_derived
from cases.models import Case, Extension
from foundation.accounts.notices import notify
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.moves import Message, move
from foundation.audit.once import act
from foundation.audit.reasons import overlong, unfit
from foundation.audit.regulated import write

LETTER_JOB: Final = "cases.write_extension_notice"
MOST: Final = 250
"""Working days, about a year: what is longer is a slip of the keyboard. The law's usual most only warns."""


def warnings_of(case: Case, days: int, today: date) -> list[Finding]:
    """Say what is unusual about an extension by so many days; none of it forbids it (decisions.md 5)."""
    rule, found = opinion_rule(case.effective_on), []
    before = Extension.objects.filter(case=case).approved().count()
    if before:
        found.append(
            Finding(
                _("This case was extended before"),
                TIME,
                fact=_("It would be extension number %(number)d; one is the rule.") % {"number": before + 1},
                overridable=True,
                code="extended_again",
            )
        )
    if rule.extension_max is not None and days > rule.extension_max:
        found.append(
            Finding(
                _("The extension is longer than usual"),
                TIME,
                fact=_("Usually at most %(most)d working days.") % {"most": rule.extension_max},
                overridable=True,
                code="extended_too_far",
            )
        )
    due = clock_of(case, today).due_on
    if due is not None and due < today:
        found.append(
            Finding(
                _("The time has run out already"),
                TIME,
                fact=_("The last day was %(day)s. An extension approved now is kept on file and cures nothing.")
                % {"day": due.isoformat()},
                overridable=True,
                code="extended_late",
            )
        )
    return found


@act
def request(pk: UUID, *, by: Actor, version: int, days: int, reason: str) -> Case:
    """Ask the head for an extension by so many working days, with the reason; return the case.

    The heads of the institution are told. Raises NotAllowed, StaleState, and RuleBroken with findings beside `days` and
    `reason`, or while another request waits.
    """
    case = locked(pk, REQUEST_EXTENSION.code, by=by, version=version)
    if Extension.objects.filter(case=case).requested().exists():
        raise RuleBroken(Finding(_("A request for extension waits for the decision of the head."), code="requested"))
    findings = list(_about_days(days)) + unfit(reason)
    if findings:
        raise RuleBroken(findings)
    today = timezone.localdate()
    number = 1 + Extension.objects.filter(case=case).count()
    facts = {"number": number, "days": days, "warnings": [each.code for each in warnings_of(case, days, today)]}
    write(case, REQUEST_EXTENSION.code, by=by, facts=facts, reason=reason.strip())
    row = Extension(
        case=case,
        number=number,
        state=ExtensionState.REQUESTED,
        days=days,
        reason=reason.strip(),
        requested_on=today,
        trail_seq=case.trail_seq,
    )
    row.save(force_insert=True)
    told = {"number": case.case_number}
    heads = users_with(DECIDE_EXTENSION.code, case, today)
    notify(heads, "extension_requested", f"extension_requested:{row.pk}", told, case.get_absolute_url())
    return case


@act
def decide(pk: UUID, *, by: Actor, version: int, approve: bool, reason: str = "") -> Case:
    """Approve the extension that was asked for, or decline it with a reason; return the case.

    `version` is that of the request. The period is lengthened from the day of approval; approved after the last day it
    cures nothing. The notice to the client is written by a job after the commit. Raises NotAllowed, StaleState, and
    RuleBroken.
    """
    case = locked(pk, DECIDE_EXTENSION.code, by=by)
    row = Extension.objects.select_for_update().filter(case=case).order_by("-number").first()
    if row is None:
        raise RuleBroken(Finding(_("Nobody asked for an extension in this case."), code="not_requested"))
    if row.trail_seq != version:
        raise StaleState(row_label=case.case_number)
    findings = overlong(reason) if approve else unfit(reason)
    if findings:
        raise RuleBroken(findings)
    today = timezone.localdate()
    facts = {
        "number": row.number,
        "days": row.days,
        "warnings": [each.code for each in warnings_of(case, row.days, today)],
    }
    letter = Message(LETTER_JOB, {"extension": str(row.pk)}, key=f"{LETTER_JOB}:{row.pk}")
    move(
        row,
        APPROVE if approve else DECLINE,
        by=by,
        reason=reason.strip(),
        facts=facts,
        values={"decided_on": today},
        messages=[letter] if approve else [],
    )
    put_derived([case], today)
    kind = "extension_approved" if approve else "extension_declined"
    told = {"number": case.case_number}
    people = [each.appraiser for each in case.assignments.current().select_related("appraiser")]
    users = [*users_of(people), *users_with(INFORM_OF_EXTENSION.code, case, today)]
    notify(users, kind, f"{kind}:{row.pk}", told, case.get_absolute_url())
    return case


@act
def inform(pk: UUID, *, by: Actor, version: int, informed_on: date) -> Case:
    """Record the day on which the client was informed of the extension (art. 28: in time); return the case.

    `version` is that of the extension. Raises NotAllowed, StaleState, and RuleBroken with findings beside
    `informed_on`, or where nothing is to be told.
    """
    case = locked(pk, INFORM_OF_EXTENSION.code, by=by)
    row = Extension.objects.select_for_update().filter(case=case).untold().order_by("number").first()
    if row is None:
        raise RuleBroken(Finding(_("The client need not be informed of any extension."), code="nothing_to_tell"))
    if row.trail_seq != version:
        raise StaleState(row_label=case.case_number)
    today = timezone.localdate()
    if informed_on > today:
        raise RuleBroken(Finding(_("This day has not come yet."), field="informed_on"))
    if row.decided_on is not None and informed_on < row.decided_on:
        words = _("The extension was approved on %(day)s; the client cannot have been informed before.")
        raise RuleBroken(Finding(words % {"day": row.decided_on.isoformat()}, field="informed_on"))
    row.informed_on = informed_on
    write(row, INFORM_OF_EXTENSION.code, by=by, facts={"number": row.number}, occurred_on=informed_on)
    return case


def _about_days(days: int) -> Iterator[Finding]:
    if not 1 <= days <= MOST:
        yield Finding(_("Write a number of working days from 1 to %(most)d.") % {"most": MOST}, field="days")
