"""What waits at institutions: licences that have ended or end soon (条例 art. 13)."""

from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Organisation
from foundation.desk.keyset import Order
from foundation.desk.work.heaps import Heap, Line, Section
from foundation.kpi.expiry import NOTICE_DAYS
from institutions.models import Institution
from institutions.querysets import InstitutionQuerySet
from institutions.verbs import VIEW

_EXPIRY = Order("expiry", "", ("licence_until", "organisation_id"))


def _institutions(actor: PostedActor) -> InstitutionQuerySet:
    return Institution.objects.visible_to(actor).for_list()


def _ended(actor: PostedActor, today: date) -> Any:
    return _institutions(actor).in_practice().filter(licence_until__lt=today)


def _ending(actor: PostedActor, today: date, days: int) -> Any:
    return _institutions(actor).expiring(today, days)


def _line(row: Institution, actor: PostedActor) -> Line:
    own = actor.posting is not None and actor.posting.organisation.kind == Organisation.Kind.INSTITUTION
    act = _("Apply for renewal at the organ") if own else _("Ask whether a renewal has been applied for")
    url = f"{reverse('institution_list')}?q={row.licence_number}"
    return Line(str(row), act, url, row.licence_until, row.licence_number)


def _expiring(days: int) -> Heap:
    return Heap(
        code=f"licences_expiring_{days}",
        section=Section.DUE,
        tone="soon" if days == min(NOTICE_DAYS) else "",
        title=format_lazy(gettext_lazy("Practice licences that end within {days} days"), days=days),
        why=gettext_lazy("Counted in calendar days from today; a licence holds through its last day."),
        verb=VIEW,
        rows=partial(_ending, days=days),
        order=_EXPIRY,
        line=_line,
        full_list=lambda today: f"{reverse('institution_list')}?measure=institutions.expiring_{days}",
        entry="institution_list",
        in_working_days=False,
    )


HEAPS = (
    Heap(
        code="licences_ended",
        section=Section.DUE,
        tone="late",
        title=gettext_lazy("Practice licences past their last day"),
        why=gettext_lazy("The registration has not ended, but the last valid day of the licence is over."),
        verb=VIEW,
        rows=_ended,
        order=_EXPIRY,
        line=_line,
        entry="institution_list",
        in_working_days=False,
    ),
    *(_expiring(days) for days in sorted(NOTICE_DAYS)),
)
