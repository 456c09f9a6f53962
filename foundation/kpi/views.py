"""The pages of figures: province, city, county, institution. What an actor may open follows from the posting."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from foundation.accounts.doors import Request, staff_page
from foundation.desk.charts.contract import Link
from foundation.kpi.areas import Area, own_area, page_area
from foundation.kpi.asking import area_name, asked_area, asked_period, crumbs_of
from foundation.kpi.circles import CIRCLES
from foundation.kpi.dashboard.addresses import page_of
from foundation.kpi.dashboard.gathering import Child, Scene, gather
from foundation.kpi.dashboard.overview import overview
from foundation.kpi.dashboard.page import SHOWN, dashboard, period_links
from foundation.kpi.dashboard.wording import period_name
from foundation.kpi.verbs import VIEW_FIGURES
from foundation.law import queries as law


@staff_page(VIEW_FIGURES)
@require_GET
def province(request: Request) -> HttpResponseBase:
    """The whole province or an economic circle; officers of a city, county or institution land on their own page."""
    own = own_area(request.actor)
    if own is not None and not own.is_province:
        return redirect(page_of(own))
    circle = request.GET.get("circle", "")
    if circle and circle not in CIRCLES:
        raise Http404
    return _page(request, Area(circle=circle), "city")


@staff_page(VIEW_FIGURES)
@require_GET
def city(request: Request, code: str) -> HttpResponse:
    """A city by institutions, or by counties with rows=county."""
    return _page(request, Area(city=code), "county" if request.GET.get("rows") == "county" else "institution")


@staff_page(VIEW_FIGURES)
@require_GET
def county(request: Request, code: str) -> HttpResponse:
    """A county by institutions."""
    return _page(request, Area(county=code), "institution")


@staff_page(VIEW_FIGURES)
@require_GET
def institution(request: Request, key: UUID) -> HttpResponse:
    """One institution."""
    return _page(request, Area(institution=key), "")


@staff_page(VIEW_FIGURES)
@require_GET
def catalogue(request: Request) -> HttpResponse:
    """Every figure with its definition, for the reader's own area or the one the address names."""
    own = own_area(request.actor)
    asked = asked_area(request) or own
    area = page_area(request.actor, asked) if asked is not None else None
    if asked is None or area is None:
        raise Http404
    divisions = {row.code: row for row in law.divisions()}
    period, days = asked_period(request)
    name = area_name(request, asked, divisions)
    context = {
        "title": _("All figures and their definitions"),
        "scene": _("%(area)s, %(period)s") % {"area": name, "period": period_name(period)},
        "parts": overview(asked, area, period, request.actor),
        "periods": period_links(period, asked.parameters()),
        "as_of": timezone.now(),
        "crumbs": (Link(name, page_of(asked)),),
        "days": days,
        "kept": asked.parameters(),
    }
    return render(request, "kpi/overview.html", context, status=422 if days.errors else 200)


def _page(request: Request, asked: Area, child: Child) -> HttpResponse:
    """Draw the page of an area. Absent and foreign areas are the same 404."""
    area = page_area(request.actor, asked)
    if area is None:
        raise Http404
    divisions = {row.code: row for row in law.divisions()}
    period, days = asked_period(request)
    shown = SHOWN.get(request.GET.get("show", "accepted"))
    if shown is None:
        raise Http404
    scene = Scene(asked, area, area_name(request, asked, divisions), period, shown, child)
    names = {code: row.name for code, row in divisions.items()}
    crumbs = crumbs_of(request, asked, names)
    kept = {name: request.GET[name] for name in ("show", "rows", "circle") if request.GET.get(name)}
    drawn = dashboard(gather(scene, names, request.actor), crumbs)
    context = {"dashboard": drawn, "days": days, "kept": kept}
    return render(request, "kpi/dashboard.html", context, status=422 if days.errors else 200)
