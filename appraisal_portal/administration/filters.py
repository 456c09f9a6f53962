"""Filters of the lists of administration."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.accounts.models import Organisation, Person, Posting, User
from foundation.accounts.naming import is_named
from foundation.accounts.roles import Role
from foundation.accounts.timeline import known_kinds
from foundation.audit.models import Event, OutboxMessage
from foundation.law.models import Confidence
from foundation.law.queries import in_force
from foundation.law.tables import LIST_TITLES

Rows = QuerySet[Any]


class UserFilter(django_filters.FilterSet):
    """Conditions on users."""

    q = django_filters.CharFilter(label=_("Sign-in name or name"), method="by_name")
    role = django_filters.ChoiceFilter(label=_("Role"), choices=Role.choices, method="by_role", empty_label=_("All"))
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("open", _("Enabled")), ("disabled", _("Disabled")), ("idle", _("Without posting in force"))],
        method="by_state",
        empty_label=_("All"),
    )

    class Meta:
        model = User
        fields: list[str] = []

    def by_name(self, queryset: Rows, name: str, value: str) -> Rows:
        """Users whose sign-in name or own name contains the text."""
        return queryset.filter(Q(username__icontains=value) | is_named(value, Person, "person_id"))

    def by_role(self, queryset: Rows, name: str, value: str) -> Rows:
        """Users who hold a role today."""
        return queryset.filter(pk__in=_in_force().filter(role=value).values("user_id"))

    def by_state(self, queryset: Rows, name: str, value: str) -> Rows:
        """Users enabled, disabled, or without anything to do."""
        if value == "idle":
            return queryset.exclude(pk__in=_in_force().values("user_id"))
        return queryset.filter(is_active=value == "open")


class OrganisationFilter(django_filters.FilterSet):
    """Conditions on bodies."""

    q = django_filters.CharFilter(label=_("Name of the body"), method="by_name")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Organisation.Kind.choices, empty_label=_("All"))
    level = django_filters.ChoiceFilter(label=_("Level"), choices=Organisation.Level.choices, empty_label=_("All"))

    class Meta:
        model = Organisation
        fields: list[str] = []

    def by_name(self, queryset: Rows, name: str, value: str) -> Rows:
        """Bodies whose name holds the words or the initials."""
        return queryset.filter(is_named(value, Organisation))


class EventFilter(django_filters.FilterSet):
    """Conditions on events of the trail."""

    stream = django_filters.CharFilter(label=_("Stream"), field_name="stream")
    kind = django_filters.ChoiceFilter(label=_("What"), field_name="kind", choices=known_kinds, empty_label=_("All"))
    actor = django_filters.CharFilter(label=_("Who (key)"), field_name="actor")
    since = django_filters.DateFilter(label=_("From day"), field_name="recorded_at", lookup_expr="date__gte")
    until = django_filters.DateFilter(label=_("Until day"), field_name="recorded_at", lookup_expr="date__lte")

    class Meta:
        model = Event
        fields: list[str] = []


class ParkedFilter(django_filters.FilterSet):
    """Conditions on parked messages."""

    q = django_filters.CharFilter(label=_("Job"), field_name="topic", lookup_expr="icontains")

    class Meta:
        model = OutboxMessage
        fields: list[str] = []


class LawFilter(django_filters.FilterSet):
    """Conditions on the rows of a legal table."""

    q = django_filters.CharFilter(label=_("Code or wording"), method="by_text")
    on = django_filters.DateFilter(label=_("In force on"), method="by_day")
    confidence = django_filters.ChoiceFilter(label=_("Confidence"), choices=Confidence.choices, empty_label=_("All"))

    def by_text(self, queryset: Rows, name: str, value: str) -> Rows:
        """Rows whose code, wording or citation contains the text."""
        return queryset.filter(
            Q(code__icontains=value)
            | Q(name_zh__icontains=value)
            | Q(name_en__icontains=value)
            | Q(source_text__icontains=value)
        )

    def by_day(self, queryset: Rows, name: str, value: Any) -> Rows:
        """Rows in force on a day."""
        return in_force(queryset, value)


class GroundFilter(LawFilter):
    """Conditions on the statutory lists: also which list."""

    list_code = django_filters.ChoiceFilter(
        label=_("List"), choices=lambda: list(LIST_TITLES.items()), empty_label=_("All"), widget=forms.Select
    )


def _in_force() -> Rows:
    return Posting.objects.in_force(timezone.localdate())
