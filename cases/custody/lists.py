"""The list of materials, for pages, exports and API. Who brought and fetched them is under seal and not in it."""

from typing import Any, Final

import django_filters
from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.custody.describing import standing_of
from cases.filters import DAY
from cases.models import Case, EntrustedMaterial, Entrustment, Material
from cases.models.custody import MaterialQuerySet
from cases.verbs import VIEW
from foundation.accounts.acting import AnyActor
from foundation.desk.keyset import Order
from foundation.desk.lists import Column, ListSpec, Preset
from foundation.exchange.cells.identifiers import case_number_key
from institutions.filters import city_choices

GAPS: Final = [("yes", _("with gaps")), ("no", _("without gaps"))]

NEWEST: Final = Order("newest", _("Last received first"), ("came_at", "id"), descending=True)
LONGEST: Final = Order(
    "longest",
    _("Longest unchanged first"),
    ("since", "id"),
    only=Q(whereabouts=Material.Whereabouts.HERE),
    said=_("In this order stand materials held by institutions only."),
)
ORDERS: Final = {order.code: order for order in (NEWEST, LONGEST)}


class MaterialFilter(django_filters.FilterSet):
    """Conditions on materials."""

    q = django_filters.CharFilter(label=_("Case number"), method="by_number")
    state = django_filters.ChoiceFilter(
        label=_("State"), field_name="whereabouts", choices=Material.Whereabouts.choices, empty_label=_("All")
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=EntrustedMaterial.Kind.choices, empty_label=_("All"))
    gaps = django_filters.ChoiceFilter(label=_("Chain"), method="by_gaps", choices=GAPS, empty_label=_("All"))
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)
    came_from = django_filters.DateFilter(
        label=_("Received from"), field_name="came_at", lookup_expr="date__gte", widget=DAY
    )
    came_until = django_filters.DateFilter(
        label=_("Received until"), field_name="came_at", lookup_expr="date__lte", widget=DAY
    )

    class Meta:
        model = Material
        fields: list[str] = []

    def by_number(self, queryset: MaterialQuerySet, name: str, value: str) -> MaterialQuerySet:
        """Materials of cases whose number begins so, or of an entrustment with this code in the portal."""
        cases = Case.objects.filter(number_key__startswith=case_number_key(value)).values("pk")
        entrustments = Entrustment.objects.filter(code=value.strip().replace("\0", "")).values("pk")
        return queryset.filter(Q(case__in=cases) | Q(case__in=entrustments))

    def by_gaps(self, queryset: MaterialQuerySet, name: str, value: str) -> MaterialQuerySet:
        """Materials whose chain leaves something open, or those whose chain is closed."""
        return queryset.filter(gaps__gt=0) if value == "yes" else queryset.filter(gaps=0)


def material_rows(actor: AnyActor, _params: QueryDict) -> Any:
    """The materials the actor may see; receipts recorded by mistake are there too, and say so."""
    return Material.objects.visible_to(actor).for_list()


def number_of(row: Material) -> str:
    """The number of the case, or before there is one the code of the entrustment."""
    if row.is_of_a_case and row.case is not None:
        return row.case.case_number
    return row.entrustment.code if row.entrustment is not None else ""


_TEXT: Final = "cases/custody/cells/text.html"

MATERIALS: Final = ListSpec(
    code="materials",
    title=_("Custody of materials"),
    verb=VIEW.code,
    model=Material,
    rows=material_rows,
    filters=MaterialFilter,
    orders=ORDERS,
    columns=(
        Column("case", _("Case number"), number_of, kind="doc_no", essential=True),
        Column("name", _("Name of the material"), "name", template=_TEXT, on_phone=True),
        Column("kind", _("Kind"), "get_kind_display"),
        Column("quantity", _("Quantity"), "quantity", template=_TEXT),
        Column("state", _("State"), lambda row: standing_of(row).word, standing=standing_of, on_phone=True),
        Column("holder", _("Holder"), "holder", template=_TEXT),
        Column("place", _("Kept at"), "place", template=_TEXT),
        Column("came", _("Received at"), "came_at", kind="moment", order="newest", on_phone=True),
        Column("since", _("Last entry"), "since", kind="moment", order="longest"),
        Column("gaps", _("Gaps"), "gaps", kind="number"),
        Column("consented", _("Consent of"), "consented_on", kind="date", shown=False),
        Column("institution", _("Institution"), "institution.organisation.name"),
    ),
    route="material_list",
    presets=(Preset(_("Held by institutions"), "state=here"), Preset(_("with gaps"), "gaps=yes", "late")),
    link_of=Material.get_absolute_url,
    nothing=_("No material is on record."),
    none_fits=_("No material meets these conditions."),
)  # fmt: skip
