"""The list of what registrations said from which day on, over all institutions, for pages and exports."""

from typing import Any, Final

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation
from foundation.accounts.naming import is_named
from foundation.desk.keyset import Order
from foundation.desk.lists import Column, ListSpec
from foundation.exchange.loaded import LoadedFilter
from institutions.covering import named
from institutions.filters import city_choices
from institutions.models import Act, PermitState, RegistrationState
from institutions.registration.papers import seat_words
from institutions.verbs import VIEW

NEWEST: Final = Order("newest", _("Newest first"), ("valid_from", "id"), descending=True)


class PermitStateFilter(django_filters.FilterSet):
    """Conditions on states of licences and of certificates alike."""

    act = django_filters.ChoiceFilter(label=_("Act"), choices=Act.choices, empty_label=_("All"))
    since = django_filters.DateFilter(label=_("From the day on"), field_name="valid_from", lookup_expr="gte")
    until = django_filters.DateFilter(label=_("Until the day"), field_name="valid_from", lookup_expr="lte")
    state_key = django_filters.UUIDFilter(label=_("State of the register"), field_name="pk", widget=forms.HiddenInput)
    loaded = LoadedFilter()

    @classmethod
    def get_filters(cls) -> Any:
        """Return the conditions, words and place first."""
        found = super().get_filters()
        first = [name for name in ("q", "city") if name in found]
        return type(found)((name, found[name]) for name in [*first, *(each for each in found if each not in first)])


class RegistrationStateFilter(PermitStateFilter):
    """Conditions on states of registrations."""

    q = django_filters.CharFilter(label=_("Institution or document"), method="by_words")
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)

    class Meta:
        model = RegistrationState
        fields: list[str] = []

    def by_words(self, queryset: "QuerySet[RegistrationState]", name: str, value: str) -> "QuerySet[RegistrationState]":
        """Those of institutions with this in their name, and those whose document begins so."""
        document = Q(document_number__startswith=value.strip().replace("\0", ""))
        return queryset.filter(document | is_named(value, Organisation, "institution_id"))


def counting(model: type[PermitState]) -> Q:
    """States that count: of those that begin on one day the one with the latest event."""
    later = model._base_manager.filter(
        **{model.holder: OuterRef(model.holder), "valid_from": OuterRef("valid_from")},
        trail_seq__gt=OuterRef("trail_seq"),
    )
    return ~Q(Exists(later))


def rows(actor: AnyActor, _params: QueryDict) -> "QuerySet[RegistrationState]":
    """What counts of the registrations which the actor may see."""
    found: QuerySet[RegistrationState] = RegistrationState.objects.visible_to(actor)
    return found.filter(counting(RegistrationState)).select_related("institution__organisation")


def _page(row: RegistrationState) -> str:
    return f"{reverse('institution_registration', args=[row.institution_id])}?on={row.valid_from.isoformat()}"


def _categories(row: Any) -> str:
    return named(row.practice_codes)


REGISTRATION_STATES: Final = ListSpec(
    code="registration_states",
    title=_("Changes of registrations"),
    verb=VIEW,
    model=RegistrationState,
    rows=rows,
    filters=RegistrationStateFilter,
    orders={NEWEST.code: NEWEST},
    columns=(
        Column("institution", _("Institution"), "institution.organisation.name", essential=True),
        Column("from", _("From the day"), "valid_from", kind="date", order="newest", on_phone=True),
        Column("act", _("Act"), "get_act_display", on_phone=True),
        Column("document", _("Document"), "document_number", on_phone=True),
        Column("name", _("Name on the licence"), "name", shown=False),
        Column("seat", _("Seat"), lambda row: seat_words(row.division_id, "")),
        Column("address", _("Address"), "address", shown=False),
        Column("telephone", _("Telephone"), "telephone", shown=False),
        Column("head", _("Head"), "head_name"),
        Column("funds", _("Funds (yuan)"), "funds", kind="number", shown=False),
        Column("categories", _("Practice categories"), _categories, shown=False),
        Column("number", _("Number on the licence"), "licence_number", kind="code", shown=False),
        Column("first", _("Valid from"), "licence_from", kind="date", shown=False),
        Column("last", _("Valid until"), "licence_until", kind="date", shown=False),
    ),
    route="registration_state_list",
    link_of=_page,
    nothing=_("No registration is on record."),
    none_fits=_("No change meets these conditions."),
)
