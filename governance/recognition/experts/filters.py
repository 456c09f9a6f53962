"""The filters of lists of experts and of draws, the same for pages, exports and API."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.recognition.experts.states import DrawState, ExpertState, Rank
from governance.recognition.models import Expert, ExpertDraw
from governance.recognition.models.expert import ExpertDrawQuerySet, ExpertQuerySet
from institutions.filters import category_choices, city_choices

STANDING = [
    ("available", _("In office and available")),
    ("in_office", _("In office")),
    ("away", _("In office, not available")),
    ("over", _("Term over")),
]

ORIGIN = [("profession", _("Of the profession")), ("outside", _("From outside the profession"))]


class ExpertFilter(django_filters.FilterSet):
    """Conditions on experts."""

    q = django_filters.CharFilter(label=_("Name, institution or certificate"), method="by_name")
    category = django_filters.ChoiceFilter(
        label=_("Practice category"), field_name="practice_code", choices=category_choices, empty_label=_("All")
    )
    rank = django_filters.ChoiceFilter(label=_("Kind of expert"), choices=Rank.choices, empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=ExpertState.choices, empty_label=_("All"))
    standing = django_filters.ChoiceFilter(
        label=_("Term"), choices=STANDING, method="by_standing", empty_label=_("All")
    )
    origin = django_filters.ChoiceFilter(
        label=_("Where from"), choices=ORIGIN, method="by_origin", empty_label=_("All")
    )
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)

    class Meta:
        model = Expert
        fields: list[str] = []

    def by_name(self, queryset: ExpertQuerySet, name: str, value: str) -> ExpertQuerySet:
        """Experts with this in their name, of bodies named so, or whose certificate begins so."""
        return queryset.named(value)

    def by_origin(self, queryset: ExpertQuerySet, name: str, value: str) -> ExpertQuerySet:
        """Appraisers, or those from outside the profession."""
        return queryset.filter(outsider__isnull=value == "profession")

    def by_standing(self, queryset: ExpertQuerySet, name: str, value: str) -> ExpertQuerySet:
        """Those in office, those available, those away, those whose term is over."""
        today = timezone.localdate()
        if value == "over":
            return queryset.filter(Q(valid_until__lt=today) | Q(state=ExpertState.ENDED))
        if value == "away":
            return queryset.in_office(today).filter(is_available=False)
        return queryset.available(today) if value == "available" else queryset.in_office(today)


class ExpertDrawFilter(django_filters.FilterSet):
    """Conditions on draws."""

    q = django_filters.CharFilter(label=_("Matter"), method="by_matter")
    category = django_filters.ChoiceFilter(
        label=_("Practice category"), field_name="practice_code", choices=category_choices, empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=DrawState.choices, empty_label=_("All"))

    class Meta:
        model = ExpertDraw
        fields: list[str] = []

    def by_matter(self, queryset: ExpertDrawQuerySet, name: str, value: str) -> ExpertDrawQuerySet:
        """Draws whose matter holds these words."""
        return queryset.filter(matter__icontains=value.strip())
