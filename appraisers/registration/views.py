"""The certificate of an appraiser on a day, and the acts on it: register, change, issue anew, end."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from appraisers.actions.changing_certificates import change_certificate, end_certificate, reissue_certificate
from appraisers.actions.moving import move_appraiser
from appraisers.actions.moving import offered as offered_houses
from appraisers.actions.registering_one import given_of, register_appraiser
from appraisers.certified import certificate_on, states_of
from appraisers.describing import detail_of
from appraisers.models import Appraiser, Assistant
from appraisers.registration import showing
from appraisers.registration.forms import ChangeForm, MoveForm, RegisterForm, ReissueForm
from appraisers.registration.lists import CERTIFICATE_STATES
from appraisers.verbs import CHANGE_CERTIFICATE, END_CERTIFICATE, MOVE, REGISTER, VIEW
from foundation.accounts.doors import Request, staff_page
from foundation.audit.once import Answer
from foundation.desk.detail.acts import offered
from foundation.desk.detail.page import show
from foundation.desk.filling.attempting import typed
from foundation.desk.lists.showing import list_page
from foundation.documents.actions.storing import Received
from foundation.documents.verbs import DOWNLOAD
from institutions.actions.changing_registration import Paper
from institutions.models import Institution, Restriction
from institutions.registration.forms import EndForm
from institutions.registration.purposes import CERTIFICATE, DOCUMENT
from institutions.registration.showing import OnDayForm, history, procedures
from institutions.registration.views import paper_of
from institutions.standing import page as standing_page
from institutions.standing.views import METHODS, answer, with_document
from institutions.states import counting, on_day


@staff_page(VIEW)
@require_GET
def certificate_state_list(request: Request) -> HttpResponse:
    """What the certificates that the posting may see said, from which day on."""
    return list_page(request, CERTIFICATE_STATES)


@staff_page(VIEW)
@require_GET
def appraiser_registration(request: Request, pk: UUID) -> HttpResponse:
    """What the certificate said on a day, and every change."""
    row, actor = _appraiser(request, pk), request.actor
    form, on = OnDayForm.asked(request.GET)
    states = states_of(row)
    state, items = on_day(states, on), showing.items_with(states)
    detail = detail_of(row, actor)
    detail.acts = offered(actor, *showing.wishes_of(row))
    context = {
        "form": form,
        "on": on,
        "today": timezone.localdate(),
        "facts": showing.facts_of(state, items) if state is not None else [],
        "finding": showing.finding_of(certificate_on(row, on), on, timezone.localdate()),
        "first": states[0].valid_from,
        "bars": standing_page.restrictions_shown(
            Restriction.objects.visible_to(actor).in_force(on).filter(person=row.person_id), actor, on
        ),
        "lines": history(states, items, row.stream, CERTIFICATE.code),
        "procedures": procedures("person", on),
        "may_download": actor.may(DOWNLOAD.code),
    }
    return show(request, detail, "registration", "appraisers/registration.html", context)


@staff_page(CHANGE_CERTIFICATE)
@require_http_methods(METHODS)
def certificate_change(request: Request, pk: UUID) -> HttpResponseBase:
    """Change items of a certificate by a document."""
    row = _appraiser(request, pk)
    present = counting(states_of(row))[-1]
    form = ChangeForm(typed(request), request.FILES or None, initial=ChangeForm.initially(present, row.trail_seq))

    def act(given: dict[str, Any], paper: Callable[[str], Paper]) -> Any:
        items = {"practice_codes": given["categories"]}
        items |= {name: given[name] for name in ("name", "title", "is_full_time")}
        return change_certificate(
            pk, by=request.actor, version=given["version"], paper=paper("valid_from"), items=items
        )

    words = {
        "heading": _("Change items of the certificate"),
        "consequence": _(
            "What is not touched stays. The change holds from its own day; what was true before stays readable. A new"
            " certificate is printed."
        ),
        "button": _("Record the change"),
    }
    return _carried_out(request, row, form, act, _("The change is on record."), words)


@staff_page(CHANGE_CERTIFICATE)
@require_http_methods(METHODS)
def certificate_reissue(request: Request, pk: UUID) -> HttpResponseBase:
    """Issue a certificate anew."""
    row = _appraiser(request, pk)
    first = {"version": row.trail_seq, "issued_on": timezone.localdate()}
    form = ReissueForm(typed(request), request.FILES or None, initial=first)

    def act(given: dict[str, Any], paper: Callable[[str], Paper]) -> Any:
        number = given["certificate_number"]
        return reissue_certificate(
            pk, by=request.actor, version=given["version"], paper=paper("issued_on"), certificate_number=number
        )

    words = {
        "heading": _("Issue the certificate anew"),
        "consequence": _(
            "A new certificate is printed; the page behind the code of the former one says that it is void."
        ),
        "button": _("Issue the certificate"),
    }
    return _carried_out(request, row, form, act, _("The certificate is issued anew and will be printed."), words)


@staff_page(END_CERTIFICATE)
@require_http_methods(METHODS)
def certificate_end(request: Request, pk: UUID) -> HttpResponseBase:
    """End a certificate on a legal ground."""
    row = _appraiser(request, pk)
    first = {"version": row.trail_seq, "ended_on": timezone.localdate()}
    form = EndForm(typed(request), request.FILES or None, subject="person", initial=first)

    def act(given: dict[str, Any], paper: Callable[[str], Paper]) -> Any:
        ground = given["ground"]
        return end_certificate(pk, by=request.actor, version=given["version"], paper=paper("ended_on"), ground=ground)

    words = {
        "heading": _("End the certificate"),
        "consequence": _("From that day on the appraiser may sign nothing. Open cases need another appraiser."),
        "button": _("End the certificate"),
        "grave": True,
    }
    return _carried_out(request, row, form, act, _("The certificate is ended."), words)


@staff_page(MOVE)
@require_http_methods(METHODS)
def appraiser_move(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that an appraiser moves to another institution."""
    row = _appraiser(request, pk)
    first = {"version": row.trail_seq, "valid_from": timezone.localdate(), "categories": row.practice_codes}
    form = MoveForm(typed(request), request.FILES or None, initial=first, houses=offered_houses(row, request.actor))

    def act(given: dict[str, Any], paper: Callable[[str], Paper]) -> Any:
        names = {name: given[name] for name in ("version", "licence_number", "categories")}
        return move_appraiser(pk, by=request.actor, paper=paper("valid_from"), **names)

    words = {
        "heading": _("Record a move to another institution"),
        "named": f"{row.person.name}　{row.certificate_number}　{row.institution}",
        "consequence": _(
            "His practice at the present institution ends with the day before. Restrictions go with him. Both"
            " institutions and he are told, and a new certificate is printed."
        ),
        "button": _("Record the move"),
    }
    return _carried_out(request, row, form, act, _("The move is on record."), words)


