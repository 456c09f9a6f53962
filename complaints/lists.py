"""The list of complaints, for pages, exports and API. It names no complainant."""

from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from complaints.describing import standing_of
from complaints.filters import ComplaintFilter
from complaints.models import Complaint
from complaints.orders import ORDERS
from complaints.querysets import ComplaintQuerySet
from complaints.verbs import VIEW
from foundation.accounts.acting import AnyActor
from foundation.desk.lists import Column, ListSpec, Preset
from foundation.kpi.drilling import figure_asked


def rows(actor: AnyActor, params: QueryDict) -> ComplaintQuerySet:
    """The complaints the actor may see; with `measure` in the address exactly those behind a figure."""
    figure = figure_asked(params, actor, Complaint)
    found: ComplaintQuerySet = Complaint.objects.visible_to(actor) if figure is None else figure.queryset
    return found.for_list()


def _result(row: Complaint) -> str:
    if row.decided_on is None:
        return ""
    return _now("Found valid") if row.upheld else _now("Found not valid")


COMPLAINTS: Final = ListSpec(
    code="complaints",
    title=_("Complaints"),
    verb=VIEW.code,
    model=Complaint,
    rows=rows,
    filters=ComplaintFilter,
    orders=ORDERS,
    columns=(
        Column("number", _("Number of the complaint"), "number", kind="doc_no", essential=True),
        Column("state", _("State"), "get_state_display", standing=standing_of, on_phone=True),
        Column("institution", _("Institution"), "institution.organisation.name", on_phone=True),
        Column("received", _("Handed in on"), "received_on", kind="date", order="newest"),
        Column("due", _("Due on"), "due_on", kind="date", order="due", on_phone=True),
        Column("organ", _("Deciding organ"), "organ.name", shown=False),
        Column("result", _("Decided as"), _result),
        Column("accepted", _("Accepted on"), "accepted_on", kind="date", shown=False),
        Column("decided", _("Decided on"), "decided_on", kind="date", shown=False),
        Column("informed", _("Both sides informed on"), "informed_on", kind="date", shown=False),
        Column("interest", _("Relation to the appraisal"), "get_interest_display", shown=False),
    ),
    route="complaint_list",
    presets=(
        Preset(_("Acceptance to be decided"), "state=received&order=due"),
        Preset(_("Under investigation"), "state=investigating&order=due"),
        Preset(_("Overdue"), "due=late&order=due", "late"),
        Preset(_("Due within 5 working days"), "due=soon&order=due", "soon"),
    ),
    link_of=Complaint.get_absolute_url,
    nothing=_("No complaint is on file here yet."),
    none_fits=_("No complaint meets these conditions."),
)
