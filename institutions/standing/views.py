"""Pages of scope, accreditation, restriction and renewal of an institution: what stands, and the acts on it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.audit.once import Answer
from foundation.desk import formats
from foundation.desk.detail.acts import offered
from foundation.desk.detail.page import show
from foundation.desk.filling.attempting import attempt, attempt_once, status_of, typed
from foundation.documents.actions import storing
from foundation.documents.actions.storing import Received
from foundation.documents.refusals import FileRefused
from institutions.actions import accrediting, renewing, restricting, scoping
from institutions.barring import what_words
from institutions.covering import named
from institutions.describing import detail_of
from institutions.models import Accreditation, Institution, LicenceRenewal, Renewal, Restriction, ScopeItem
from institutions.renewing import DEEMED, DUE, ask_by, lives_on
from institutions.restrictions.purposes import DECISION
from institutions.restrictions.verbs import VIEW as SEE_RESTRICTIONS
from institutions.standing import page as standing_page
from institutions.standing.forms import (
    AccreditationForm,
    DecideRenewalForm,
    EndAccreditationForm,
    EndScopeForm,
    LiftForm,
    RenewalForm,
    RestrictionForm,
    ScopeForm,
)
from institutions.verbs import (
    CHANGE_SCOPE,
    DECIDE_RENEWAL,
    KEEP_ACCREDITATIONS,
    LIFT_RESTRICTION,
    RECORD_RENEWAL,
    RESTRICT,
    VIEW,
)

METHODS = ["GET", "HEAD", "POST"]


@staff_page(VIEW)
@require_GET
def institution_standing(request: Request, pk: UUID) -> HttpResponse:
    """What an institution may do today and why: scope, accreditations, restrictions, renewals."""
    institution, today, actor = _institution(request, pk), timezone.localdate(), request.actor
    renewals = list(standing_page.licence_renewals(institution, actor))
    detail = detail_of(institution, actor)
    pending = any(row.is_pending for row in renewals)
    wishes = standing_page.wishes_of(institution, pending)
    if institution.status == Institution.Status.ENDED:
        wishes.append(standing_page.head_wish(institution, actor))
    detail.acts = offered(actor, *wishes)
    restrictions = standing_page.restrictions_of(institution, actor)
    context = {
        "institution": institution,
        "scope": standing_page.scope_shown(institution, actor, today),
        "practice": named(institution.practice_codes),
        "accreditations": standing_page.accreditations_shown(institution, actor, today),
        "needed": standing_page.accreditation_needed(institution, today),
        "restrictions": standing_page.restrictions_shown(restrictions, actor, today),
        "renewals": standing_page.renewals_shown(renewals, actor, "licence_renewal_decide"),
        "deemed": lives_on(institution.licence_until, institution.renewal_pending_since, today),
        "sees_restrictions": actor.may(SEE_RESTRICTIONS.code),
        "deemed_article": DEEMED,
        "due_article": DUE,
    }
    return show(request, detail, "standing", "institutions/standing.html", context)


@staff_page(CHANGE_SCOPE)
@require_http_methods(METHODS)
def scope_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Enter items of the business scope."""
    institution = _institution(request, pk)
    first = {"version": institution.trail_seq, "valid_from": timezone.localdate()}
    form = ScopeForm(typed(request), practice_codes=institution.practice_codes, initial=first)
    done = attempt(request, form, lambda given: scoping.enter_scope(pk, by=request.actor, **given))
    words = {
        "heading": _("Enter items of the scope"),
        "named": str(institution),
        "consequence": _("From the first day on, entrustments are compared with these items."),
        "button": _("Enter the items"),
    }
    return _answer(request, form, institution, done, _("The items are entered."), words)


