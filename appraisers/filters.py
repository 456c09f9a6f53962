"""The filters of appraiser lists."""

from datetime import date

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from appraisers.models import Appraiser
from appraisers.querysets import AppraiserQuerySet
from institutions.filters import category_choices, city_choices


class AppraiserFilter(django_filters.FilterSet):
    """Conditions on appraisers."""

    q = django_filters.CharFilter(label=_("Name or certificate number"), method="by_name")
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    category = django_filters.ChoiceFilter(
        label=_("Category"), method="by_category", choices=category_choices, empty_label=_("All")
    )
    practice = django_filters.ChoiceFilter(
        label=_("Fit to practise"),
        method="by_practice",
        choices=[("now", _("May practise today"))],
        empty_label=_("All"),
    )
    county = django_filters.CharFilter(label=_("County"), field_name="county_code", widget=forms.HiddenInput)
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)
    certified_on = django_filters.DateFilter(
        label=_("Certificate holds on"), method="by_certificate", widget=forms.HiddenInput
    )
    loaded = django_filters.UUIDFilter(label=_("Import"), field_name="import_id", widget=forms.HiddenInput)

    class Meta:
        model = Appraiser
        fields: list[str] = []

    def by_name(self, queryset: AppraiserQuerySet, name: str, value: str) -> AppraiserQuerySet:
        """Appraisers with this in their name, or whose certificate number begins so."""
        return queryset.named(value)

    def by_category(self, queryset: AppraiserQuerySet, name: str, value: str) -> AppraiserQuerySet:
        """Appraisers certified for a practice category."""
        return queryset.filter(practice_codes__contains=[value])

    def by_certificate(self, queryset: AppraiserQuerySet, name: str, value: date) -> AppraiserQuerySet:
        """Appraisers whose certificate holds on a day."""
        return queryset.certified_on(value)

    def by_practice(self, queryset: AppraiserQuerySet, name: str, value: str) -> AppraiserQuerySet:
        """Appraisers whose certificate holds today, at an institution in practice."""
        return queryset.practising(timezone.localdate())
