"""The list of entrustments, for pages, exports and API."""

from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.entrustments.describing import standing_of
from cases.entrustments.filters import EntrustmentFilter
from cases.models import Entrustment
from cases.orders import ENTRUSTMENT_ORDERS
from cases.querysets import EntrustmentQuerySet
from cases.verbs import VIEW
from foundation.accounts.acting import AnyActor
from foundation.desk.lists import Column, ListSpec, Preset
from foundation.kpi.drilling import figure_asked


def entrustment_rows(actor: AnyActor, params: QueryDict) -> EntrustmentQuerySet:
    """The entrustments the actor may see, or those behind a figure."""
    figure = figure_asked(params, actor, Entrustment)
    found: EntrustmentQuerySet = Entrustment.objects.visible_to(actor) if figure is None else figure.queryset
    return found.for_list()


def _client(row: Entrustment) -> str:
    return row.client_name


ENTRUSTMENTS: Final = ListSpec(
    code="entrustments",
    title=_("Entrustments"),
    verb=VIEW.code,
    model=Entrustment,
    rows=entrustment_rows,
    filters=EntrustmentFilter,
    orders=ENTRUSTMENT_ORDERS,
    columns=(
        Column("code", _("Entrustment code"), "code", kind="code", essential=True),
        Column("state", _("State"), "get_state_display", standing=standing_of, on_phone=True),
        Column("client", _("Client"), _client, on_phone=True),
        Column("reference", _("Case reference of the client"), "client_reference", kind="doc_no"),
        Column("category", _("Category"), "category.name"),
        Column("received", _("Received on"), "received_on", kind="date", order="newest"),
        Column("due", _("Decide by"), "due_on", kind="date", order="decide", on_phone=True),
        Column("institution", _("Institution"), "institution.organisation.name"),
        Column("matter", _("Matter"), "matter", shown=False),
        Column("client_kind", _("Kind of client"), "get_client_kind_display", shown=False),
        Column("withdrawn", _("Withdrawn on"), "withdrawn_on", kind="date", shown=False),
    ),
    route="entrustment_list",
    presets=(
        Preset(_("Waiting for a decision"), "state=received&order=decide"),
        Preset(_("To be completed by the client"), "state=awaiting", "hold"),
        Preset(_("Decision overdue"), "due=late&order=decide", "late"),
        Preset(_("Decision due soon"), "due=soon&order=decide", "soon"),
    ),
    link_of=Entrustment.get_absolute_url,
    nothing=_("No entrustment is on file here yet."),
    none_fits=_("No entrustment meets these conditions."),
)