@staff_page(CHANGE_SCOPE)
@require_http_methods(METHODS)
def scope_item_end(request: Request, pk: UUID) -> HttpResponseBase:
    """Give up an item of the business scope."""
    rows = ScopeItem.objects.visible_to(request.actor).select_related("category", "institution__organisation")
    row = get_object_or_404(rows, pk=pk)
    form = EndScopeForm(typed(request), initial={"version": row.trail_seq, "valid_until": timezone.localdate()})
    done = attempt(request, form, lambda given: scoping.end_scope(pk, by=request.actor, **given))
    words = {
        "heading": _("Give up an item of the scope"),
        "named": f"{row.institution}　{row.category.name}",
        "consequence": _("After its last day no entrustment of this item may be accepted. Other items stay."),
        "button": _("Give the item up"),
        "grave": True,
    }
    return _answer(request, form, row.institution, done, _("The last day of the item is on record."), words)


@staff_page(KEEP_ACCREDITATIONS)
@require_http_methods(METHODS)
def accreditation_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Record a certificate of accreditation."""
    institution = _institution(request, pk)
    form = AccreditationForm(typed(request), practice_codes=institution.practice_codes)

    def act(given: dict[str, Any]) -> Answer:
        return {"id": accrediting.record_accreditation(pk, by=request.actor, **given).pk}

    done = attempt_once(request, form, act, scope="accreditation")
    words = {
        "heading": _("Record an accreditation"),
        "named": str(institution),
        "consequence": _("It counts for what it covers, through its last day. A renewed certificate is recorded anew."),
        "button": _("Record the accreditation"),
    }
    return _answer(request, form, institution, done, _("The accreditation is on record."), words)


@staff_page(KEEP_ACCREDITATIONS)
@require_http_methods(METHODS)
def accreditation_end(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that an accreditation ended before its last day."""
    rows = Accreditation.objects.visible_to(request.actor).select_related("institution__organisation")
    row = get_object_or_404(rows, pk=pk)
    form = EndAccreditationForm(typed(request), initial={"version": row.trail_seq, "ended_on": timezone.localdate()})
    done = attempt(request, form, lambda given: accrediting.end_accreditation(pk, by=request.actor, **given))
    words = {
        "heading": _("End an accreditation early"),
        "named": f"{row.institution}　{row.certificate_number}",
        "consequence": _("What it alone covered may not be accepted from that day on."),
        "button": _("End the accreditation"),
        "grave": True,
    }
    return _answer(request, form, row.institution, done, _("The end of the accreditation is on record."), words)


@staff_page(RESTRICT)
@require_http_methods(METHODS)
def restriction_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Restrict an institution; the institution is told, and the public register says so."""
    institution = _institution(request, pk)
    first = {"valid_from": timezone.localdate()}
    codes = institution.practice_codes
    form = RestrictionForm(
        typed(request), request.FILES or None, practice_codes=codes, subject="organisation", initial=first
    )

    def act(given: dict[str, Any], document: Received | None) -> Answer:
        bar = restricting.Bar(**given)
        return {"id": restricting.restrict_institution(pk, by=request.actor, bar=bar, document=document).pk}

    done = with_document(request, form, act, scope="restriction")
    words = {
        "heading": _("Restrict the practice"),
        "named": str(institution),
        "consequence": _(
            "It may accept nothing of what is barred. It is told, and the public register says restricted."
        ),
        "button": _("Set the restriction"),
        "grave": True,
    }
    return _answer(request, form, institution, done, _("The restriction is set, and the institution is told."), words)


@staff_page(LIFT_RESTRICTION)
@require_http_methods(METHODS)
def restriction_lift(request: Request, pk: UUID) -> HttpResponseBase:
    """Lift a restriction of an institution or of a person from today on."""
    rows = Restriction.objects.visible_to(request.actor).select_related("institution__organisation", "person")
    row = get_object_or_404(rows, pk=pk)
    form = LiftForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: restricting.lift(pk, by=request.actor, **given))
    what = what_words(row)
    whom = row.person.name if row.person else str(row.institution)
    words = {
        "heading": _("Lift a restriction"),
        "named": f"{whom}　{what}　{row.document_number}",
        "consequence": _("From today on nothing of it is barred by this restriction any more. The barred is told."),
        "button": _("Lift the restriction"),
    }
    return _answer(request, form, row.institution, done, _("The restriction is lifted."), words)


@staff_page(RECORD_RENEWAL)
@require_http_methods(METHODS)
def licence_renewal_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that renewal of the licence was asked for."""
    institution = _institution(request, pk)
    first = {"version": institution.trail_seq, "asked_on": timezone.localdate()}
    form = RenewalForm(typed(request), initial=first)
    done = attempt(request, form, lambda given: renewing.record_renewal(pk, by=request.actor, **given))
    words = {
        "heading": _("Record an application for renewal"),
        "named": f"{institution}　{institution.licence_number}",
        "consequence": asked_by_words(ask_by(institution.licence_until, timezone.localdate())),
        "button": _("Record the application"),
    }
    return _answer(request, form, institution, done, _("The application is on record."), words)


