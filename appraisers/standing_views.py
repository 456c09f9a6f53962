"""Pages of restrictions and renewals of an appraiser: what stands, and the acts on it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from appraisers.actions import renewing, restricting
from appraisers.describing import detail_of
from appraisers.models import Appraiser, CertificateRenewal
from appraisers.verbs import VIEW
from foundation.accounts.doors import Request, staff_page
from foundation.audit.errors import Finding
from foundation.audit.once import Answer
from foundation.desk.detail.acts import Wish, offered
from foundation.desk.detail.page import show
from foundation.desk.filling.attempting import attempt, typed
from foundation.documents.actions.storing import Received
from institutions.actions.renewing import latest_end
from institutions.actions.restricting import Bar
from institutions.models import Restriction
from institutions.renewing import DEEMED, DUE, ask_by, lives_on
from institutions.restrictions.verbs import VIEW as SEE_RESTRICTIONS
from institutions.standing.forms import DecideRenewalForm, RenewalForm, RestrictionForm
from institutions.standing.page import renewals_shown, restrictions_shown
from institutions.standing.views import METHODS, answer, asked_by_words, decision_words, with_document
from institutions.verbs import DECIDE_RENEWAL, RECORD_RENEWAL, RESTRICT


@staff_page(VIEW)
@require_GET
def appraiser_standing(request: Request, pk: UUID) -> HttpResponse:
    """What bars an appraiser, and his applications for renewal."""
    row, today, actor = _appraiser(request, pk), timezone.localdate(), request.actor
    renewals = list(CertificateRenewal.objects.visible_to(actor).filter(appraiser=row))
    restrictions = Restriction.objects.visible_to(actor).filter(person=row.person_id)
    detail = detail_of(row, actor)
    detail.acts = offered(actor, *_wishes(row, any(each.is_pending for each in renewals)))
    context = {
        "appraiser": row,
        "restrictions": restrictions_shown(restrictions.select_related("person", "set_by"), actor, today),
        "renewals": renewals_shown(renewals, actor, "certificate_renewal_decide"),
        "deemed": lives_on(row.certificate_until, row.renewal_pending_since, today),
        "sees_restrictions": actor.may(SEE_RESTRICTIONS.code),
        "deemed_article": DEEMED,
        "due_article": DUE,
    }
    return show(request, detail, "standing", "appraisers/standing.html", context)


def _wishes(row: Appraiser, pending: bool) -> list[Wish]:
    waiting = [Finding(_("An application is waiting for its decision already."))] if pending else []
    return [
        Wish(
            (RECORD_RENEWAL,),
            _("Record an application for renewal"),
            reverse("certificate_renewal_new", args=[row.pk]),
            findings=waiting,
        ),
        Wish(
            (RESTRICT,),
            _("Restrict the practice"),
            reverse("appraiser_restriction_new", args=[row.pk]),
            is_grave=True,
            asks_reason=True,
        ),
    ]


@staff_page(RESTRICT)
@require_http_methods(METHODS)
def appraiser_restriction_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Restrict an appraiser; he and his institution are told, and the public register says so."""
    row = _appraiser(request, pk)
    first = {"valid_from": timezone.localdate()}
    form = RestrictionForm(
        typed(request), request.FILES or None, practice_codes=row.practice_codes, subject="person", initial=first
    )

    def act(given: dict[str, Any], document: Received | None) -> Answer:
        return {"id": restricting.restrict_appraiser(pk, by=request.actor, bar=Bar(**given), document=document).pk}

    done = with_document(request, form, act, scope="appraiser_restriction")
    words = {
        "heading": _("Restrict the practice"),
        "named": f"{row.person.name}　{row.certificate_number}",
        "consequence": _(
            "The appraiser may be given nothing of what is barred, and the public register says restricted."
        ),
        "button": _("Set the restriction"),
        "grave": True,
    }
    said = _("The restriction is set, and those concerned are told.")
    return answer(request, form, _back(row), done, said, words, row.person.name)


@staff_page(RECORD_RENEWAL)
@require_http_methods(METHODS)
def certificate_renewal_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that renewal of the certificate was asked for."""
    row, today = _appraiser(request, pk), timezone.localdate()
    form = RenewalForm(typed(request), initial={"version": row.trail_seq, "asked_on": today})
    done = attempt(request, form, lambda given: renewing.record_certificate_renewal(pk, by=request.actor, **given))
    words = {
        "heading": _("Record an application for renewal"),
        "named": f"{row.person.name}　{row.certificate_number}",
        "consequence": asked_by_words(ask_by(row.certificate_until, today)),
        "button": _("Record the application"),
    }
    return answer(request, form, _back(row), done, _("The application is on record."), words, row.person.name)


@staff_page(DECIDE_RENEWAL)
@require_http_methods(METHODS)
def certificate_renewal_decide(request: Request, pk: UUID) -> HttpResponseBase:
    """Decide about the renewal of a certificate."""
    rows = CertificateRenewal.objects.visible_to(request.actor).select_related("appraiser__person")
    renewal = get_object_or_404(rows, pk=pk)
    row = renewal.appraiser
    first = {"version": renewal.trail_seq, "new_until": latest_end(renewal)}
    form = DecideRenewalForm(typed(request), initial=first)
    done = attempt(
        request, form, lambda _given: renewing.decide_certificate_renewal(pk, by=request.actor, **form.given())
    )
    words = decision_words(renewal, f"{row.person.name}　{row.certificate_number}")
    return answer(request, form, _back(row), done, _("The decision is on record."), words, row.person.name)


def _appraiser(request: Request, pk: UUID) -> Appraiser:
    return get_object_or_404(Appraiser.objects.visible_to(request.actor).for_list(), pk=pk)


def _back(row: Appraiser) -> str:
    return reverse("appraiser_standing", args=[row.pk])
