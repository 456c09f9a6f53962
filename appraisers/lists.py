"""The list of appraisers, for pages, exports and API."""

from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from appraisers.filters import AppraiserFilter
from appraisers.models import Appraiser
from appraisers.orders import ORDERS
from appraisers.querysets import AppraiserQuerySet
from appraisers.verbs import VIEW
from foundation.accounts.acting import AnyActor
from foundation.desk.lists import Column, ListSpec
from foundation.kpi.drilling import figure_asked


def rows(actor: AnyActor, params: QueryDict) -> AppraiserQuerySet:
    """The appraisers the actor may see, or those behind a figure."""
    figure = figure_asked(params, actor, Appraiser)
    found: AppraiserQuerySet = Appraiser.objects.visible_to(actor) if figure is None else figure.queryset
    return found.for_list()


def _name_of(row: Appraiser) -> str:
    return row.person.name


APPRAISERS: Final = ListSpec(
    code="appraisers",
    title=_("Appraisers"),
    verb=VIEW,
    model=Appraiser,
    rows=rows,
    filters=AppraiserFilter,
    orders=ORDERS,
    columns=(
        Column("name", _("Appraiser"), "person.name", essential=True),
        Column(
            "certificate", _("Certificate number"), "certificate_number", kind="code", order="number", on_phone=True
        ),
        Column("institution", _("Institution"), "institution.organisation.name"),
        Column("from", _("Certified from"), "certificate_from", kind="date", shown=False),
        Column("until", _("Valid until"), "certificate_until", kind="date", order="expiry", on_phone=True),
        Column("entered", _("Entered at"), "recorded_at", kind="moment", order="newest", shown=False),
    ),
    route="appraiser_list",
    beside=("certificate_states", "quality_managers"),
    link_of=Appraiser.get_absolute_url,
    label_of=_name_of,
    names_people=True,
    nothing=_("No appraiser is on file here yet."),
    none_fits=_("No appraiser meets these conditions."),
)
