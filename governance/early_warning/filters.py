"""The filters of the list of warnings, the same for pages, exports and API."""

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from governance.early_warning.kinds import Tone
from governance.early_warning.models import EarlyWarning
from governance.early_warning.queries import rule_choices
from governance.early_warning.querysets import EarlyWarningQuerySet
from governance.early_warning.states import WarningState
from institutions.filters import city_choices

DAY = forms.DateInput(attrs={"type": "date"})
STANDING = "standing"


def state_choices() -> Any:
    """The states, and the two together whose cause goes on."""
    return [(STANDING, _("The cause goes on")), *WarningState.choices]


class EarlyWarningFilter(django_filters.FilterSet):
    """Conditions on warnings."""

    state = django_filters.ChoiceFilter(
        label=_("State"), method="by_state", choices=state_choices, empty_label=_("All")
    )
    rule = django_filters.ChoiceFilter(
        label=_("Rule"), field_name="rule_code", choices=rule_choices, empty_label=_("All")
    )
    tone = django_filters.ChoiceFilter(label=_("How urgent"), choices=Tone.choices, empty_label=_("All"))
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)
    county = django_filters.CharFilter(label=_("County"), field_name="county_code", widget=forms.HiddenInput)
    opened_from = django_filters.DateFilter(
        label=_("Warned from"), field_name="opened_on", lookup_expr="gte", widget=DAY
    )
    opened_until = django_filters.DateFilter(
        label=_("Warned until"), field_name="opened_on", lookup_expr="lte", widget=DAY
    )

    class Meta:
        model = EarlyWarning
        fields: list[str] = []

    def by_state(self, rows: EarlyWarningQuerySet, name: str, value: str) -> EarlyWarningQuerySet:
        """Warnings of one state, or those whose cause goes on."""
        return rows.standing() if value == STANDING else rows.filter(state=value)
