"""The filters of plans, and of institutions by size."""

from typing import Any

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.law.queries import practice_categories
from governance.layout.models import LayoutPlan
from governance.layout.models.plan import LayoutPlanQuerySet
from governance.layout.sizes import SMALL, SMALL_OR_MICRO, of_kinds, sizes_on
from institutions.filters import city_choices
from institutions.models import Institution, Recognition
from institutions.querysets import InstitutionQuerySet
from institutions.recognised import holding

STANDINGS = (("in_force", _("In force")), ("ended", _("Ended")))


class LayoutPlanFilter(django_filters.FilterSet):
    """Conditions on plans."""

    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    standing = django_filters.ChoiceFilter(
        label=_("State"), choices=STANDINGS, method="by_standing", empty_label=_("All")
    )

    class Meta:
        model = LayoutPlan
        fields: list[str] = []

    def by_standing(self, queryset: LayoutPlanQuerySet, name: str, value: str) -> LayoutPlanQuerySet:
        """Plans in force, or those that ended."""
        return queryset.in_force() if value == "in_force" else queryset.exclude(ended_on__isnull=True)


def size_choices() -> Any:
    """The kinds of the dated list of today, and small and micro together, as the policy names them."""
    kinds = sizes_on(timezone.localdate())
    return [*((each.kind, each.name) for each in kinds), (SMALL_OR_MICRO, _("Small or micro"))]


class SizedInstitutionFilter(django_filters.FilterSet):
    """Conditions on institutions in practice."""

    q = django_filters.CharFilter(label=_("Name or licence number"), method="by_name")
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    county = django_filters.CharFilter(label=_("County"), field_name="county_code", widget=forms.HiddenInput)
    category = django_filters.ChoiceFilter(
        label=_("Category"),
        method="by_category",
        choices=lambda: [(row.code, row.name) for row in practice_categories()],
        empty_label=_("All"),
    )
    size = django_filters.ChoiceFilter(label=_("Size"), method="by_size", choices=size_choices, empty_label=_("All"))
    recognition = django_filters.ChoiceFilter(
        label=_("Recognised as"),
        choices=[each for each in Recognition.Kind.choices if each[0] != Recognition.Kind.GRADE.value],
        method="by_recognition",
        empty_label=_("All"),
    )

    class Meta:
        model = Institution
        fields: list[str] = []

    def by_name(self, queryset: InstitutionQuerySet, name: str, value: str) -> InstitutionQuerySet:
        """Institutions with this in their name, or whose licence number begins so."""
        return queryset.named(value)

    def by_category(self, queryset: InstitutionQuerySet, name: str, value: str) -> InstitutionQuerySet:
        """Institutions licensed for a practice category."""
        return queryset.filter(practice_codes__contains=[value])

    def by_size(self, queryset: InstitutionQuerySet, name: str, value: str) -> InstitutionQuerySet:
        """Institutions of a kind of the dated list."""
        return of_kinds(queryset, SMALL if value == SMALL_OR_MICRO else (value,), timezone.localdate())

    def by_recognition(self, queryset: InstitutionQuerySet, name: str, value: str) -> InstitutionQuerySet:
        """Institutions that hold a recognition today."""
        return queryset.filter(holding(value, timezone.localdate()))
