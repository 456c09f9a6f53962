"""The filters of the list of restrictions, the same for pages, exports and API."""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.law import queries as law
from institutions.barring import GROUNDS
from institutions.filters import city_choices
from institutions.models import Restriction
from institutions.querysets import RestrictionQuerySet

STATES = [
    ("holds", _("Holds now")),
    ("later", _("Begins later")),
    ("over", _("Ended or lifted")),
    ("objected", _("An objection waits for a decision")),
]
BARRED = [("organisation", _("Institutions")), ("person", _("Persons"))]


def ground_choices() -> Any:
    """The grounds of the dated list."""
    return [(row.code, row.name) for row in law.entries(GROUNDS, timezone.localdate())]


class RestrictionFilter(django_filters.FilterSet):
    """Conditions on restrictions."""

    q = django_filters.CharFilter(label=_("Document, institution or person"), method="by_words")
    state = django_filters.ChoiceFilter(label=_("State"), method="by_state", choices=STATES, empty_label=_("All"))
    whom = django_filters.ChoiceFilter(label=_("Who is barred"), method="by_kind", choices=BARRED, empty_label=_("All"))
    ground = django_filters.ChoiceFilter(label=_("Ground"), choices=ground_choices, empty_label=_("All"))
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="institution__city_code", choices=city_choices, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)

    held_from = django_filters.DateFilter(label=_("Held from"), method="by_days", widget=forms.HiddenInput)
    held_until = django_filters.DateFilter(label=_("Held until"), method="by_days", widget=forms.HiddenInput)

    class Meta:
        model = Restriction
        fields: list[str] = []

    def by_words(self, queryset: RestrictionQuerySet, name: str, value: str) -> RestrictionQuerySet:
        """Restrictions whose document begins so, or of an institution or a person with these words in the name."""
        return queryset.named(value)

    def by_kind(self, queryset: RestrictionQuerySet, name: str, value: str) -> Any:
        """Restrictions of institutions, or of persons."""
        return queryset.filter(**{f"{value}__isnull": False})

    def by_state(self, queryset: RestrictionQuerySet, name: str, value: str) -> Any:
        """Restrictions in a state today."""
        today = timezone.localdate()
        if value == "holds":
            return queryset.in_force(today)
        if value == "later":
            return queryset.unlifted(today).filter(valid_from__gt=today)
        return queryset.over(today) if value == "over" else queryset.objected()

    def by_days(self, queryset: RestrictionQuerySet, name: str, value: date) -> RestrictionQuerySet:
        """Restrictions that held within some days; those lifted because they were not right are left out."""
        asked = self.form.cleaned_data
        first, last = asked.get("held_from"), asked.get("held_until")
        return queryset.held_in(first or date.min, last or date.max)
