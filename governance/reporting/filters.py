"""The filters of the list of reports, the same for page, export and API."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from foundation.law import queries as law
from foundation.law.models import Division
from governance.reporting.models import Report
from governance.reporting.querysets import ReportQuerySet
from governance.reporting.states import ReportKind, ReportLevel, ReportState


def city_choices() -> list[tuple[str, str]]:
    """The cities by name."""
    return [(row.code, row.name) for row in law.divisions(Division.Level.CITY)]


class ReportFilter(django_filters.FilterSet):
    """Conditions on reports."""

    kind = django_filters.ChoiceFilter(label=_("Kind of report"), choices=ReportKind.choices, empty_label=_("All"))
    level = django_filters.ChoiceFilter(
        label=_("Level"), choices=ReportLevel.choices, method="by_level", empty_label=_("All")
    )
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    county = django_filters.CharFilter(label=_("County code"), field_name="county_code", max_length=6)
    period = django_filters.CharFilter(label=_("Period"), method="by_period", max_length=7)
    state = django_filters.ChoiceFilter(label=_("State"), choices=ReportState.choices, empty_label=_("All"))

    class Meta:
        model = Report
        fields: list[str] = []

    def by_level(self, queryset: ReportQuerySet, name: str, value: str) -> Any:
        """Reports of areas of one level."""
        return queryset.of_level(value)

    def by_period(self, queryset: ReportQuerySet, name: str, value: str) -> Any:
        """Reports of a period, or of everything that begins so (2026)."""
        return queryset.filter(period__startswith=value.strip())
