"""The filter of the list of process records."""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.conduct.grounds import process_kinds
from cases.entrustments.grounds import words_of
from cases.filters import DAY
from cases.models import ProcessEntry
from cases.querysets import ProcessEntryQuerySet
from foundation.exchange.cells.identifiers import case_number_key
from institutions.filters import city_choices

PROMPT_CHOICES = [("yes", _("within 24 hours")), ("no", _("later than 24 hours after"))]


def kind_words(on: date) -> dict[str, str]:
    """The kinds of entries in words, by their codes."""
    return {each.code: words_of(each) for each in process_kinds(on)}


def _kinds() -> Any:
    return list(kind_words(timezone.localdate()).items())


class ProcessEntryFilter(django_filters.FilterSet):
    """Conditions on entries of process records."""

    q = django_filters.CharFilter(label=_("Case number"), method="by_number")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=_kinds, empty_label=_("All"))
    prompt = django_filters.ChoiceFilter(
        label=_("Entered after the event"), choices=PROMPT_CHOICES, method="by_promptness", empty_label=_("All")
    )
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)
    recorded_from = django_filters.DateFilter(
        label=_("Entered from"), field_name="recorded_on", lookup_expr="gte", widget=DAY
    )
    recorded_until = django_filters.DateFilter(
        label=_("Entered until"), field_name="recorded_on", lookup_expr="lte", widget=DAY
    )

    class Meta:
        model = ProcessEntry
        fields: list[str] = []

    def by_number(self, queryset: ProcessEntryQuerySet, name: str, value: str) -> ProcessEntryQuerySet:
        """Entries of cases whose number begins so; spaces, width and brackets do not matter."""
        return queryset.filter(case__number_key__startswith=case_number_key(value))

    def by_promptness(self, queryset: ProcessEntryQuerySet, name: str, value: str) -> ProcessEntryQuerySet:
        """Entries made within 24 hours of what they tell of, or later."""
        return queryset.filter(is_prompt=value == "yes")
