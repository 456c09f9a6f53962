"""Staff pages of institutions: the list, and one institution."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from foundation.accounts.doors import Request, staff_page
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_list, show_trail
from foundation.desk.lists.showing import list_page
from foundation.exchange.verbs import VIEW_IMPORTS
from foundation.kpi.drilling import figure_asked
from institutions.describing import clock_of, detail_of, facts_of
from institutions.lists import ACCREDITATIONS, INSTITUTIONS, SCOPE_ITEMS
from institutions.models import Accreditation, Institution, ScopeItem
from institutions.verbs import REGISTER, VIEW


@staff_page(VIEW)
@require_GET
def institution_list(request: Request) -> HttpResponse:
    """The institutions the posting may see, or those behind a figure."""
    figure = figure_asked(request.GET, request.actor, Institution)
    return list_page(
        request,
        INSTITUTIONS,
        "desk/list_with_new.html",
        figure=figure,
        title=figure.title if figure else None,
        new_url=reverse("institution_new") if request.actor.may(REGISTER) else "",
        new_text=_("Register an institution"),
    )


@staff_page(VIEW)
@require_GET
def accreditation_list(request: Request) -> HttpResponse:
    """The accreditations the posting may see, or those behind a figure."""
    figure = figure_asked(request.GET, request.actor, Accreditation)
    return list_page(request, ACCREDITATIONS, figure=figure, title=figure.title if figure else None)


@staff_page(VIEW)
@require_GET
def scope_item_list(request: Request) -> HttpResponse:
    """The items of licences the posting may see, or those behind a figure."""
    figure = figure_asked(request.GET, request.actor, ScopeItem)
    return list_page(request, SCOPE_ITEMS, figure=figure, title=figure.title if figure else None)


@staff_page(VIEW)
@require_GET
def institution_page(request: Request, pk: UUID) -> HttpResponse:
    """The registration of an institution within scope, and the clock of its renewal."""
    institution = _visible(request, pk)
    detail = detail_of(institution, request.actor)
    context = {
        "institution": institution,
        "facts": facts_of(institution),
        "clock": clock_of(institution),
        "entries": recent(*detail.streams),
    }
    return show(request, detail, "overview", "institutions/institution.html", context)


@staff_page(VIEW_IMPORTS.code)
@require_GET
def institution_imports(request: Request, pk: UUID) -> HttpResponse:
    """The imports of an institution: the history of imports by its address."""
    institution = _visible(request, pk)
    url = f"{reverse('import_list')}?institution={institution.pk}"
    return show_list(request, detail_of(institution, request.actor), "imports", title=_("Imports"), url=url)


@staff_page(VIEW)
@require_GET
def institution_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of the registration and of the body behind it."""
    return show_trail(request, detail_of(_visible(request, pk), request.actor))


def _visible(request: Request, pk: UUID) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)
