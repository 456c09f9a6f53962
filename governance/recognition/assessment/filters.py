"""The filters of lists of assessments, the same for pages, exports and API."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from foundation.accounts.models import Organisation
from foundation.accounts.naming import is_named
from governance.recognition.assessment.states import AssessmentState, RoundState
from governance.recognition.models import Assessment, AssessmentRound
from governance.recognition.models.assessment import AssessmentQuerySet
from institutions.filters import city_choices

WAITING = [
    ("objection", _("The institution may still object")),
    ("low", _("Graded low")),
    ("changed", _("Changed by an objection")),
]


def year_choices() -> Any:
    """The years that were assessed, newest first."""
    years = AssessmentRound.objects.order_by("-year").values_list("year", flat=True)
    return [(str(year), str(year)) for year in years]


def grade_choices() -> Any:
    """The grades that rounds have used, by the newest wording."""
    found: dict[str, str] = {}
    chinese = (get_language() or "").startswith("zh")
    for model in AssessmentRound.objects.order_by("year").values_list("model", flat=True):
        for grade in (*model["grades"], model["ungraded"]):
            found[grade["code"]] = grade["name_zh"] if chinese or not grade["name_en"] else grade["name_en"]
    return list(found.items())


class AssessmentFilter(django_filters.FilterSet):
    """Conditions on assessments."""

    q = django_filters.CharFilter(label=_("Name or licence number"), method="by_name")
    year = django_filters.ChoiceFilter(label=_("Year assessed"), choices=year_choices, empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=AssessmentState.choices, empty_label=_("All"))
    grade = django_filters.ChoiceFilter(label=_("Grade"), choices=grade_choices, empty_label=_("All"))
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    waiting = django_filters.ChoiceFilter(
        label=_("Condition"), choices=WAITING, method="by_waiting", empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)

    class Meta:
        model = Assessment
        fields: list[str] = []

    def by_name(self, queryset: AssessmentQuerySet, name: str, value: str) -> AssessmentQuerySet:
        """Assessments of institutions with this in their name, or whose licence number begins so."""
        number = Q(institution__licence_number__startswith=value.strip().upper())
        return queryset.filter(is_named(value, Organisation, "institution_id") | number)

    def by_waiting(self, queryset: AssessmentQuerySet, name: str, value: str) -> AssessmentQuerySet:
        """Those that can still be objected to, those graded low, or those that an objection changed."""
        if value == "objection":
            return queryset.open_to_objection(timezone.localdate())
        return queryset.filter(is_low=True) if value == "low" else queryset.filter(lines__ruling="corrected").distinct()


class AssessmentRoundFilter(django_filters.FilterSet):
    """Conditions on rounds."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=RoundState.choices, empty_label=_("All"))

    class Meta:
        model = AssessmentRound
        fields: list[str] = []
