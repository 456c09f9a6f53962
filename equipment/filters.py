"""The filters of lists of instruments and of methods, the same for pages, exports and API."""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from equipment.models import Calibration, Instrument, Method
from equipment.querysets import InstrumentQuerySet, MethodQuerySet
from foundation.exchange.loaded import LoadedFilter
from institutions.filters import category_choices, city_choices

STATES = [
    ("out_of_date", _("Calibration out of date or missing")),
    ("soon", _("Calibration ends within 30 days")),
    ("out_of_use", _("Out of use")),
    ("kept", _("All that are kept")),
    ("withdrawn", pgettext_lazy("instrument", "Withdrawn")),
]
RESULTS = [("yes", _("Passed")), ("no", _("Not passed"))]
SOON_DAYS = 30


class InstrumentFilter(django_filters.FilterSet):
    """Conditions on instruments."""

    q = django_filters.CharFilter(label=_("Number, name or institution"), method="by_words")
    state = django_filters.ChoiceFilter(label=_("State"), method="by_state", choices=STATES, empty_label=_("All"))
    category = django_filters.ChoiceFilter(
        label=_("Category"), method="by_category", choices=category_choices, empty_label=_("All")
    )
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="institution__city_code", choices=city_choices, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)
    kept_on = django_filters.DateFilter(label=_("Kept on"), method="by_day", widget=forms.HiddenInput)
    loaded = LoadedFilter()

    class Meta:
        model = Instrument
        fields: list[str] = []

    def by_words(self, queryset: InstrumentQuerySet, name: str, value: str) -> InstrumentQuerySet:
        """Instruments whose number begins so, with this in their name, or of institutions named so."""
        return queryset.named(value)

    def by_category(self, queryset: InstrumentQuerySet, name: str, value: str) -> InstrumentQuerySet:
        """Instruments that serve a practice category or something within it."""
        return queryset.serving(value)

    def by_day(self, queryset: InstrumentQuerySet, name: str, value: date) -> InstrumentQuerySet:
        """Instruments that were kept on a day."""
        return queryset.kept_on(value)

    def by_state(self, queryset: InstrumentQuerySet, name: str, value: str) -> Any:
        """Instruments in a state today."""
        today = timezone.localdate()
        if value == "out_of_date":
            return queryset.out_of_date(today)
        if value == "soon":
            return queryset.expiring(today, SOON_DAYS)
        if value == "out_of_use":
            return queryset.out_of_use()
        return queryset.kept() if value == "kept" else queryset.filter(withdrawn_on__isnull=False)


class CalibrationFilter(django_filters.FilterSet):
    """Conditions on calibrations."""

    q = django_filters.CharFilter(label=_("Certificate, instrument or institution"), method="by_words")
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="instrument__institution__city_code", choices=city_choices, empty_label=_("All")
    )
    passed = django_filters.ChoiceFilter(
        label=pgettext_lazy("instrument", "Result"), method="by_result", choices=RESULTS, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(
        label=_("Institution"), field_name="instrument__institution", widget=forms.HiddenInput
    )
    calibration = django_filters.UUIDFilter(label=_("Calibration"), field_name="pk", widget=forms.HiddenInput)
    loaded = LoadedFilter()

    class Meta:
        model = Calibration
        fields: list[str] = []

    def by_words(self, queryset: Any, name: str, value: str) -> Any:
        """Calibrations whose certificate begins so, or of such instruments."""
        certificate = Q(certificate_number__startswith=value.strip().replace("\0", ""))
        return queryset.filter(certificate | Q(instrument__in=Instrument.objects.all().named(value).values("pk")))

    def by_result(self, queryset: Any, name: str, value: str) -> Any:
        """Calibrations that were passed, or not."""
        return queryset.filter(passed=value == "yes")


class MethodFilter(django_filters.FilterSet):
    """Conditions on methods."""

    q = django_filters.CharFilter(label=_("Code, title or institution"), method="by_words")
    rank = django_filters.ChoiceFilter(
        label=pgettext_lazy("method", "Rank"), choices=Method.Rank.choices, empty_label=_("All")
    )
    category = django_filters.ChoiceFilter(
        label=_("Category"), method="by_category", choices=category_choices, empty_label=_("All")
    )
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="institution__city_code", choices=city_choices, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)

    class Meta:
        model = Method
        fields: list[str] = []

    def by_words(self, queryset: MethodQuerySet, name: str, value: str) -> MethodQuerySet:
        """Methods whose code begins so, with this in their title, or of institutions named so."""
        return queryset.named(value)

    def by_category(self, queryset: MethodQuerySet, name: str, value: str) -> MethodQuerySet:
        """Methods for a practice category or something within it."""
        return queryset.serving(value)
