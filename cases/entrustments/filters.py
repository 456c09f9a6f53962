"""The filters of lists of entrustments, the same for pages, exports and API."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.deadlines import last_day_soon
from cases.entrustments.states import EntrustmentState
from cases.filters import DAY
from cases.models import Entrustment
from cases.querysets import EntrustmentQuerySet
from foundation.documents.codes import normalised
from foundation.exchange.cells.identifiers import case_number_key
from institutions.filters import category_choices, city_choices

DUE_CHOICES = [("late", _("Decision overdue")), ("soon", _("Decision due soon"))]


class EntrustmentFilter(django_filters.FilterSet):
    """Conditions on entrustments."""

    q = django_filters.CharFilter(label=_("Code or case reference"), method="by_number")
    state = django_filters.ChoiceFilter(label=_("State"), choices=EntrustmentState.choices, empty_label=_("All"))
    category = django_filters.ChoiceFilter(
        label=_("Category"), field_name="practice_code", choices=category_choices, empty_label=_("All")
    )
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)
    received_from = django_filters.DateFilter(
        label=_("Received from"), field_name="received_on", lookup_expr="gte", widget=DAY
    )
    received_until = django_filters.DateFilter(
        label=_("Received until"), field_name="received_on", lookup_expr="lte", widget=DAY
    )
    due = django_filters.ChoiceFilter(
        label=_("Decision about acceptance"), choices=DUE_CHOICES, method="by_due", empty_label=_("All")
    )

    class Meta:
        model = Entrustment
        fields: list[str] = []

    def by_number(self, queryset: EntrustmentQuerySet, name: str, value: str) -> EntrustmentQuerySet:
        """The entrustment with this code, or those whose reference begins so."""
        code = normalised(value)
        found = queryset.filter(code=code) if code else queryset.none()
        return found if code and found.exists() else queryset.filter(reference_key__startswith=case_number_key(value))

    def by_due(self, queryset: EntrustmentQuerySet, name: str, value: str) -> EntrustmentQuerySet:
        """Entrustments past the day for the decision, or with that day within a week."""
        today = timezone.localdate()
        if value == "late":
            return queryset.overdue(today)
        return queryset.open().filter(due_on__gte=today, due_on__lte=last_day_soon(today))
