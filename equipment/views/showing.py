"""The lists, one instrument, one method, and the equipment of an institution."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from equipment import describing, fitness
from equipment.fitness import Picture
from equipment.lists import CALIBRATIONS, INSTRUMENTS, METHOD_LIST
from equipment.models import Instrument, Method
from equipment.verbs import KEEP, KEEP_METHODS, VIEW
from foundation.accounts.doors import Request, staff_page
from foundation.accounts.models import Organisation
from foundation.desk.detail.acts import Wish, offered
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_list, show_trail
from foundation.desk.lists.showing import list_page
from institutions.describing import detail_of
from institutions.models import Institution


def instrument_seen(request: Request, pk: UUID) -> Picture:
    """Return an instrument within scope with what is on record about it. Raises Http404."""
    row = get_object_or_404(Instrument.objects.visible_to(request.actor).for_list(), pk=pk)
    (known,) = fitness.pictures([row])
    return known


def method_seen(request: Request, pk: UUID) -> Method:
    """Return a method within scope. Raises Http404."""
    return get_object_or_404(Method.objects.visible_to(request.actor).for_list(), pk=pk)


def house_seen(request: Request, pk: UUID) -> Institution:
    """Return an institution within scope. Raises Http404."""
    return get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)


def own_house(request: Request) -> UUID | None:
    """Return the institution of the posting, if it is one: there the lists lead to the entry of a new row."""
    posting = request.actor.posting
    if posting is None or posting.organisation.kind != Organisation.Kind.INSTITUTION:
        return None
    key: UUID = posting.organisation_id
    return key


@staff_page(VIEW)
@require_GET
def instrument_list(request: Request) -> HttpResponse:
    """The instruments the posting may see."""
    house = own_house(request) if request.actor.may(KEEP) else None
    return list_page(
        request,
        INSTRUMENTS,
        "desk/list_with_new.html",
        new_url=reverse("instrument_new", args=[house]) if house else "",
        new_text=_("Enter an instrument"),
    )


@staff_page(VIEW)
@require_GET
def calibration_list(request: Request) -> HttpResponse:
    """The calibrations the posting may see."""
    return list_page(request, CALIBRATIONS)


@staff_page(VIEW)
@require_GET
def method_list(request: Request) -> HttpResponse:
    """The methods the posting may see."""
    house = own_house(request) if request.actor.may(KEEP_METHODS) else None
    return list_page(
        request,
        METHOD_LIST,
        "desk/list_with_new.html",
        new_url=reverse("method_new", args=[house]) if house else "",
        new_text=_("Take up a method"),
    )


@staff_page(VIEW)
@require_GET
def institution_equipment(request: Request, pk: UUID) -> HttpResponse:
    """The instruments of an institution: the list by its address."""
    institution = house_seen(request, pk)
    detail = detail_of(institution, request.actor)
    detail.acts = offered(
        request.actor,
        Wish((KEEP,), _("Enter an instrument"), reverse("instrument_new", args=[pk])),
        Wish((KEEP_METHODS,), _("Take up a method"), reverse("method_new", args=[pk])),
    )
    url = f"{reverse('instrument_list')}?institution={institution.pk}&state=kept"
    return show_list(request, detail, "equipment", title=_("Instruments"), url=url)


@staff_page(VIEW)
@require_GET
def instrument_page(request: Request, pk: UUID) -> HttpResponse:
    """One instrument: whether it may be used, its calibrations, its times out of use, its methods."""
    known, today = instrument_seen(request, pk), timezone.localdate()
    context = {
        "row": known.row,
        "facts": describing.instrument_facts(known.row, request.actor),
        "barred": fitness.against(known, today),
        "calibrations": describing.calibrations_shown(known, today),
        "maintenance": known.maintenance,
        "methods": describing.methods_of(known.row, request.actor),
        "since": describing.since_last_good(known, today),
        "article": fitness.NECESSARY,
        "entries": recent(known.row.stream),
    }
    return show(
        request,
        describing.instrument_detail(known, request.actor),
        "overview",
        "equipment/instrument.html",
        context,
    )


@staff_page(VIEW)
@require_GET
def instrument_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of an instrument."""
    return show_trail(request, describing.instrument_detail(instrument_seen(request, pk), request.actor))


@staff_page(VIEW)
@require_GET
def method_page(request: Request, pk: UUID) -> HttpResponse:
    """One method: its rank, what it serves, with which instruments."""
    row = method_seen(request, pk)
    context = {
        "row": row,
        "facts": describing.method_facts(row, request.actor),
        "instruments": describing.instruments_for(row, request.actor),
        "article": fitness.METHODS,
        "entries": recent(row.stream),
    }
    return show(request, describing.method_detail(row, request.actor), "overview", "equipment/method.html", context)


@staff_page(VIEW)
@require_GET
def method_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of a method."""
    return show_trail(request, describing.method_detail(method_seen(request, pk), request.actor))
