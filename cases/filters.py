"""The filters of case lists, the same for pages, exports and later the API."""

from datetime import date
from uuid import UUID

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.deadlines import last_day_soon
from cases.models import Case
from cases.querysets import CaseQuerySet
from cases.states import State
from foundation.exchange.cells.identifiers import case_number_key
from institutions.filters import category_choices, city_choices

DAY = forms.DateInput(attrs={"type": "date"})
CORRECTED, REVOKED = "corrected", "revoked"
STATE_CHOICES = [*State.choices, (CORRECTED, _("Opinion issued, corrected")), (REVOKED, _("Opinion issued, revoked"))]
DUE_CHOICES = [("late", _("Past the due date")), ("soon", _("Due within 5 working days"))]


class CaseFilter(django_filters.FilterSet):
    """Conditions on cases. Unreadable values show an error beside their field and filter nothing out."""

    q = django_filters.CharFilter(label=_("Case number"), method="by_number")
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATE_CHOICES, method="by_state", empty_label=_("All but void ones")
    )
    category = django_filters.ChoiceFilter(
        label=_("Category"), field_name="practice_code", choices=category_choices, empty_label=_("All")
    )
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    county = django_filters.CharFilter(label=_("County"), field_name="county_code", widget=forms.HiddenInput)
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)
    accepted_from = django_filters.DateFilter(
        label=_("Accepted from"), field_name="accepted_on", lookup_expr="gte", widget=DAY
    )
    accepted_until = django_filters.DateFilter(
        label=_("Accepted until"), field_name="accepted_on", lookup_expr="lte", widget=DAY
    )
    due = django_filters.ChoiceFilter(label=_("Due date"), choices=DUE_CHOICES, method="by_due", empty_label=_("All"))
    instrument = django_filters.UUIDFilter(label=_("Instrument"), method="by_instrument", widget=forms.HiddenInput)
    used_from = django_filters.DateFilter(label=_("Used from"), method="by_first_use", widget=forms.HiddenInput)
    open_in = django_filters.CharFilter(
        label=_("Open cases of these items"), method="by_items", widget=forms.HiddenInput
    )
    open_at = django_filters.CharFilter(
        label=_("Open cases recorded at this class only"), method="by_class", widget=forms.HiddenInput
    )
    assigned = django_filters.UUIDFilter(
        label=_("Open cases of this appraiser"), method="by_appraiser", widget=forms.HiddenInput
    )
    loaded = django_filters.UUIDFilter(label=_("Import"), field_name="import_id", widget=forms.HiddenInput)

    class Meta:
        model = Case
        fields: list[str] = []

    def filter_queryset(self, queryset: CaseQuerySet) -> CaseQuerySet:
        """Void cases are shown only where somebody asks for them, by their state or by the import that was undone."""
        asked = self.form.cleaned_data
        found: CaseQuerySet = super().filter_queryset(queryset)
        return found if asked.get("state") == State.VOID or asked.get("loaded") else found.standing()

    def by_state(self, queryset: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        """Cases in a state, or whose issued opinion was corrected or revoked."""
        if value == CORRECTED:
            return queryset.filter(corrected_on__isnull=False)
        if value == REVOKED:
            return queryset.filter(revoked_on__isnull=False)
        return queryset.filter(state=value)

    def by_number(self, queryset: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        """Cases whose number begins so; spaces, width and brackets do not matter."""
        return queryset.filter(number_key__startswith=case_number_key(value))

    def by_instrument(self, queryset: CaseQuerySet, name: str, value: UUID) -> CaseQuerySet:
        """Cases in which an instrument was used, since `used_from` where that is given."""
        return queryset.that_used(value, self.form.cleaned_data.get("used_from"))

    def by_first_use(self, queryset: CaseQuerySet, name: str, value: date) -> CaseQuerySet:
        """The day of first use narrows the instrument asked for; by itself it says nothing."""
        return queryset

    def by_items(self, queryset: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        """Open cases of items, written with commas between, those below them included."""
        return queryset.open_in(value.split(","))

    def by_class(self, queryset: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        """Open cases recorded as a class itself, without an item of it."""
        return queryset.open_at(value.split(","))

    def by_appraiser(self, queryset: CaseQuerySet, name: str, value: UUID) -> CaseQuerySet:
        """Open cases to which an appraiser is assigned at present."""
        return queryset.open_of(value)

    def by_due(self, queryset: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        """Cases past their due date, or due within five working days."""
        today = timezone.localdate()
        if value == "late":
            return queryset.overdue(today)
        return queryset.due_between(today, last_day_soon(today))
