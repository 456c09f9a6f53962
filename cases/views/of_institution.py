"""The tabs that cases serve on pages below: the cases of an institution, those in which an instrument was used."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cases.verbs import VIEW
from equipment.describing import instrument_detail
from equipment.fitness import pictures
from equipment.models import Instrument
from foundation.accounts.doors import Request, staff_page
from foundation.desk.detail.page import show_list
from institutions.describing import detail_of
from institutions.models import Institution


@staff_page(VIEW.code)
@require_GET
def institution_cases(request: Request, pk: UUID) -> HttpResponse:
    """The cases of an institution: the list of cases by its address."""
    institution = _visible(request, pk)
    url = f"{reverse('case_list')}?institution={institution.pk}"
    return show_list(request, detail_of(institution, request.actor), "cases", title=_("Cases"), url=url)


@staff_page(VIEW.code)
@require_GET
def instrument_cases(request: Request, pk: UUID) -> HttpResponse:
    """The cases in which an instrument was used: what is looked at again when it was found wrong."""
    row = get_object_or_404(Instrument.objects.visible_to(request.actor).for_list(), pk=pk)
    (known,) = pictures([row])
    url = f"{reverse('case_list')}?instrument={row.pk}"
    return show_list(
        request, instrument_detail(known, request.actor), "cases", title=_("Cases it was used in"), url=url
    )


def _visible(request: Request, pk: UUID) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)
