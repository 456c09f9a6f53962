"""Ordering a report: by a person for his own area or one below it, and by the timetable."""

from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor, PostedActor
from foundation.audit import outbox
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from foundation.kpi.periods import NoPeriod, Period
from foundation.kpi.releases.naming import code_of, period_of
from governance.reporting.models import Report
from governance.reporting.places import Place, place_for
from governance.reporting.states import ReportKind
from governance.reporting.verbs import ORDER

WRITE_JOB: Final = "reporting.write"


@act
def order(area: str, period: str, *, by: AnyActor, reason: str) -> Report:
    """Order the report of an area on a month or year that is over; a job writes it.

    `area` is a code of the table of divisions, the key of an economic circle, or that of an institution.

    Where there is one already the next version is ordered. Raises NotAllowed, and RuleBroken with findings beside the
    fields, also while one of the same area and period is being written.
    """
    if not by.may(ORDER.code):
        raise NotAllowed(ORDER.code, by.why_not(ORDER.code))
    place, found = place_for(by, area.strip()), _period(period)
    findings = unfit(reason)
    if place is None:
        findings.append(Finding(_("Choose your own area or one below it."), field="area"))
    if isinstance(found, Finding):
        findings.append(found)
    if findings or place is None or isinstance(found, Finding):
        raise RuleBroken(findings)
    return _ordered(place, found, by, reason.strip())


def order_by_timetable(place: Place, period: Period) -> Report:
    """Order a report that is due, in the transaction of the caller."""
    return _ordered(place, period, SYSTEM, "")


def _ordered(place: Place, period: Period, by: Actor, reason: str) -> Report:
    code = code_of(period)
    standing = Report.objects.of(place.columns).filter(period=code).standing()
    row = Report(
        kind=period.kind,
        **place.columns,
        period=code,
        first_day=period.whole.first,
        last_day=period.whole.last,
        version=(standing.aggregate(last=Max("version"))["last"] or 0) + 1,
        ordered_on=timezone.localdate(),
        reason=reason,
        is_synthetic=settings.PORTAL_DEMO,
    )
    if isinstance(by, PostedActor):
        row.ordered_by, row.ordered_in = by.user, by.posting
    facts = {"area": place.code, "period": code, "version": row.version}
    try:
        with transaction.atomic():  # of several who order at the same moment one is served
            write(row, ORDER.code, by=by, facts=facts, reason=reason)
    except IntegrityError:
        raise RuleBroken(
            Finding(
                _("This report is being written already."),
                field="period",
                way_out=_("Wait for it; order a further version when figures have changed since."),
            )
        ) from None
    outbox.put(WRITE_JOB, {"report": str(row.pk)}, key=f"{WRITE_JOB}:{row.pk}")
    return row


def _period(code: str) -> Period | Finding:
    today = timezone.localdate()
    try:
        found = period_of(code.strip(), today)
    except NoPeriod:
        found = None
    if found is None or found.kind not in ReportKind.values:
        return Finding(_("Write a month or a year, for example 2026-10 or 2025."), field="period")
    if found.whole.last >= today:
        return Finding(_("This period is not over yet; reports are written of periods that are over."), field="period")
    return found
