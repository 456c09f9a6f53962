"""The filters of lists of annual reviews, the same for pages, exports and API."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.accounts.models import Organisation
from foundation.accounts.naming import is_named
from governance.annual_review.models import AnnualReview, ReviewYear
from governance.annual_review.querysets import AnnualReviewQuerySet
from governance.annual_review.states import Proposal, ReviewState, YearState
from institutions.filters import city_choices
from institutions.models import YearStanding

WAITING = [
    ("late", _("Past the last day of the present step")),
    ("disputed", _("With disputed lines")),
    ("institution", _("Waits for the institution")),
]


def year_choices() -> Any:
    """The years that were opened, newest first."""
    years = ReviewYear.objects.order_by("-year").values_list("year", flat=True)
    return [(str(year), str(year)) for year in years]


class AnnualReviewFilter(django_filters.FilterSet):
    """Conditions on annual reviews."""

    q = django_filters.CharFilter(label=_("Name or licence number"), method="by_name")
    year = django_filters.ChoiceFilter(label=_("Year under review"), choices=year_choices, empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=ReviewState.choices, empty_label=_("All"))
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    proposal = django_filters.ChoiceFilter(
        label=_("Proposal of the city"), choices=Proposal.choices, empty_label=_("All")
    )
    result = django_filters.ChoiceFilter(
        label=_("Result of the review"), choices=YearStanding.Result.choices, empty_label=_("All")
    )
    waiting = django_filters.ChoiceFilter(
        label=_("Condition"), choices=WAITING, method="by_waiting", empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)

    class Meta:
        model = AnnualReview
        fields: list[str] = []

    def by_name(self, queryset: AnnualReviewQuerySet, name: str, value: str) -> AnnualReviewQuerySet:
        """Reviews of institutions with this in their name, or whose licence number begins so."""
        number = Q(institution__licence_number__startswith=value.strip().upper())
        return queryset.filter(is_named(value, Organisation, "institution_id") | number)

    def by_waiting(self, queryset: AnnualReviewQuerySet, name: str, value: str) -> AnnualReviewQuerySet:
        """Late reviews, those with disputed lines, or those that wait for the institution."""
        if value == "late":
            return queryset.overdue(timezone.localdate())
        return queryset.filter(disputed__gt=0) if value == "disputed" else queryset.with_institution()


class ReviewYearFilter(django_filters.FilterSet):
    """Conditions on years under review."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=YearState.choices, empty_label=_("All"))

    class Meta:
        model = ReviewYear
        fields: list[str] = []
