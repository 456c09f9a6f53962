"""The public register: its conditions, and the counts of cities under the same conditions."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.desk.charts.city_map import CityFigure, city_map
from foundation.desk.charts.contract import CityMap
from foundation.desk.listing import PLACE
from foundation.law.queries import division, divisions
from institutions.filters import category_choices, city_choices
from institutions.meaning import meant_by, pieces
from institutions.models import Institution, Recognition
from institutions.openness import keys_of_able
from institutions.querysets import InstitutionQuerySet
from institutions.recognised import holding

STATES = (
    ("open", _("May accept now")),
    ("barred", _("Barred from practising now")),
    ("ended", _("Registration has ended")),
)
RECOGNISED = tuple(choice for choice in Recognition.Kind.choices if choice[0] != Recognition.Kind.GRADE.value)
SEATED = ("city", "county")


def county_choices(city: str) -> list[tuple[str, str]]:
    """The counties of a city; none before a city is chosen."""
    return [(row.code, row.name) for row in divisions("county", within=city)] if city else []


def fitting(params: QueryDict) -> QueryDict:
    """Return the conditions with the city of a county named alone, and without one outside the city chosen."""
    kept = params.copy()
    county = division(kept.get("county", ""))
    if county is not None and county.level == "county" and not kept.get("city"):
        kept["city"] = str(county.parent_id)
    if kept.get("county") not in {code for code, _name in county_choices(kept.get("city", ""))}:
        kept.pop("county", None)
    return kept


class SeatFilter(django_filters.FilterSet):
    """Conditions on a name and a seat, for both halves of the register."""

    by_items = False  # whether the rows have items of a licence

    q = django_filters.CharFilter(label=_("Name, number, category or place"), method="by_name")
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All cities")
    )
    county = django_filters.ChoiceFilter(
        label=_("County"), field_name="county_code", choices=(), empty_label=_("All counties")
    )
    category = django_filters.ChoiceFilter(
        label=_("Appraisal needed"), method="by_category", choices=category_choices, empty_label=_("All categories")
    )

    def __init__(self, data: QueryDict, *args: Any, **kwargs: Any) -> None:
        data = fitting(data)
        super().__init__(data, *args, **kwargs)
        self.filters["county"].extra["choices"] = county_choices(data.get("city", ""))

    def by_name(self, queryset: Any, name: str, value: str) -> Any:
        """Rows with the words or initials in their name, whose number begins so, or of the category or place named."""
        today, found = timezone.localdate(), Q()
        for word in pieces(value) or [value]:
            found &= Q(queryset.is_named(word)) | meant_by(word, today, by_items=self.by_items)
        return queryset.filter(queryset.is_named(value) | found)

    def by_category(self, queryset: Any, name: str, value: str) -> Any:
        """Rows registered for a practice category."""
        return queryset.filter(practice_codes__contains=[value])


class RegisterFilter(SeatFilter):
    """Conditions on institutions. Ended ones appear when they are asked for by name or by state."""

    by_items = True

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="by_state", empty_label=_("On the roster")
    )

    recognition = django_filters.ChoiceFilter(
        label=_("Recognised as"), choices=RECOGNISED, method="by_recognition", empty_label=_("All")
    )

    class Meta:
        model = Institution
        fields: list[str] = []

    def filter_queryset(self, queryset: Any) -> Any:
        """Without a name or a state, only the roster: in practice or restricted."""
        found = super().filter_queryset(queryset)
        asked = self.form.cleaned_data.get("q") or self.form.cleaned_data.get("state")
        return found if asked else found.in_practice()

    def by_recognition(self, queryset: InstitutionQuerySet, name: str, value: str) -> InstitutionQuerySet:
        """Institutions that hold a recognition today."""
        return queryset.filter(holding(value, timezone.localdate()))

    def by_state(self, queryset: InstitutionQuerySet, name: str, value: str) -> InstitutionQuerySet:
        """Institutions that may accept entrustments today, or of a state."""
        today = timezone.localdate()
        if value != "open":
            return queryset.of_practice(value, today)
        category = self.form.cleaned_data.get("category")
        return queryset.filter(pk__in=keys_of_able(category or "", today))


def counts_by_city(params: QueryDict, rows: "QuerySet[Any]", filters: type[SeatFilter]) -> dict[str, int]:
    """Count the rows of each city under the same conditions, the seat left aside."""
    elsewhere = params.copy()
    for name in (*SEATED, *PLACE):
        elsewhere.pop(name, None)
    found = filters(elsewhere, queryset=rows).qs.order_by().values("city_code").annotate(rows=Count("pk"))
    return {row["city_code"]: row["rows"] for row in found}


def map_of(title: str, params: QueryDict, counts: Mapping[str, int]) -> tuple[CityMap, list[dict[str, Any]]]:
    """Return the map and the same as a list: each city a link to the present conditions with this city."""
    figures, listed = {}, []
    for row in divisions("city"):
        kept = params.copy()
        for name in (*SEATED, *PLACE):
            kept.pop(name, None)
        kept["city"] = row.code
        address, count = f"?{kept.urlencode()}", counts.get(row.code, 0)
        figures[row.code] = CityFigure(row.name, count, address)
        listed.append({"name": row.name, "count": count, "url": address, "current": params.get("city") == row.code})
    return city_map(title, figures, current=params.get("city", "")), listed
