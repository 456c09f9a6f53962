"""What waits at institutions: licences and accreditations that have ended or end soon, and renewals (条例 art. 13)."""

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
from institutions.models import Accreditation, Institution, LicenceRenewal
from institutions.querysets import InstitutionQuerySet
from institutions.verbs import DECIDE_RENEWAL, VIEW

_EXPIRY = Order("expiry", "", ("licence_until", "organisation_id"))
_ACCREDITED = Order("expiry", "", ("valid_until", "id"))
_TERM = Order("expiry", "", ("until", "id"))


def _institutions(actor: PostedActor) -> InstitutionQuerySet:
    return Institution.objects.visible_to(actor).for_list()


def _ended(actor: PostedActor, today: date) -> Any:
    return _institutions(actor).in_practice().filter(licence_until__lt=today, renewal_pending_since__isnull=True)


def _ending(actor: PostedActor, today: date, days: int) -> Any:
    return _institutions(actor).expiring(today, days)


def _line(row: Institution, actor: PostedActor) -> Line:
    own = actor.posting is not None and actor.posting.organisation.kind == Organisation.Kind.INSTITUTION
    act = _("Apply for renewal at the organ") if own else _("Ask whether a renewal has been applied for")
    url = f"{reverse('institution_list')}?q={row.licence_number}"
    return Line(str(row), act, url, row.licence_until, row.licence_number)


def _accreditations(actor: PostedActor) -> Any:
    return Accreditation.objects.visible_to(actor).for_list()


def _lapsed(actor: PostedActor, today: date) -> Any:
    return _accreditations(actor).lapsed(today)


def _lapsing(actor: PostedActor, today: date, days: int) -> Any:
    return _accreditations(actor).expiring(today, days)


def _accredited(row: Accreditation, actor: PostedActor) -> Line:
    own = actor.posting is not None and actor.posting.organisation.kind == Organisation.Kind.INSTITUTION
    act = (
        _("Renew the accreditation, and send the certificate to the organ") if own else _("Ask for the new certificate")
    )
    return Line(row.certificate_number, act, row.institution.standing_url, row.valid_until, str(row.institution))


def _undecided(actor: PostedActor, today: date) -> Any:
    rows = LicenceRenewal.objects.visible_to(actor).pending()
    return rows.select_related("institution__organisation")


def _to_decide(row: LicenceRenewal, actor: PostedActor) -> Line:
    url = reverse("licence_renewal_decide", args=[row.pk])
    return Line(str(row.institution), _("Decide before the last day"), url, row.until, row.document_number)


def _lapsing_soon(days: int) -> Heap:
    return Heap(
        code=f"accreditations_expiring_{days}",
        section=Section.DUE,
        tone="soon" if days == min(NOTICE_DAYS) else "",
        title=format_lazy(gettext_lazy("Accreditations that end within {days} days"), days=days),
        why=gettext_lazy("Counted in calendar days from today; an accreditation holds through its last day."),
        verb=VIEW,
        rows=partial(_lapsing, days=days),
        order=_ACCREDITED,
        line=_accredited,
        full_list=lambda today: f"{reverse('accreditation_list')}?measure=accreditations.expiring_{days}",
        entry="accreditation_list",
        in_working_days=False,
    )


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
    Heap(
        code="accreditations_lapsed",
        section=Section.DUE,
        tone="late",
        title=gettext_lazy("Accreditations past their last day"),
        why=gettext_lazy("What they alone covered may not be accepted where accreditation is compulsory."),
        verb=VIEW,
        rows=_lapsed,
        order=_ACCREDITED,
        line=_accredited,
        full_list=lambda today: f"{reverse('accreditation_list')}?ends=lapsed",
        entry="accreditation_list",
        in_working_days=False,
    ),
    *(_lapsing_soon(days) for days in sorted(NOTICE_DAYS)),
    Heap(
        code="licence_renewals_to_decide",
        section=Section.MINE,
        title=gettext_lazy("Renewals of licences to decide"),
        why=gettext_lazy("The organ decides before the last day; a renewal that is undecided then counts as granted."),
        verb=DECIDE_RENEWAL,
        rows=_undecided,
        order=_TERM,
        line=_to_decide,
        entry="institution_list",
        in_working_days=False,
    ),
)
