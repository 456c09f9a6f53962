"""The filters of lists of case reviews, the same for pages, exports and API."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from quality.models import CaseReviewRound, DrawnCase, Review
from quality.states import Conclusion, DrawnState, ReviewState, RoundState


class RoundFilter(django_filters.FilterSet):
    """Conditions on rounds."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=RoundState.choices, empty_label=_("All"))

    class Meta:
        model = CaseReviewRound
        fields: list[str] = []


class DrawnFilter(django_filters.FilterSet):
    """Conditions on drawn cases."""

    round = django_filters.UUIDFilter(label=_("Round"), field_name="round", widget=forms.HiddenInput)
    state = django_filters.ChoiceFilter(label=_("State"), choices=DrawnState.choices, empty_label=_("All"))
    conclusion = django_filters.ChoiceFilter(label=_("Conclusion"), choices=Conclusion.choices, empty_label=_("All"))

    class Meta:
        model = DrawnCase
        fields: list[str] = []


class ReviewFilter(django_filters.FilterSet):
    """Conditions on one's own reviews."""

    round = django_filters.UUIDFilter(label=_("Round"), field_name="drawn__round", widget=forms.HiddenInput)
    state = django_filters.ChoiceFilter(label=_("State"), choices=ReviewState.choices[:2], empty_label=_("All"))

    class Meta:
        model = Review
        fields: list[str] = []
