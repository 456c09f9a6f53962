"""The filters of the list of lapses, the same for pages, exports and API."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.filters import city_choices
from institutions.lapses.states import LapseState
from institutions.models import Lapse
from institutions.models.lapse import LapseQuerySet
from institutions.standing.kinds import Condition

KINDS = [
    ("standing", _("Lost now")),
    ("stopped", _("Item has to stop")),
    ("clean_up", _("To be cleaned up: accreditation gone")),
    ("at_institutions", _("The institution has the next move")),
    ("to_ask", _("May ask for a suspension")),
    ("missed", _("Last day for asking is over")),
    ("to_end", _("Resumption to be decided")),
]


class LapseFilter(django_filters.FilterSet):
    """Conditions on lapses."""

    kind = django_filters.ChoiceFilter(label=_("Which ones"), method="by_kind", choices=KINDS, empty_label=_("All"))
    condition = django_filters.ChoiceFilter(label=_("Condition"), choices=Condition.choices, empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=LapseState.choices, empty_label=_("All"))
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)

    class Meta:
        model = Lapse
        fields: list[str] = []

    def by_kind(self, queryset: LapseQuerySet, name: str, value: str) -> LapseQuerySet:
        """Lapses by what is to be done about them."""
        if value == "missed":
            return queryset.missed(timezone.localdate())
        if value == "at_institutions":
            return queryset.at_institutions(timezone.localdate())
        if value == "to_end":
            return queryset.to_end(timezone.localdate())
        if value == "stopped":
            return queryset.standing().filter(stops_item=True)
        if value == "clean_up":
            return queryset.to_clean_up()
        return queryset.to_ask() if value == "to_ask" else queryset.standing()
