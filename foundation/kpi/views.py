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
from foundation.kpi.asking import area_name, asked_area, asked_period
from foundation.kpi.boards import overview as overview_blocks
from foundation.kpi.boards.addresses import files, tabs
from foundation.kpi.boards.contents import OVERVIEW
from foundation.kpi.boards.views import opened_scene
from foundation.kpi.circles import CIRCLES
from foundation.kpi.dashboard.addresses import page_of
from foundation.kpi.dashboard.gathering import gather
from foundation.kpi.dashboard.overview import overview
from foundation.kpi.dashboard.page import dashboard, period_links
from foundation.kpi.dashboard.targets_table import every_target, target_lines
from foundation.kpi.dashboard.wording import period_name
from foundation.kpi.verbs import VIEW_FIGURES
from foundation.law import queries as law
from foundation.replica import reads_replica


@staff_page(VIEW_FIGURES)
@reads_replica
@require_GET
def province(request: Request) -> HttpResponseBase:
    """The whole province or an economic circle; officers of a city, county or institution land on their own page."""
    own = own_area(request.actor)
    if own is not None and not own.is_province:
        return redirect(page_of(own))
    circle = request.GET.get("circle", "")
    if circle and circle not in CIRCLES:
        raise Http404
    return _page(request, Area(circle=circle))


@staff_page(VIEW_FIGURES)
@reads_replica
@require_GET
def city(request: Request, code: str) -> HttpResponse:
    """A city by institutions, or by counties with rows=county."""
    return _page(request, Area(city=code))


@staff_page(VIEW_FIGURES)
@reads_replica
@require_GET
def county(request: Request, code: str) -> HttpResponse:
    """A county by institutions."""
    return _page(request, Area(county=code))


@staff_page(VIEW_FIGURES)
@reads_replica
@require_GET
def institution(request: Request, key: UUID) -> HttpResponse:
    """One institution."""
    return _page(request, Area(institution=key))


@staff_page(VIEW_FIGURES)
@reads_replica
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
    every = every_target()
    context = {
        "title": _("All figures and their definitions"),
        "scene": _("%(area)s, %(period)s") % {"area": name, "period": period_name(period)},
        "parts": overview(asked, area, period, request.actor, every),
        "targets": target_lines(every, period.year, divisions),
        "year": period.year,
        "periods": period_links(period, asked.parameters()),
        "as_of": timezone.now(),
        "crumbs": (Link(name, page_of(asked)),),
        "days": days,
        "kept": asked.parameters(),
    }
    return render(request, "kpi/overview.html", context, status=422 if days.errors else 200)


def _page(request: Request, asked: Area) -> HttpResponse:
    """Draw the page of an area."""
    page = opened_scene(request, asked)
    scene, kept = page.scene, page.kept
    drawn = dashboard(gather(scene, page.names, request.actor), page.crumbs)
    context = {
        "dashboard": drawn,
        "tabs": tabs(OVERVIEW, asked, scene.child, scene.period, kept),
        "files": {key: files(OVERVIEW, key, asked, scene.period, kept) for key in overview_blocks.DRAWN},
        "days": page.days,
        "kept": {**kept, **({"circle": asked.circle} if asked.circle else {})},
    }
    return render(request, "kpi/dashboard.html", context, status=422 if page.days.errors else 200)
