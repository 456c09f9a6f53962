"""The filters of institution lists."""

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.law.queries import divisions, practice_categories
from institutions.models import Institution
from institutions.querysets import InstitutionQuerySet


def city_choices() -> Any:
    """The sixteen cities."""
    return [(row.code, row.name) for row in divisions("city")]


def category_choices() -> Any:
    """The ten practice categories (decisions.md 42)."""
    return [(row.code, row.name) for row in practice_categories()]


class InstitutionFilter(django_filters.FilterSet):
    """Conditions on institutions."""

    q = django_filters.CharFilter(label=_("Name or licence number"), method="by_name")
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    category = django_filters.ChoiceFilter(
        label=_("Category"), method="by_category", choices=category_choices, empty_label=_("All")
    )
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Institution.Status.choices, empty_label=_("All"))
    county = django_filters.CharFilter(label=_("County"), field_name="county_code", widget=forms.HiddenInput)

    loaded = django_filters.UUIDFilter(label=_("Import"), field_name="import_id", widget=forms.HiddenInput)

    class Meta:
        model = Institution
        fields: list[str] = []

    def by_name(self, queryset: InstitutionQuerySet, name: str, value: str) -> InstitutionQuerySet:
        """Institutions with this in their name, or whose licence number begins so."""
        return queryset.named(value)

    def by_category(self, queryset: InstitutionQuerySet, name: str, value: str) -> InstitutionQuerySet:
        """Institutions licensed for a practice category."""
        return queryset.filter(practice_codes__contains=[value])
