"""The filters of import lists."""

import django_filters
from django.utils.translation import gettext_lazy as _

from foundation.exchange import kinds
from foundation.exchange.models import Import
from foundation.exchange.states import State


class ImportFilter(django_filters.FilterSet):
    """Conditions on imports."""

    q = django_filters.CharFilter(label=_("File"), field_name="file__name", lookup_expr="icontains")
    kind = django_filters.ChoiceFilter(label=_("Kind of sheet"), choices=kinds.choices, empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices, empty_label=_("All"))

    class Meta:
        model = Import
        fields: list[str] = []
