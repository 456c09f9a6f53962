"""The filters of institution lists."""

from typing import Any

import django_filters
from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from foundation.accounts.models import Organisation
from foundation.accounts.naming import is_named
from foundation.exchange.loaded import LoadedFilter
from foundation.kpi.expiry import NOTICE_DAYS
from foundation.law.queries import divisions, practice_categories
from institutions.compulsory import accredited_items, compulsory_items
from institutions.models import Accreditation, Institution, ScopeItem
from institutions.querysets import AccreditationQuerySet, InstitutionQuerySet, Practice, ScopeItemQuerySet


def city_choices() -> Any:
    """The sixteen cities."""
    return [(row.code, row.name) for row in divisions("city")]


def category_choices() -> Any:
    """The ten practice categories (decisions.md 42)."""
    return [(row.code, row.name) for row in practice_categories()]


class InstitutionFilter(django_filters.FilterSet):
    """Conditions on institutions."""

    q = django_filters.CharFilter(label=_("Name or licence number"), method="by_name")
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All")
    )
    category = django_filters.ChoiceFilter(
        label=_("Category"), method="by_category", choices=category_choices, empty_label=_("All")
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), method="by_practice", choices=Practice.choices, empty_label=_("All")
    )
    county = django_filters.CharFilter(label=_("County"), field_name="county_code", widget=forms.HiddenInput)

    loaded = django_filters.UUIDFilter(label=_("Import"), field_name="import_id", widget=forms.HiddenInput)

    class Meta:
        model = Institution
        fields: list[str] = []

    def by_name(self, queryset: InstitutionQuerySet, name: str, value: str) -> InstitutionQuerySet:
        """Institutions with this in their name, or whose licence number begins so."""
        return queryset.named(value)

    def by_category(self, queryset: InstitutionQuerySet, name: str, value: str) -> InstitutionQuerySet:
        """Institutions licensed for a practice category."""
        return queryset.filter(practice_codes__contains=[value])

    def by_practice(self, queryset: InstitutionQuerySet, name: str, value: str) -> InstitutionQuerySet:
        """Institutions in practice today, barred from all of it, or ended."""
        return queryset.of_practice(value, timezone.localdate())


ENDING_CHOICES = [
    ("lapsed", _("Has run out")),
    *((str(days), format_lazy(_("within {days} days"), days=days)) for days in sorted(NOTICE_DAYS)),
]


class AccreditationFilter(django_filters.FilterSet):
    """Conditions on accreditations."""

    q = django_filters.CharFilter(label=_("Certificate number or institution"), method="by_words")
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="institution__city_code", choices=city_choices, empty_label=_("All")
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Accreditation.Kind.choices, empty_label=_("All"))
    level = django_filters.ChoiceFilter(
        label=_("Granted by"), choices=Accreditation.Level.choices, empty_label=_("All")
    )
    covers = django_filters.ChoiceFilter(
        label=_("Category"), method="by_category", choices=category_choices, empty_label=_("All")
    )
    ends = django_filters.ChoiceFilter(
        label=_("Last day"), method="by_end", choices=ENDING_CHOICES, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)
    loaded = LoadedFilter()
    certificate = django_filters.UUIDFilter(
        label=_("Certificate of accreditation"), field_name="pk", widget=forms.HiddenInput
    )

    class Meta:
        model = Accreditation
        fields: list[str] = []

    def by_words(self, queryset: AccreditationQuerySet, name: str, value: str) -> AccreditationQuerySet:
        """Certificates whose number begins so, and those of institutions with this in their name."""
        return queryset.named(value)

    def by_category(self, queryset: AccreditationQuerySet, name: str, value: str) -> AccreditationQuerySet:
        """Certificates that cover a practice category or something within it."""
        return queryset.covering(value)

    def by_end(self, queryset: AccreditationQuerySet, name: str, value: str) -> AccreditationQuerySet:
        """Certificates that have run out, or end soon, and that no later one follows."""
        today = timezone.localdate()
        return queryset.lapsed(today) if value == "lapsed" else queryset.expiring(today, int(value))


DUTY_CHOICES = [("missing", _("compulsory, not in force")), ("held", _("compulsory, in force"))]


class ScopeItemFilter(django_filters.FilterSet):
    """Conditions on items of licences."""

    q = django_filters.CharFilter(label=_("Institution"), method="by_words")
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="institution__city_code", choices=city_choices, empty_label=_("All")
    )
    category = django_filters.ChoiceFilter(
        label=_("Category"), field_name="practice_code", choices=category_choices, empty_label=_("All")
    )
    accreditation = django_filters.ChoiceFilter(
        label=_("Accreditation of the item"), choices=DUTY_CHOICES, method="by_duty", empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)

    class Meta:
        model = ScopeItem
        fields: list[str] = []

    def by_words(self, queryset: ScopeItemQuerySet, name: str, value: str) -> ScopeItemQuerySet:
        """Items of institutions with these words (or initials) in their name."""
        return queryset.filter(is_named(value, Organisation, "institution_id"))

    def by_duty(self, queryset: ScopeItemQuerySet, name: str, value: str) -> ScopeItemQuerySet:
        """Items in force for which accreditation is compulsory: those that have it, or those that lack it."""
        today = timezone.localdate()
        if value == "held":
            return queryset.filter(accredited_items(today))
        held = ScopeItem.objects.filter(accredited_items(today))
        return queryset.filter(compulsory_items(today)).exclude(pk__in=held.values("pk"))
