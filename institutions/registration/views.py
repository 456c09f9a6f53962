"""The registration of an institution on a day, and the acts on it: register, change, issue anew, end."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.audit.errors import Finding
from foundation.audit.once import Answer
from foundation.desk import formats
from foundation.desk.detail.acts import Wish, offered
from foundation.desk.detail.page import show
from foundation.desk.filling.attempting import typed
from foundation.desk.lists.showing import list_page
from foundation.documents.actions.storing import Received
from foundation.documents.verbs import DOWNLOAD
from institutions.actions.changing_registration import Paper, change_registration, end_registration, reissue_licence
from institutions.actions.registering_one import given_of, register_institution
from institutions.describing import detail_of
from institutions.models import Institution, Restriction, ScopeItem
from institutions.querysets import Practice
from institutions.registered import licence_on, practice_on, states_of
from institutions.registration import showing
from institutions.registration.forms import ChangeForm, EndForm, RegisterForm, ReissueForm
from institutions.registration.lists import REGISTRATION_STATES
from institutions.registration.purposes import DOCUMENT, LICENCE
from institutions.renewing import holds
from institutions.standing import page as standing_page
from institutions.standing.views import METHODS, answer, with_document
from institutions.states import counting, on_day
from institutions.verbs import CHANGE_REGISTRATION, END_REGISTRATION, REGISTER, VIEW


@staff_page(VIEW)
@require_GET
def registration_state_list(request: Request) -> HttpResponse:
    """What the registrations that the posting may see said, from which day on."""
    return list_page(request, REGISTRATION_STATES)


@staff_page(VIEW)
@require_GET
def institution_registration(request: Request, pk: UUID) -> HttpResponse:
    """What the registration said on a day, what the institution might do then, and every change."""
    row, actor = _institution(request, pk), request.actor
    form, on = showing.OnDayForm.asked(request.GET)
    states = states_of(row)
    state = on_day(states, on)
    detail = detail_of(row, actor)
    detail.acts = offered(actor, *wishes_of(row))
    context = {
        "form": form,
        "on": on,
        "today": timezone.localdate(),
        "facts": showing.facts_of(state, valid=is_valid(row, on)) if state is not None else [],
        "finding": finding_of(row, on, timezone.localdate()) if state is not None else "",
        "first": states[0].valid_from,
        "items": ScopeItem.objects.visible_to(actor).in_force(on).filter(institution=row).select_related("category"),
        "accreditations": standing_page.accreditations_on(row, actor, on),
        "bars": standing_page.restrictions_shown(
            Restriction.objects.visible_to(actor).in_force(on).filter(organisation=row.pk), actor, on
        ),
        "lines": showing.history(states, showing.REGISTRATION, row.stream, LICENCE.code),
        "procedures": showing.procedures("organisation", on),
        "may_download": actor.may(DOWNLOAD.code),
    }
    return show(request, detail, "registration", "institutions/registration.html", context)


def is_valid(row: Institution, on: date) -> bool:
    """Whether the licence of an institution held, or will hold, on a day as far as is on record."""
    licence = licence_on(row, on)
    return holds(licence.first, licence.last, licence.pending_since, on)


def finding_of(row: Institution, on: date, today: date) -> str:
    """Say in a sentence whether the licence held on a day and the institution was in practice.

    Of a day to come nothing is known: the sentence says what is to be expected by what is on record today.
    """
    if on > today:
        return _expected(row, on)
    licence, day = licence_on(row, on), formats.prose_date(on)
    if licence.status == Institution.Status.ENDED:
        return _("On %(day)s the registration had ended.") % {"day": day}
    if not is_valid(row, on):
        return _("On %(day)s the licence was not valid.") % {"day": day}
    if practice_on(row, on) is Practice.BARRED:
        return _("On %(day)s the licence was valid, and the whole practice was restricted.") % {"day": day}
    if on > licence.last:
        return _("On %(day)s the licence held on, since its renewal was undecided.") % {"day": day}
    return _("On %(day)s the licence was valid and the institution in practice.") % {"day": day}


def _expected(row: Institution, on: date) -> str:
    licence, day = licence_on(row, on), formats.prose_date(on)
    if licence.status == Institution.Status.ENDED:
        return _("As far as is recorded today, the registration will have ended by %(day)s.") % {"day": day}
    if not is_valid(row, on):
        return _("As far as is recorded today, the licence will not be valid on %(day)s.") % {"day": day}
    if practice_on(row, on) is Practice.BARRED:
        return _(
            "As far as is recorded today, the licence will be valid on %(day)s and the whole practice restricted."
        ) % {"day": day}
    if on > licence.last:
        return _("On %(day)s the licence will hold on only if its renewal is still undecided.") % {"day": day}
    return _("As far as is recorded today, the licence will be valid on %(day)s and the institution in practice.") % {
        "day": day
    }


def wishes_of(row: Institution) -> list[Wish]:
    """What can be done with a registration."""
    over = [Finding(_("This registration has ended already."))] if row.status == Institution.Status.ENDED else []
    return [
        Wish(
            (CHANGE_REGISTRATION,), _("Change registered items"), reverse("registration_change", args=[row.pk]),
            findings=over,
        ),
        Wish(
            (CHANGE_REGISTRATION,), _("Issue the licence anew"), reverse("licence_reissue", args=[row.pk]),
            findings=over,
        ),
        Wish(
            (END_REGISTRATION,), _("End the registration"), reverse("registration_end", args=[row.pk]), findings=over,
            is_grave=True, asks_reason=True,
        ),
    ]  # fmt: skip


@staff_page(CHANGE_REGISTRATION)
@require_http_methods(METHODS)
def registration_change(request: Request, pk: UUID) -> HttpResponseBase:
    """Change registered items by a document."""
    row = _institution(request, pk)
    present = counting(states_of(row))[-1]
    form = ChangeForm(typed(request), request.FILES or None, initial=ChangeForm.initially(present, row.trail_seq))

    def act(given: dict[str, Any], paper: Callable[[str], Paper]) -> Any:
        items = {"division_id": given["division"], "practice_codes": given["categories"]}
        items |= {name: given[name] for name in ("name", "address", "telephone", "head_name", "funds")}
        return change_registration(
            pk, by=request.actor, version=given["version"], paper=paper("valid_from"), items=items
        )

    words = {
        "heading": _("Change registered items"),
        "named": f"{row}　{row.licence_number}",
        "consequence": _(
            "What is not touched stays. The change holds from its own day; what was true before stays readable. A new"
            " licence is printed, unless only the telephone changes."
        ),
        "button": _("Record the change"),
    }
    return _carried_out(request, row, form, act, _("The change is on record."), words)


@staff_page(CHANGE_REGISTRATION)
@require_http_methods(METHODS)
def licence_reissue(request: Request, pk: UUID) -> HttpResponseBase:
    """Issue the licence anew."""
    row = _institution(request, pk)
    first = {"version": row.trail_seq, "issued_on": timezone.localdate()}
    form = ReissueForm(typed(request), request.FILES or None, initial=first)

    def act(given: dict[str, Any], paper: Callable[[str], Paper]) -> Any:
        number = given["licence_number"]
        return reissue_licence(
            pk, by=request.actor, version=given["version"], paper=paper("issued_on"), licence_number=number
        )

    words = {
        "heading": _("Issue the licence anew"),
        "named": f"{row}　{row.licence_number}",
        "consequence": _("A new licence is printed; the page behind the code of the former one says that it is void."),
        "button": _("Issue the licence"),
    }
    return _carried_out(request, row, form, act, _("The licence is issued anew and will be printed."), words)


@staff_page(END_REGISTRATION)
@require_http_methods(METHODS)
def registration_end(request: Request, pk: UUID) -> HttpResponseBase:
    """End the registration on a legal ground."""
    row = _institution(request, pk)
    first = {"version": row.trail_seq, "ended_on": timezone.localdate()}
    form = EndForm(typed(request), request.FILES or None, subject="organisation", initial=first)

    def act(given: dict[str, Any], paper: Callable[[str], Paper]) -> Any:
        ground = given["ground"]
        return end_registration(pk, by=request.actor, version=given["version"], paper=paper("ended_on"), ground=ground)

    words = {
        "heading": _("End the registration"),
        "named": f"{row}　{row.licence_number}",
        "consequence": _(
            "From that day on nothing may be accepted. Open cases are settled with the clients; its appraisers have six"
            " months to move to another institution."
        ),
        "button": _("End the registration"),
        "grave": True,
    }
    return _carried_out(request, row, form, act, _("The registration is ended."), words)


@staff_page(REGISTER)
@require_http_methods(METHODS)
def institution_new(request: Request) -> HttpResponseBase:
    """Register an institution by a document."""
    form = RegisterForm(typed(request), request.FILES or None)

    def act(given: dict[str, Any], document: Received | None) -> Answer:
        row = register_institution(by=request.actor, document=document, **given_of(given))
        return {"url": reverse("institution_registration", args=[row.pk])}

    done = with_document(request, form, act, scope="institution", purpose=DOCUMENT.code)
    words = {
        "heading": _("Register an institution"),
        "named": _("An institution whose licence was granted"),
        "consequence": _("It stands in the public register from now on, and its licence is printed."),
        "button": _("Register the institution"),
    }
    back = reverse("institution_list")
    return answer(
        request, form, done["url"] if done else back, done, _("The institution is registered."), words,
        _("Institutions"),
    )  # fmt: skip


def paper_of(given: dict[str, Any], document: Received | None) -> Callable[[str], Paper]:
    """Return the paper of an act from what was given; the caller names the field of its day."""
    return lambda day: Paper(given[day], given["document_number"], given["reason"], document)


def _institution(request: Request, pk: UUID) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)


def _carried_out(
    request: Request,
    row: Institution,
    form: Any,
    act: Callable[[dict[str, Any], Callable[[str], Paper]], Any],
    said: str,
    words: dict[str, Any],
) -> HttpResponseBase:
    def deed(given: dict[str, Any], document: Received | None) -> Answer:
        return {"id": act(given, paper_of(given, document)).pk}

    done = with_document(request, form, deed, scope=f"registration:{row.pk}", purpose=DOCUMENT.code)
    back = reverse("institution_registration", args=[row.pk])
    return answer(request, form, back, done, said, words, str(row))
