"""The filters of import lists."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.exchange import kinds
from foundation.exchange.models import Correction, Decision, Import
from foundation.exchange.states import State


class ImportFilter(django_filters.FilterSet):
    """Conditions on imports."""

    q = django_filters.CharFilter(label=_("File"), field_name="file__name", lookup_expr="icontains")
    kind = django_filters.ChoiceFilter(label=_("Kind of sheet"), choices=kinds.choices, empty_label=_("All"))
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)
    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices, empty_label=_("All"))

    class Meta:
        model = Import
        fields: list[str] = []


class CorrectionFilter(django_filters.FilterSet):
    """Conditions on corrections."""

    q = django_filters.CharFilter(label=_("Record"), field_name="label", lookup_expr="icontains")
    decision = django_filters.ChoiceFilter(label=_("Decision"), choices=Decision.choices, empty_label=_("All"))
    source = django_filters.UUIDFilter(label=_("File"), field_name="source_id", widget=forms.HiddenInput)

    class Meta:
        model = Correction
        fields: list[str] = []
