"""The lists of city plans and of institutions by size, for pages, exports and API."""

from typing import Any, Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk import formats
from foundation.desk.detail.page import Standing
from foundation.desk.lists import Column, ListSpec, Preset
from governance.layout.coverage import institutions_counted
from governance.layout.filters import LayoutPlanFilter, SizedInstitutionFilter
from governance.layout.models import LayoutPlan
from governance.layout.models.plan import LayoutPlanQuerySet
from governance.layout.orders import ORDERS
from governance.layout.progress import city_name
from governance.layout.sizes import SMALL_OR_MICRO, SPECIALISED, counted, sizes_on
from governance.layout.verbs import VIEW
from institutions.covering import named
from institutions.models import Institution
from institutions.orders import ORDERS as INSTITUTION_ORDERS
from institutions.querysets import InstitutionQuerySet


def plan_rows(actor: AnyActor, _params: QueryDict) -> LayoutPlanQuerySet:
    """The plans the actor may see."""
    found: LayoutPlanQuerySet = LayoutPlan.objects.visible_to(actor)
    return found


def institution_rows(actor: AnyActor, _params: QueryDict) -> InstitutionQuerySet:
    """The institutions in practice the actor may see, each with how many appraisers and categories it has."""
    today = timezone.localdate()
    return counted(institutions_counted(actor, today), today).for_list()


def standing_of(row: LayoutPlan) -> Standing:
    """The state of a plan in words."""
    return Standing("ok", _("In force")) if row.is_in_force else Standing("void", _("Ended"))


def _size(row: Any) -> str:
    fitting = (each for each in sizes_on(timezone.localdate()) if each.fits(row.appraiser_count, row.category_count))
    return formats.listed(each.name for each in fitting)


def _categories(row: Institution) -> str:
    return named(row.practice_codes)


PLANS: Final = ListSpec(
    code="layout_plans",
    title=_("Plans of cities for their institutions"),
    verb=VIEW.code,
    model=LayoutPlan,
    rows=plan_rows,
    filters=LayoutPlanFilter,
    orders=ORDERS,
    columns=(
        Column("title", _("Plan of the city"), "title", essential=True),
        Column("city", _("City"), lambda row: city_name(row.city_code), on_phone=True),
        Column("state", _("State"), lambda row: standing_of(row).word, standing=standing_of, on_phone=True),
        Column("from", _("First year"), "from_year", kind="code"),
        Column("until", _("Final year of the plan"), "until_year", kind="code", on_phone=True),
        Column("document", _("Number of the document"), "document_number", kind="code", shown=False),
        Column("adopted", _("Adopted on"), "adopted_on", kind="date", order="newest"),
        Column("ended", _("Ended on"), "ended_on", kind="date", shown=False),
    ),
    route="layout_plan_list",
    presets=(Preset(_("In force"), "standing=in_force"),),
    link_of=LayoutPlan.get_absolute_url,
    nothing=_("No city has a plan on file here yet."),
    none_fits=_("No plan meets these conditions."),
)

INSTITUTIONS: Final = ListSpec(
    code="layout_institutions",
    title=_("Institutions by size"),
    verb=VIEW.code,
    model=Institution,
    rows=institution_rows,
    filters=SizedInstitutionFilter,
    orders=INSTITUTION_ORDERS,
    columns=(
        Column("name", _("Institution"), "organisation.name", essential=True),
        Column("seat", _("Seat"), "organisation.division.name", on_phone=True),
        Column("size", _("Size"), _size, on_phone=True),
        Column("appraisers", _("Appraisers"), "appraiser_count", kind="number", on_phone=True),
        Column("categories", _("Categories"), _categories),
        Column("licence", _("Licence number"), "licence_number", kind="code", order="number", shown=False),
        Column("until", _("Valid until"), "licence_until", kind="date", order="expiry", shown=False),
        Column("entered", _("Entered at"), "recorded_at", kind="moment", order="newest", shown=False),
    ),
    route="layout_institutions",
    presets=(
        Preset(_("Small or micro"), f"size={SMALL_OR_MICRO}"),
        Preset(_("Specialised"), f"size={SPECIALISED}"),
    ),
    link_of=Institution.get_absolute_url,
    nothing=_("No institution is on file here yet."),
    none_fits=_("No institution meets these conditions."),
)
