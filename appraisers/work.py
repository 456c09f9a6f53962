"""What waits at appraisers: certificates that have ended or end soon, and one's own."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from appraisers.models import Appraiser, CertificateRenewal
from appraisers.querysets import AppraiserQuerySet
from appraisers.verbs import VIEW
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Organisation
from foundation.desk.keyset import Order
from foundation.desk.work.heaps import Heap, Line, Section
from foundation.kpi.expiry import NOTICE_DAYS
from institutions.barring import against, in_words
from institutions.models import Restriction
from institutions.restrictions.gate import may_object, objection_of
from institutions.verbs import DECIDE_RENEWAL

_EXPIRY = Order("expiry", "", ("certificate_until", "id"))
_TERM = Order("expiry", "", ("until", "id"))


def _appraisers(actor: PostedActor) -> AppraiserQuerySet:
    return Appraiser.objects.visible_to(actor).for_list()


def _ended(actor: PostedActor, today: date) -> Any:
    return _appraisers(actor).filter(certificate_until__lt=today, renewal_pending_since__isnull=True)


def _ending(actor: PostedActor, today: date, days: int) -> Any:
    return _appraisers(actor).expiring(today, days)


def _line(row: Appraiser, actor: PostedActor) -> Line:
    own = actor.posting is not None and actor.posting.organisation.kind == Organisation.Kind.INSTITUTION
    act = _("Apply for renewal at the organ") if own else _("Ask whether a renewal has been applied for")
    url = f"{reverse('appraiser_list')}?q={row.certificate_number}"
    return Line(row.person.name, act, url, row.certificate_until, str(row.institution))


def own_certificate(actor: PostedActor) -> list[Line]:
    """What bars the user himself from practising, and his practice certificate, whatever his posting; none for most."""
    rows = Appraiser.objects.filter(person__user=actor.user_id).select_related("institution__organisation")
    bars = against([row.person_id for row in rows], timezone.localdate())
    return [
        *(Line(in_words(bar), _barred_act(bar), bar.get_absolute_url(), bar.valid_until, bar.document_number)
          for row in rows for bar in bars[row.person_id]),
        *(Line(row.certificate_number, _own_act(row), "", row.certificate_until, str(row.institution), is_number=True)
          for row in rows),
    ]  # fmt: skip


def _barred_act(bar: Restriction) -> str:
    """What the barred does: nothing of what is barred, and he may object while nobody has decided otherwise."""
    if any(may_object(bar, objection_of(bar), timezone.localdate())):
        return _("Accept nothing of what is barred")
    return _("Accept nothing of what is barred; you may object on its page")


def _own_act(row: Appraiser) -> str:
    today = timezone.localdate()
    if row.certificate_until < today and row.renewal_pending_since is not None:
        return _("Past its last day, but it holds on until the renewal is decided")
    if row.certificate_until < today:
        return _("Past its last day: accept no case before it is renewed")
    if row.certificate_until <= today + timedelta(days=max(NOTICE_DAYS)):
        return _("Have your institution apply for the renewal")
    return _("Nothing at present")


def _undecided(actor: PostedActor, today: date) -> Any:
    return CertificateRenewal.objects.visible_to(actor).pending().select_related("appraiser__institution__organisation")


def _to_decide(row: CertificateRenewal, actor: PostedActor) -> Line:
    url = reverse("certificate_renewal_decide", args=[row.pk])
    whose = str(row.appraiser.institution)
    return Line(
        row.appraiser.certificate_number, _("Decide before the last day"), url, row.until, whose, is_number=True
    )


def _expiring(days: int) -> Heap:
    return Heap(
        code=f"certificates_expiring_{days}",
        section=Section.DUE,
        tone="soon" if days == min(NOTICE_DAYS) else "",
        title=format_lazy(gettext_lazy("Practice certificates that end within {days} days"), days=days),
        why=gettext_lazy("Counted in calendar days from today; a certificate holds through its last day."),
        verb=VIEW,
        rows=partial(_ending, days=days),
        order=_EXPIRY,
        line=_line,
        full_list=lambda today: f"{reverse('appraiser_list')}?measure=appraisers.expiring_{days}",
        entry="appraiser_list",
        in_working_days=False,
    )


HEAPS = (
    Heap(
        code="certificates_ended",
        section=Section.DUE,
        tone="late",
        title=gettext_lazy("Practice certificates past their last day"),
        why=gettext_lazy("The certificate is on file, but its last valid day is over."),
        verb=VIEW,
        rows=_ended,
        order=_EXPIRY,
        line=_line,
        entry="appraiser_list",
        in_working_days=False,
    ),
    *(_expiring(days) for days in sorted(NOTICE_DAYS)),
    Heap(
        code="certificate_renewals_to_decide",
        section=Section.MINE,
        title=gettext_lazy("Renewals of certificates to decide"),
        why=gettext_lazy("The organ decides before the last day; a renewal that is undecided then counts as granted."),
        verb=DECIDE_RENEWAL,
        rows=_undecided,
        order=_TERM,
        line=_to_decide,
        entry="appraiser_list",
        in_working_days=False,
    ),
)
