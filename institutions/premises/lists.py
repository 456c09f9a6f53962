"""The list of premises over all institutions, for pages, exports and API."""

from typing import Final

import django_filters
from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation
from foundation.accounts.naming import is_named
from foundation.desk.detail.page import Standing
from foundation.desk.keyset import Order
from foundation.desk.lists import Column, ListSpec, Preset
from foundation.kpi.expiry import NOTICE_DAYS
from institutions.filters import city_choices
from institutions.models import Premises
from institutions.models.premises import PremisesQuerySet
from institutions.premises.standing import standing_of
from institutions.verbs import VIEW

STATES: Final = [
    ("holds", _("In use")),
    ("over", _("Left or run out")),
    *((str(days), format_lazy(_("within {days} days"), days=days)) for days in sorted(NOTICE_DAYS)),
]
EXPIRY: Final = Order(
    "expiry", _("Expiring first"), ("valid_until", "id"), only=Q(ended_on=None, valid_until__isnull=False),
    said=_("What is owned or was left is left out."),
)  # fmt: skip
NEWEST: Final = Order("newest", _("Newest first"), ("recorded_at", "id"), descending=True)


class PremisesFilter(django_filters.FilterSet):
    """Conditions on premises."""

    q = django_filters.CharFilter(label=_("Number of the title deed or lease, or institution"), method="by_words")
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="institution__city_code", choices=city_choices, empty_label=_("All")
    )
    use = django_filters.ChoiceFilter(
        label=_("What the place serves"), choices=Premises.Use.choices, empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(label=_("State"), method="by_state", choices=STATES, empty_label=_("All"))
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)

    class Meta:
        model = Premises
        fields: list[str] = []

    def by_words(self, queryset: PremisesQuerySet, name: str, value: str) -> PremisesQuerySet:
        """Premises whose document begins so, and those of institutions with this in their name."""
        number = Q(document_number__startswith=value.strip().replace("\0", ""))
        return queryset.filter(number | is_named(value, Organisation, "institution_id"))

    def by_state(self, queryset: PremisesQuerySet, name: str, value: str) -> PremisesQuerySet:
        """Premises in use today, used no more, or with a lease that ends soon."""
        today = timezone.localdate()
        if value == "holds":
            return queryset.holding(today)
        return queryset.over(today) if value == "over" else queryset.expiring(today, int(value))


def rows(actor: AnyActor, _params: QueryDict) -> PremisesQuerySet:
    """The premises of the institutions which the actor may see."""
    return Premises.objects.visible_to(actor).for_list()


def _standing(row: Premises) -> Standing:
    return standing_of(row, timezone.localdate())


def _page(row: Premises) -> str:
    return reverse("institution_premises", args=[row.institution_id])


PREMISES: Final = ListSpec(
    code="premises",
    title=_("Premises of institutions"),
    verb=VIEW,
    model=Premises,
    rows=rows,
    filters=PremisesFilter,
    orders={order.code: order for order in (NEWEST, EXPIRY)},
    columns=(
        Column("address", _("Address"), "address", essential=True),
        Column("institution", _("Institution"), "institution.organisation.name", on_phone=True),
        Column("state", _("State"), lambda row: _standing(row).word, standing=_standing, on_phone=True),
        Column("use", _("What the place serves"), "get_use_display", on_phone=True),
        Column("right", _("Right of use"), "get_right_display"),
        Column("area", _("Area (m²)"), "area", kind="number"),
        Column("number", _("Number of the title deed or lease"), "document_number", kind="code", shown=False),
        Column("from", _("Used from"), "valid_from", kind="date", shown=False),
        Column("until", _("Last day of the lease"), "valid_until", kind="date", order="expiry"),
        Column("entered", _("Entered at"), "recorded_at", kind="moment", order="newest", shown=False),
    ),
    route="premises_list",
    presets=(Preset(_("Lease ends within 90 days"), "state=90", "soon"), Preset(_("In use"), "state=holds")),
    link_of=_page,
    nothing=_("No premises are on record."),
    none_fits=_("No premises meet these conditions."),
)