@staff_page(REGISTER)
@require_http_methods(METHODS)
def appraiser_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Register an appraiser at an institution by a document."""
    house = get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)
    helpers = Assistant.objects.visible_to(request.actor).filter(institution=house, valid_until__isnull=True)
    form = RegisterForm(typed(request), request.FILES or None, assistants=helpers.select_related("person"))

    def act(given: dict[str, Any], document: Received | None) -> Answer:
        row = register_appraiser(pk, by=request.actor, document=document, **given_of(given))
        return {"url": reverse("appraiser_registration", args=[row.pk])}

    done = with_document(request, form, act, scope=f"appraiser:{pk}", purpose=DOCUMENT.code)
    words = {
        "heading": _("Register an appraiser"),
        "named": str(house),
        "consequence": _("The appraiser may be assigned to cases from the first day, and the certificate is printed."),
        "button": _("Register the appraiser"),
    }
    back = reverse("institution_appraisers", args=[pk])
    said = _("The appraiser is registered.")
    return answer(request, form, done["url"] if done else back, done, said, words, str(house))


def _appraiser(request: Request, pk: UUID) -> Appraiser:
    return get_object_or_404(Appraiser.objects.visible_to(request.actor).for_list(), pk=pk)


def _carried_out(
    request: Request,
    row: Appraiser,
    form: Any,
    act: Callable[[dict[str, Any], Callable[[str], Paper]], Any],
    said: str,
    words: dict[str, Any],
) -> HttpResponseBase:
    def deed(given: dict[str, Any], document: Received | None) -> Answer:
        return {"id": act(given, paper_of(given, document)).pk}

    done = with_document(request, form, deed, scope=f"certificate:{row.pk}", purpose=DOCUMENT.code)
    words = {"named": f"{row.person.name}　{row.certificate_number}", **words}
    back = reverse("appraiser_registration", args=[row.pk])
    return answer(request, form, back, done, said, words, row.person.name)
