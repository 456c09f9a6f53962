"""The list of institutions, for pages, exports and API."""

from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk.lists import Column, ListSpec
from foundation.kpi.drilling import figure_asked
from institutions.filters import InstitutionFilter
from institutions.models import Institution
from institutions.orders import ORDERS
from institutions.querysets import InstitutionQuerySet
from institutions.verbs import VIEW


def rows(actor: AnyActor, params: QueryDict) -> InstitutionQuerySet:
    """The institutions the actor may see, or those behind a figure."""
    figure = figure_asked(params, actor, Institution)
    found: InstitutionQuerySet = Institution.objects.visible_to(actor) if figure is None else figure.queryset
    return found.for_list()


INSTITUTIONS: Final = ListSpec(
    code="institutions",
    title=_("Institutions"),
    verb=VIEW,
    model=Institution,
    rows=rows,
    filters=InstitutionFilter,
    orders=ORDERS,
    columns=(
        Column("name", _("Institution"), "organisation.name", essential=True),
        Column("licence", _("Licence number"), "licence_number", kind="code", order="number", on_phone=True),
        Column("seat", _("Seat"), "organisation.division.name"),
        Column("from", _("Licensed from"), "licence_from", kind="date", shown=False),
        Column("until", _("Valid until"), "licence_until", kind="date", order="expiry", on_phone=True),
        Column("status", _("Status"), "get_status_display", template="institutions/cells/status.html", on_phone=True),
        Column("cases", _("Cases"), "pk", template="institutions/cells/cases.html", exported=False),
        Column("entered", _("Entered at"), "recorded_at", kind="moment", order="newest", shown=False),
    ),
    route="institution_list",
    link_of=Institution.get_absolute_url,
    nothing=_("No institution is on file here yet."),
    none_fits=_("No institution meets these conditions."),
)
