"""The list of cases, for pages, exports and API."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.describing import standing_of
from cases.filters import CaseFilter
from cases.models import Case
from cases.orders import ORDERS
from cases.querysets import CaseQuerySet
from cases.states import State
from cases.verbs import VIEW
from foundation.accounts.acting import AnyActor
from foundation.desk.lists import Column, ListSpec, Preset
from foundation.kpi.drilling import figure_asked
from foundation.law.queries import categories


def rows(actor: AnyActor, params: QueryDict) -> CaseQuerySet:
    """The cases the actor may see; with `measure` in the address exactly those behind a figure."""
    figure = figure_asked(params, actor, Case)
    found: CaseQuerySet = Case.objects.visible_to(actor) if figure is None else figure.queryset
    return found.for_list()


def _with_categories(found: Sequence[Case]) -> None:
    """Give rows their categories from memory: the same few for every row, and every page joined them anew."""
    known = categories()
    for row in found:
        row.category = known[row.category_id]


def _client(row: Case) -> str:
    return row.client_name


def _due(row: Case) -> date | None:
    """The last day; none while the time stands still."""
    return None if row.state == State.SUSPENDED else row.due_on


CASES: Final = ListSpec(
    code="cases",
    title=_("Cases"),
    verb=VIEW.code,
    model=Case,
    rows=rows,
    filters=CaseFilter,
    orders=ORDERS,
    columns=(
        Column("number", _("Case number"), "case_number", kind="doc_no", order="number", essential=True),
        Column("state", _("State"), "get_state_display", standing=standing_of, on_phone=True),
        Column("category", _("Category"), "category.name"),
        Column("accepted", _("Accepted on"), "accepted_on", kind="date", order="newest", on_phone=True),
        Column("due", _("Due on"), _due, kind="date", order="due", on_phone=True),
        Column("issued", _("Issued on"), "issued_on", kind="date"),
        Column("client", _("Client"), _client),
        Column("institution", _("Institution"), "institution.organisation.name"),
        Column("opinion", _("Opinion number"), "opinion_number", kind="doc_no", shown=False),
        Column("client_kind", _("Kind of client"), "get_client_kind_display", shown=False),
        Column("matter", _("Matter"), "matter", shown=False),
        Column("received", _("Received on"), "received_on", kind="date", shown=False),
        Column("terminated", _("Terminated on"), "terminated_on", kind="date", shown=False),
        Column("turnaround", _("Working days to the opinion"), "turnaround_days", kind="number", shown=False),
        Column("fee", _("Fee (yuan)"), "fee", kind="number", shown=False),
    ),
    route="case_list",
    presets=(
        Preset(_("Past the due date"), "due=late&order=due", "late"),
        Preset(_("Due within 5 working days"), "due=soon&order=due", "soon"),
        Preset(_("Suspended"), "state=suspended"),
    ),
    link_of=Case.get_absolute_url,
    narrow=CaseQuerySet.for_table,
    prepare=_with_categories,
    nothing=_("No case is on file here yet."),
    none_fits=_("No case meets these conditions."),
)