@staff_page(DECIDE_RENEWAL)
@require_http_methods(METHODS)
def licence_renewal_decide(request: Request, pk: UUID) -> HttpResponseBase:
    """Decide about the renewal of a licence."""
    rows = LicenceRenewal.objects.visible_to(request.actor).select_related("institution__organisation")
    row = get_object_or_404(rows, pk=pk)
    first = {"version": row.trail_seq, "new_until": renewing.latest_end(row)}
    form = DecideRenewalForm(typed(request), initial=first)
    done = attempt(request, form, lambda _given: renewing.decide_renewal(pk, by=request.actor, **form.given()))
    words = decision_words(row, f"{row.institution}　{row.institution.licence_number}")
    return _answer(request, form, row.institution, done, _("The decision is on record."), words)


def with_document(
    request: Request,
    form: BaseForm,
    act: Callable[[dict[str, Any], Received | None], Answer],
    *,
    scope: str,
    purpose: str = DECISION.code,
) -> Answer | None:
    """Carry out an act with the file of its document, which is received before the transaction of the act."""
    try:
        upload = request.FILES.get("document")
        received = storing.receive(upload, purpose=purpose) if upload and form.is_valid() else None
    except FileRefused as refused:
        form.add_error("document", refused)
        return None

    def set_it(given: dict[str, Any]) -> Answer:
        return act({name: value for name, value in given.items() if name != "document"}, received)

    return attempt_once(request, form, set_it, scope=scope)


def asked_by_words(limits: Any) -> str:
    """Say by when renewal has to be asked for to keep a permit alive past its last day."""
    if limits.due is None or limits.last is None:
        return _("Whether it was asked in time cannot be said: the legal tables hold no such limit.")
    return _(
        "Due by %(due)s; asked by %(last)s at the latest, the permit holds on past its last day until it is decided."
    ) % {"due": formats.prose_date(limits.due), "last": formats.prose_date(limits.last)}


def decision_words(row: Renewal, named_as: str) -> dict[str, Any]:
    """The words of the page on which a renewal is decided: what was asked, when, and what the decision does."""
    asked = _("Asked for on %(asked)s for the term until %(until)s. %(timely)s.") % {
        "asked": formats.prose_date(row.asked_on),
        "until": formats.prose_date(row.until),
        "timely": standing_page.timeliness(row),
    }
    return {
        "heading": _("Decide about the renewal"),
        "named": named_as,
        "asked": asked,
        "consequence": _("Granted, it holds through the new last day. Refused, it ends with its last day, or today."),
        "button": _("Record the decision"),
        "grave": True,
    }


def _institution(request: Request, pk: UUID) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)


def _answer(
    request: Request, form: BaseForm, institution: Institution, done: Any, said: str, words: dict[str, Any]
) -> HttpResponseBase:
    return answer(request, form, institution.standing_url, done, said, words, str(institution))


def answer(
    request: Request, form: BaseForm, back: str, done: Any, said: str, words: dict[str, Any], above: str
) -> HttpResponseBase:
    """Go back to where the thing stands when the act is done; else show the form of the act."""
    if done is not None:
        messages.success(request, said)
        return redirect(back)
    context = {**words, "form": form, "back": back, "above": above}
    return render(request, "institutions/standing_act.html", context, status=status_of(request, form))
