"""The filters of lists of recognitions and of applications, the same for pages, exports and API."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.accounts.models import Organisation
from foundation.accounts.naming import is_named
from governance.recognition.models import RecognitionApplication
from governance.recognition.models.application import ApplicationQuerySet
from governance.recognition.standards.conditions import lost_qualification
from governance.recognition.standards.gate import RENEWABLE
from governance.recognition.standards.states import ApplicationState
from institutions.filters import city_choices
from institutions.models import Recognition
from institutions.models.recognition import RecognitionQuerySet

KINDS = [choice for choice in Recognition.Kind.choices if choice[0] != Recognition.Kind.GRADE.value]
STANDING = [
    ("in_force", _("In force")),
    ("soon", _("Ends within 180 days")),
    ("over", _("Run out or ended")),
    ("lost", _("High-qualified without national accreditation")),
]


class RecognitionFilter(django_filters.FilterSet):
    """Conditions on recognitions."""

    q = django_filters.CharFilter(label=_("Name or licence number"), method="by_name")
    kind = django_filters.ChoiceFilter(label=_("Recognition"), choices=Recognition.Kind.choices, empty_label=_("All"))
    standing = django_filters.ChoiceFilter(
        label=_("State"), choices=STANDING, method="by_standing", empty_label=_("All")
    )
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)

    class Meta:
        model = Recognition
        fields: list[str] = []

    def by_name(self, queryset: RecognitionQuerySet, name: str, value: str) -> RecognitionQuerySet:
        """Recognitions of institutions with this in their name, or whose licence number begins so."""
        number = Q(institution__licence_number__startswith=value.strip().upper())
        return queryset.filter(is_named(value, Organisation, "institution_id") | number)

    def by_standing(self, queryset: RecognitionQuerySet, name: str, value: str) -> RecognitionQuerySet:
        """Those that hold, that end soon, that are over, or whose necessary condition is lost."""
        today = timezone.localdate()
        if value == "lost":
            return lost_qualification(queryset, today)
        if value == "over":
            return queryset.filter(Q(valid_until__lt=today) | Q(ended_on__lte=today))
        held = queryset.in_force(today)
        return held.filter(valid_until__lte=today + RENEWABLE) if value == "soon" else held


class ApplicationFilter(django_filters.FilterSet):
    """Conditions on applications."""

    q = django_filters.CharFilter(label=_("Name or licence number"), method="by_name")
    kind = django_filters.ChoiceFilter(label=_("Recognition"), choices=KINDS, empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=ApplicationState.choices, empty_label=_("All"))
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)

    class Meta:
        model = RecognitionApplication
        fields: list[str] = []

    def by_name(self, queryset: ApplicationQuerySet, name: str, value: str) -> ApplicationQuerySet:
        """Applications of institutions with this in their name, or whose licence number begins so."""
        number = Q(institution__licence_number__startswith=value.strip().upper())
        return queryset.filter(is_named(value, Organisation, "institution_id") | number)
