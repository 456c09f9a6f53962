"""Staff pages of appraisers: the list, one appraiser, and the tab on the page of an institution."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from appraisers.describing import LEAST_ARTICLE, by_category, clock_of, detail_of, facts_of
from appraisers.lists import APPRAISERS
from appraisers.models import Appraiser
from appraisers.verbs import REGISTER, VIEW
from foundation.accounts.doors import Request, staff_page
from foundation.desk.detail.acts import Wish, offered
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_list, show_trail
from foundation.desk.lists.showing import list_page
from foundation.kpi.drilling import figure_asked
from institutions.describing import detail_of as institution_detail
from institutions.models import Institution


@staff_page(VIEW)
@require_GET
def appraiser_list(request: Request) -> HttpResponse:
    """The appraisers the posting may see, or those behind a figure."""
    figure = figure_asked(request.GET, request.actor, Appraiser)
    return list_page(request, APPRAISERS, figure=figure, title=figure.title if figure else None)


@staff_page(VIEW)
@require_GET
def own_record(request: Request) -> HttpResponse:
    """One's own record as an appraiser; whoever has no certificate comes to the list."""
    own = Appraiser.objects.visible_to(request.actor).filter(person__user=request.user.pk).first()
    return redirect(own or "appraiser_list")


@staff_page(VIEW)
@require_GET
def appraiser_page(request: Request, pk: UUID) -> HttpResponse:
    """The certificate of an appraiser within scope, and the clock of its renewal."""
    appraiser = _visible(request, pk)
    detail = detail_of(appraiser, request.actor)
    context = {
        "facts": facts_of(appraiser, request.actor),
        "clock": clock_of(appraiser),
        "entries": recent(*detail.streams),
    }
    return show(request, detail, "overview", "appraisers/appraiser.html", context)


@staff_page(VIEW)
@require_GET
def appraiser_related(request: Request, pk: UUID) -> HttpResponse:
    """The appraisers of the same institution: their list by address."""
    appraiser = _visible(request, pk)
    return show_list(
        request,
        detail_of(appraiser, request.actor),
        "related",
        title=_("Appraisers of %(institution)s") % {"institution": appraiser.institution},
        url=f"{reverse('appraiser_list')}?institution={appraiser.institution_id}",
    )


@staff_page(VIEW)
@require_GET
def appraiser_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of the certificate and of the person."""
    return show_trail(request, detail_of(_visible(request, pk), request.actor))


@staff_page(VIEW)
@require_GET
def institution_appraisers(request: Request, pk: UUID) -> HttpResponse:
    """The appraisers of an institution: how many a category has, and their list by address."""
    institution = get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)
    categories = by_category(institution, request.actor)
    context = {
        "categories": categories,
        "short": sum(line["short"] for line in categories),
        "article": LEAST_ARTICLE,
        "list_title": _("Appraisers"),
        "list_url": f"{reverse('appraiser_list')}?institution={institution.pk}",
    }
    detail = institution_detail(institution, request.actor)
    new = reverse("appraiser_new", args=[pk])
    detail.acts = offered(request.actor, Wish((REGISTER,), _("Register an appraiser"), new))
    return show(request, detail, "appraisers", "appraisers/of_institution.html", context)


def _visible(request: Request, pk: UUID) -> Appraiser:
    return get_object_or_404(Appraiser.objects.visible_to(request.actor).for_list(), pk=pk)
