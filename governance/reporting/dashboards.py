"""The way from a page of figures to the report of the same area and period."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.desk.charts.contract import Link
from foundation.kpi.areas import Area
from foundation.kpi.periods import Period
from foundation.kpi.releases.naming import code_of
from governance.reporting.models import Report
from governance.reporting.places import place_at, place_for
from governance.reporting.states import ReportKind
from governance.reporting.verbs import ORDER, VIEW


def report_of(area: Area, period: Period, actor: AnyActor) -> tuple[Link, ...]:
    """The newest report of an area on a month or year that is over, or the order of one where there is none."""
    if period.kind not in ReportKind.values or period.is_running or not actor.may(VIEW.code):
        return ()
    place = place_for(actor, place_at(area).code)
    if place is None:
        return ()
    written = Report.objects.visible_to(actor).of(place.columns).filter(period=code_of(period)).written().for_list()
    newest = written.first()
    if newest is not None:
        return (Link(_("Report of this period"), newest.get_absolute_url()),)
    if not actor.may(ORDER.code):
        return ()
    address = f"{reverse('report_order')}?{urlencode({'area': place.code, 'period': code_of(period)})}"
    return (Link(_("Order the report of this period"), address),)
