"""The list of policies over all institutions, for pages and exports."""

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
from foundation.exchange.loaded import LoadedFilter
from foundation.kpi.expiry import NOTICE_DAYS
from institutions.filters import city_choices
from institutions.insurance.standing import standing_of
from institutions.models import InsurancePolicy
from institutions.models.insurance import InsuranceQuerySet
from institutions.verbs import VIEW

STATES: Final = [
    ("holds", _("In force")),
    ("over", _("Has run out or was ended")),
    *((str(days), format_lazy(_("within {days} days"), days=days)) for days in sorted(NOTICE_DAYS)),
]
EXPIRY: Final = Order(
    "expiry", _("Expiring first"), ("valid_until", "id"), only=Q(ended_on=None),
    said=_("Policies ended before their time are left out."),
)  # fmt: skip
NEWEST: Final = Order("newest", _("Newest first"), ("recorded_at", "id"), descending=True)


class PolicyFilter(django_filters.FilterSet):
    """Conditions on policies."""

    q = django_filters.CharFilter(label=_("Number of the policy, or institution"), method="by_words")
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="institution__city_code", choices=city_choices, empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(label=_("State"), method="by_state", choices=STATES, empty_label=_("All"))
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)
    policy = django_filters.UUIDFilter(label=_("Policy"), field_name="pk", widget=forms.HiddenInput)
    loaded = LoadedFilter()

    class Meta:
        model = InsurancePolicy
        fields: list[str] = []

    def by_words(self, queryset: InsuranceQuerySet, name: str, value: str) -> InsuranceQuerySet:
        """Policies whose number begins so, and those of institutions with this in their name."""
        number = Q(policy_number__startswith=value.strip().replace("\0", ""))
        return queryset.filter(number | is_named(value, Organisation, "institution_id"))

    def by_state(self, queryset: InsuranceQuerySet, name: str, value: str) -> InsuranceQuerySet:
        """Policies that hold today, that hold no more, or that end soon and that no later one follows."""
        today = timezone.localdate()
        if value == "holds":
            return queryset.holding(today)
        return queryset.over(today) if value == "over" else queryset.expiring(today, int(value))


def rows(actor: AnyActor, _params: QueryDict) -> InsuranceQuerySet:
    """The policies of the institutions which the actor may see."""
    return InsurancePolicy.objects.visible_to(actor).for_list()


def _standing(row: InsurancePolicy) -> Standing:
    return standing_of(row, timezone.localdate())


def _page(row: InsurancePolicy) -> str:
    return reverse("institution_insurance", args=[row.institution_id])


POLICIES: Final = ListSpec(
    code="policies",
    title=_("Policies of institutions"),
    verb=VIEW,
    model=InsurancePolicy,
    rows=rows,
    filters=PolicyFilter,
    orders={order.code: order for order in (EXPIRY, NEWEST)},
    columns=(
        Column("number", _("Number of the policy"), "policy_number", kind="code", essential=True),
        Column("institution", _("Institution"), "institution.organisation.name", on_phone=True),
        Column("state", _("State"), lambda row: _standing(row).word, standing=_standing, on_phone=True),
        Column("insurer", _("Insurer"), "insurer"),
        Column("cover", _("Sum insured (yuan)"), "cover", kind="number"),
        Column("from", _("From"), "valid_from", kind="date", shown=False),
        Column("until", _("Last day"), "valid_until", kind="date", order="expiry", on_phone=True),
        Column("entered", _("Entered at"), "recorded_at", kind="moment", order="newest", shown=False),
    ),
    route="policy_list",
    presets=(Preset(_("Ends within 90 days"), "state=90", "soon"), Preset(_("In force"), "state=holds")),
    link_of=_page,
    nothing=_("No policy is on record."),
    none_fits=_("No policy meets these conditions."),
    beside=("premises",),
)
