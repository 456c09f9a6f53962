"""The tab of the page of an institution that cases serve: its cases."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cases.verbs import VIEW
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


def _visible(request: Request, pk: UUID) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)
