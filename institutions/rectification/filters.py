"""The filters of lists of findings and of rectifications, the same for pages, exports and API."""

from datetime import date

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.clocks.queries import current_calendar
from foundation.desk.charts.days import SOON
from foundation.documents.codes import normalised
from institutions.filters import city_choices
from institutions.models import Finding, RectificationOrder
from institutions.rectification.querysets import OrderQuerySet
from institutions.rectification.states import FindingState, OrderState

DAY = forms.DateInput(attrs={"type": "date"})
DUE_CHOICES = [("late", _("Answer overdue")), ("soon", _("Answer due soon"))]


class FindingFilter(django_filters.FilterSet):
    """Conditions on findings."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=FindingState.choices, empty_label=_("All"))
    severity = django_filters.ChoiceFilter(label=_("How grave"), choices=Finding.Severity.choices, empty_label=_("All"))
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)
    found_from = django_filters.DateFilter(label=_("Found from"), field_name="found_on", lookup_expr="gte", widget=DAY)
    found_until = django_filters.DateFilter(
        label=_("Found until"), field_name="found_on", lookup_expr="lte", widget=DAY
    )
    source_id = django_filters.UUIDFilter(label=_("Found by"), widget=forms.HiddenInput)

    class Meta:
        model = Finding
        fields: list[str] = []


class OrderFilter(django_filters.FilterSet):
    """Conditions on rectification orders."""

    q = django_filters.CharFilter(label=_("Code of the order"), method="by_code")
    state = django_filters.ChoiceFilter(label=_("State"), choices=OrderState.choices, empty_label=_("All"))
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)
    ordered_from = django_filters.DateFilter(
        label=_("Ordered from"), field_name="ordered_on", lookup_expr="gte", widget=DAY
    )
    ordered_until = django_filters.DateFilter(
        label=_("Ordered until"), field_name="ordered_on", lookup_expr="lte", widget=DAY
    )
    due_from = django_filters.DateFilter(
        label=_("Answer due from"), field_name="due_on", lookup_expr="gte", widget=forms.HiddenInput
    )
    due_until = django_filters.DateFilter(
        label=_("Answer due until"), field_name="due_on", lookup_expr="lte", widget=forms.HiddenInput
    )
    due = django_filters.ChoiceFilter(label=_("Answer"), choices=DUE_CHOICES, method="by_due", empty_label=_("All"))

    class Meta:
        model = RectificationOrder
        fields: list[str] = []

    def by_code(self, queryset: OrderQuerySet, name: str, value: str) -> OrderQuerySet:
        """The order of this code."""
        code = normalised(value)
        return queryset.filter(code=code) if code else queryset.none()

    def by_due(self, queryset: OrderQuerySet, name: str, value: str) -> OrderQuerySet:
        """Orders past the last day of their answer, or with that day within five working days."""
        today = timezone.localdate()
        if value == "late":
            return queryset.overdue(today)
        return queryset.open().filter(due_on__gte=today, due_on__lte=soon(today))


def soon(today: date) -> date:
    """Return the last day of the next five working days."""
    return current_calendar().add_working_days(today, SOON)
