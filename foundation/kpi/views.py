"""The pages of figures: province, city, county, institution. What an actor may open follows from the posting."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from foundation.accounts.doors import Request, staff_page
from foundation.accounts.models import Organisation
from foundation.desk.charts.contract import Link
from foundation.kpi import periods
from foundation.kpi.areas import PROVINCE, Area, own_area, page_area
from foundation.kpi.dashboard.addresses import page_of
from foundation.kpi.dashboard.gathering import Child, Scene, gather
from foundation.kpi.dashboard.overview import overview
from foundation.kpi.dashboard.page import SHOWN, dashboard, period_links
from foundation.kpi.dashboard.targets_table import every_target, target_lines
from foundation.kpi.dashboard.wording import period_name
from foundation.kpi.forms import DaysForm
from foundation.kpi.verbs import VIEW_FIGURES
from foundation.law import queries as law
from foundation.law.models import Division
from foundation.replica import reads_replica

Names = dict[str, str]


@staff_page(VIEW_FIGURES)
@reads_replica
@require_GET
def province(request: Request) -> HttpResponseBase:
    """The whole province; officers of a city, county or institution land on their own page."""
    own = own_area(request.actor)
    if own is not None and not own.is_province:
        return redirect(page_of(own))
    return _page(request, PROVINCE, "city")


@staff_page(VIEW_FIGURES)
@reads_replica
@require_GET
def city(request: Request, code: str) -> HttpResponse:
    """A city by institutions, or by counties with rows=county."""
    return _page(request, Area(city=code), "county" if request.GET.get("rows") == "county" else "institution")


@staff_page(VIEW_FIGURES)
@reads_replica
@require_GET
def county(request: Request, code: str) -> HttpResponse:
    """A county by institutions."""
    return _page(request, Area(county=code), "institution")


@staff_page(VIEW_FIGURES)
@reads_replica
@require_GET
def institution(request: Request, key: UUID) -> HttpResponse:
    """One institution."""
    return _page(request, Area(institution=key), "")


@staff_page(VIEW_FIGURES)
@reads_replica
@require_GET
def catalogue(request: Request) -> HttpResponse:
    """Every figure with its definition, for the reader's own area or the one the address names."""
    own = own_area(request.actor)
    asked = _asked(request) or own
    area = page_area(request.actor, asked) if asked is not None else None
    if asked is None or area is None:
        raise Http404
    divisions = {row.code: row for row in law.divisions()}
    period, days = _period(request)
    name = _name(request, asked, divisions)
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


def _asked(request: Request) -> Area | None:
    """The area that the address names, None where it names none. Raises Http404 for one that cannot be."""
    given = {name: request.GET.get(name, "") for name in ("city", "county", "institution")}
    if not any(given.values()):
        return None
    try:
        key = UUID(given["institution"]) if given["institution"] else None
    except ValueError:
        raise Http404 from None
    return Area(city=given["city"], county=given["county"], institution=key)


def _period(request: Request) -> tuple[periods.Period, DaysForm]:
    """The period that the address names, and the form for one of any days.

    Days that cannot be are said beside their fields, over the running year. Raises Http404 for other periods that
    cannot be.
    """
    today = timezone.localdate()
    if periods.FROM in request.GET or periods.UNTIL in request.GET:
        days = DaysForm(request.GET, today=today)
        return (days.period if days.is_valid() else periods.year_of(today.year, today)), days
    try:
        period = periods.read(request.GET.dict(), today)
    except periods.NoPeriod as error:
        raise Http404(str(error)) from error
    span = period.span
    return period, DaysForm(initial={periods.FROM: span.first, periods.UNTIL: span.last}, today=today)


def _page(request: Request, asked: Area, child: Child) -> HttpResponse:
    """Draw the page of an area. Absent and foreign areas are the same 404."""
    area = page_area(request.actor, asked)
    if area is None:
        raise Http404
    divisions = {row.code: row for row in law.divisions()}
    period, days = _period(request)
    shown = SHOWN.get(request.GET.get("show", "accepted"))
    if shown is None:
        raise Http404
    scene = Scene(asked, area, _name(request, asked, divisions), period, shown, child)
    names = {code: row.name for code, row in divisions.items()}
    crumbs = _crumbs(request, asked, names)
    kept = {name: request.GET[name] for name in ("show", "rows") if request.GET.get(name)}
    drawn = dashboard(gather(scene, names, request.actor), crumbs)
    context = {"dashboard": drawn, "days": days, "kept": kept}
    return render(request, "kpi/dashboard.html", context, status=422 if days.errors else 200)


def _name(request: Request, asked: Area, divisions: dict[str, Division]) -> str:
    """The name of the area. Raises Http404 for a code of another level or an institution out of sight."""
    if asked.institution:
        row = Organisation.objects.visible_to(request.actor).filter(pk=asked.institution, kind="institution").first()
        if row is None:
            raise Http404
        return row.name
    if asked.is_province:
        return _("The whole province")
    level = Division.Level.COUNTY if asked.county else Division.Level.CITY
    division = divisions.get(asked.county or asked.city)
    if division is None or division.level != level:
        raise Http404
    return division.name


def _crumbs(request: Request, asked: Area, names: Names) -> tuple[Link, ...]:
    """The areas above this one that the actor may open."""
    above = []
    if not asked.is_province:
        above.append((PROVINCE, _("The whole province")))
    if asked.county:
        city_code = asked.county[:4] + "00"
        above.append((Area(city=city_code), names.get(city_code, "")))
    return tuple(Link(name, page_of(area)) for area, name in above if name and page_area(request.actor, area))
