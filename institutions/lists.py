"""The lists of institutions, of accreditations and of items of licences, for pages, exports and API."""

from typing import Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk import formats
from foundation.desk.detail.page import Standing
from foundation.desk.lists import Column, ListSpec, Preset
from foundation.kpi.drilling import figure_asked
from institutions.compulsory import duty_met
from institutions.covering import named, standing_of
from institutions.filters import AccreditationFilter, InstitutionFilter, ScopeItemFilter
from institutions.models import Accreditation, Institution, ScopeItem
from institutions.orders import ACCREDITATION_ORDERS, ORDERS, SCOPE_ORDERS
from institutions.querysets import AccreditationQuerySet, InstitutionQuerySet, Practice, ScopeItemQuerySet
from institutions.verbs import VIEW


def rows(actor: AnyActor, params: QueryDict) -> InstitutionQuerySet:
    """The institutions the actor may see, or those behind a figure, each with whether it practises today."""
    figure = figure_asked(params, actor, Institution)
    found: InstitutionQuerySet = Institution.objects.visible_to(actor) if figure is None else figure.queryset
    return found.for_list().with_practice(timezone.localdate())


def accreditation_rows(actor: AnyActor, params: QueryDict) -> AccreditationQuerySet:
    """The accreditations the actor may see, or those behind a figure."""
    figure = figure_asked(params, actor, Accreditation)
    found: AccreditationQuerySet = Accreditation.objects.visible_to(actor) if figure is None else figure.queryset
    return found.for_list()


def scope_rows(actor: AnyActor, params: QueryDict) -> ScopeItemQuerySet:
    """The items of licences the actor may see, or those behind a figure, each with its duty of accreditation."""
    figure = figure_asked(params, actor, ScopeItem)
    found: ScopeItemQuerySet = ScopeItem.objects.visible_to(actor) if figure is None else figure.queryset
    return found.annotate(duty=duty_met(timezone.localdate())).for_list()


def _practice(row: Institution) -> str:
    """Whether an institution practises today, in words (annotated by `rows`)."""
    practice: str = row.practice  # type: ignore[attr-defined]
    return str(Practice(practice).label)


def _duty(row: ScopeItem) -> Standing:
    """Whether a compulsory accreditation is in force for an item (annotated by `scope_rows`)."""
    duty: str = row.duty  # type: ignore[attr-defined]
    if duty == "held":
        return Standing("ok", gettext("Compulsory, in force"))
    if duty == "missing":
        return Standing("late", gettext("Compulsory, not in force"))
    return Standing("void", gettext("Not compulsory"))


def _methods(row: Accreditation) -> str:
    """Numbers of standards; they may hold commas, and the sheet reads this column again."""
    return ("、" if formats.in_chinese() else "; ").join(row.methods)


def _covered(row: Accreditation) -> str:
    return named(row.covers)


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
        Column("status", _("Status"), _practice, template="institutions/cells/status.html", on_phone=True),
        Column("cases", _("Cases"), "pk", template="institutions/cells/cases.html", exported=False),
        Column("entered", _("Entered at"), "recorded_at", kind="moment", order="newest", shown=False),
    ),
    route="institution_list",
    link_of=Institution.get_absolute_url,
    beside=("registration_states",),
    nothing=_("No institution is on file here yet."),
    none_fits=_("No institution meets these conditions."),
)

ACCREDITATIONS: Final = ListSpec(
    code="accreditations",
    title=_("Accreditations"),
    verb=VIEW,
    model=Accreditation,
    rows=accreditation_rows,
    filters=AccreditationFilter,
    orders=ACCREDITATION_ORDERS,
    columns=(
        Column("number", _("Accreditation"), "certificate_number", kind="code", order="number", essential=True),
        Column("state", _("State"), lambda row: standing_of(row).word, standing=standing_of, on_phone=True),
        Column("kind", _("Kind"), "get_kind_display", on_phone=True),
        Column("level", _("Granted by"), "get_level_display", shown=False),
        Column("institution", _("Institution"), "institution.organisation.name", on_phone=True),
        Column("covers", _("What it covers"), _covered),
        Column("methods", _("Methods it names"), _methods, shown=False),
        Column("from", _("From"), "valid_from", kind="date", shown=False),
        Column("until", _("Last day"), "valid_until", kind="date", order="expiry", on_phone=True),
        Column("ended", _("Ended on"), "ended_on", kind="date", shown=False),
        Column("entered", _("Entered at"), "recorded_at", kind="moment", order="newest", shown=False),
    ),
    route="accreditation_list",
    presets=(Preset(_("Has run out"), "ends=lapsed", "late"), Preset(_("Ends within 90 days"), "ends=90", "soon")),
    link_of=Accreditation.get_absolute_url,
    nothing=_("No accreditation is on record."),
    none_fits=_("No accreditation meets these conditions."),
)

SCOPE_ITEMS: Final = ListSpec(
    code="scope_items",
    title=_("Items of licences"),
    verb=VIEW,
    model=ScopeItem,
    rows=scope_rows,
    filters=ScopeItemFilter,
    orders=SCOPE_ORDERS,
    columns=(
        Column("item", _("Item"), "category.name", essential=True),
        Column("institution", _("Institution"), "institution.organisation.name", on_phone=True),
        Column(
            "accreditation", _("Accreditation of the item"), lambda row: _duty(row).word, standing=_duty, on_phone=True
        ),
        Column("from", _("From"), "valid_from", kind="date", order="newest"),
        Column("until", _("Last day"), "valid_until", kind="date", on_phone=True),
        Column("document", _("Document"), "document_number", shown=False),
    ),
    route="scope_item_list",
    presets=(Preset(_("Accreditation missing"), "accreditation=missing", "late"),),
    link_of=ScopeItem.get_absolute_url,
    nothing=_("No item of a licence is on record."),
    none_fits=_("No item meets these conditions."),
)
