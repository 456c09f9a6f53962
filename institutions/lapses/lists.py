"""The list of lapses, for pages, exports and API; its presets are the lists of work of the organ, clean-up included."""

from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk.lists import Column, ListSpec, Preset
from institutions.actions.lapsing import place_of
from institutions.lapses.describing import standing_of
from institutions.lapses.filters import LapseFilter
from institutions.lapses.orders import ORDERS
from institutions.lapses.verbs import VIEW
from institutions.models import Lapse
from institutions.models.lapse import LapseQuerySet


def rows(actor: AnyActor, _params: QueryDict) -> LapseQuerySet:
    """The lapses the actor may see."""
    return Lapse.objects.visible_to(actor).for_list()


LAPSES: Final = ListSpec(
    code="lapses",
    title=_("Lost standing conditions"),
    verb=VIEW.code,
    model=Lapse,
    rows=rows,
    filters=LapseFilter,
    orders=ORDERS,
    columns=(
        Column("condition", _("Condition"), "get_condition_display", essential=True),
        Column("place", _("Item or category"), place_of, on_phone=True),
        Column("institution", _("Institution"), "institution.organisation.name", on_phone=True),
        Column("state", _("State"), lambda row: standing_of(row).word, standing=standing_of, on_phone=True),
        Column("since", _("Lost since"), "since", kind="date"),
        Column("noticed", _("Noticed on"), "noticed_on", kind="date", order="newest"),
        Column("ask_by", _("To be asked for by"), "ask_by", kind="date"),
        Column("article", _("Article"), "article", shown=False),
        Column("closed", _("Day of closing"), "closed_on", kind="date", shown=False),
    ),
    route="lapse_list",
    presets=(
        Preset(_("Item has to stop"), "kind=stopped", "late"),
        Preset(_("To be cleaned up: accreditation gone"), "kind=clean_up", "late"),
        Preset(_("Last day for asking is over"), "kind=missed", "late"),
        Preset(_("Suspension asked for"), "state=asked", "soon"),
    ),
    link_of=Lapse.get_absolute_url,
    label_of=lambda row: f"{row.institution} {row.get_condition_display()} {place_of(row)}",
    nothing=_("No condition has been found to be lost."),
    none_fits=_("No lost condition meets these conditions."),
)
