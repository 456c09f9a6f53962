"""The list of reports, for the page, exports and the API."""

from typing import Final

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk.lists import Column, ListSpec
from governance.reporting.describing import area_of, standing_of, title_in_list
from governance.reporting.filters import ReportFilter
from governance.reporting.models import Report
from governance.reporting.orders import ORDERS
from governance.reporting.verbs import VIEW


def report_rows(actor: AnyActor, _params: QueryDict) -> "QuerySet[Report]":
    """The reports the actor may see."""
    return Report.objects.visible_to(actor).for_list()


REPORTS: Final = ListSpec(
    code="reports",
    title=_("Reports"),
    verb=VIEW.code,
    model=Report,
    rows=report_rows,
    filters=ReportFilter,
    orders=ORDERS,
    columns=(
        Column("title", _("Report"), title_in_list, essential=True),
        Column("period", _("Period"), "period", kind="code", order="newest", on_phone=True),
        Column("kind", _("Kind of report"), "get_kind_display", shown=False),
        Column("area", _("Area"), area_of, shown=False),
        Column("version", _("Version"), "version", kind="number", on_phone=True),
        Column("state", _("State"), "get_state_display", standing=standing_of, on_phone=True),
        Column("data_time", _("Data time"), "data_time", kind="moment"),
        Column("changed", _("Values changed"), "changed", kind="number"),
        Column("ordered", _("Report ordered on"), "ordered_on", kind="date"),
        Column("digest", _("SHA-256"), "digest", kind="code", shown=False),
    ),
    route="report_list",
    link_of=Report.get_absolute_url,
    nothing=_("No report has been written for your area yet."),
    none_fits=_("No report meets these conditions."),
)
