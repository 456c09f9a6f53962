"""What an address of the pages of figures asks for: area, period, and the names above it."""

from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.doors import Request
from foundation.accounts.models import Organisation
from foundation.desk.charts.contract import Link
from foundation.kpi import periods
from foundation.kpi.areas import PROVINCE, Area, page_area
from foundation.kpi.circles import CIRCLES, NAMES, circle_of
from foundation.kpi.dashboard.addresses import page_of
from foundation.kpi.forms import DaysForm
from foundation.law.models import Division

Names = dict[str, str]


def asked_area(request: Request) -> Area | None:
    """The area that the address names, None where it names none. Raises Http404 for one that cannot be."""
    given = {name: request.GET.get(name, "") for name in ("city", "county", "institution", "circle")}
    if not any(given.values()):
        return None
    try:
        key = UUID(given["institution"]) if given["institution"] else None
    except ValueError:
        raise Http404 from None
    if given["circle"] and given["circle"] not in CIRCLES:
        raise Http404
    return Area(city=given["city"], county=given["county"], institution=key, circle=given["circle"])


def asked_period(request: Request) -> tuple[periods.Period, DaysForm]:
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


def area_name(request: Request, asked: Area, divisions: dict[str, Division]) -> str:
    """The name of the area. Raises Http404 for a code of another level or an institution out of sight."""
    if asked.institution:
        row = Organisation.objects.visible_to(request.actor).filter(pk=asked.institution, kind="institution").first()
        if row is None:
            raise Http404
        return row.name
    if asked.is_province:
        return _("The whole province")
    if asked.circle and not (asked.city or asked.county):
        return str(NAMES[asked.circle])
    level = Division.Level.COUNTY if asked.county else Division.Level.CITY
    division = divisions.get(asked.county or asked.city)
    if division is None or division.level != level:
        raise Http404
    return division.name


def crumbs_of(request: Request, asked: Area, names: Names) -> tuple[Link, ...]:
    """The areas above this one that the actor may open."""
    above = []
    if not asked.is_province:
        above.append((PROVINCE, _("The whole province")))
    circle = circle_of(asked.city)
    if circle:
        above.append((Area(circle=circle), str(NAMES[circle])))
    if asked.county:
        city_code = asked.county[:4] + "00"
        above.append((Area(city=city_code), names.get(city_code, "")))
    return tuple(Link(name, page_of(area)) for area, name in above if name and page_area(request.actor, area))
