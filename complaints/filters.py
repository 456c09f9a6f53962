"""The filters of lists of complaints, the same for pages, exports and API. None of them asks for people."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.deadlines import last_day_soon
from cases.filters import DAY
from complaints.actions.following import read_number
from complaints.models import Complaint
from complaints.querysets import ComplaintQuerySet
from complaints.states import ComplaintState
from institutions.filters import city_choices

DUE_CHOICES = [("late", _("Overdue")), ("soon", _("Due within 5 working days"))]
RESULT_CHOICES = [("upheld", _("Found valid")), ("not_upheld", _("Found not valid"))]


class ComplaintFilter(django_filters.FilterSet):
    """Conditions on complaints."""

    q = django_filters.CharFilter(label=_("Number of the complaint"), method="by_number")
    state = django_filters.ChoiceFilter(label=_("State"), choices=ComplaintState.choices, empty_label=_("All"))
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)
    organ = django_filters.UUIDFilter(label=_("Deciding organ"), field_name="organ", widget=forms.HiddenInput)
    received_from = django_filters.DateFilter(
        label=_("Received from"), field_name="received_on", lookup_expr="gte", widget=DAY
    )
    received_until = django_filters.DateFilter(
        label=_("Received until"), field_name="received_on", lookup_expr="lte", widget=DAY
    )
    due = django_filters.ChoiceFilter(label=_("Time limit"), choices=DUE_CHOICES, method="by_due", empty_label=_("All"))
    result = django_filters.ChoiceFilter(
        label=_("Result of the complaint"), choices=RESULT_CHOICES, method="by_result", empty_label=_("All")
    )

    class Meta:
        model = Complaint
        fields: list[str] = []

    def by_number(self, queryset: ComplaintQuerySet, name: str, value: str) -> ComplaintQuerySet:
        """The complaint of this number, however it is typed."""
        year, serial = read_number(value)
        return queryset.filter(year=year, serial=serial)

    def by_due(self, queryset: ComplaintQuerySet, name: str, value: str) -> ComplaintQuerySet:
        """Complaints past their day, or with that day within a week."""
        today = timezone.localdate()
        return queryset.overdue(today) if value == "late" else queryset.due_between(today, last_day_soon(today))

    def by_result(self, queryset: ComplaintQuerySet, name: str, value: str) -> ComplaintQuerySet:
        """Decided complaints by whether an allegation was upheld."""
        return queryset.filter(decided_on__isnull=False, upheld=value == "upheld")
