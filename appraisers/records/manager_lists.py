"""The list of quality managers over all institutions, for pages and exports."""

from typing import Any, Final

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from appraisers.models import QualityManager
from appraisers.verbs import VIEW
from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation, Person
from foundation.accounts.naming import is_named
from foundation.desk.detail.page import Standing
from foundation.desk.keyset import Order
from foundation.desk.lists import Column, ListSpec
from foundation.exchange.loaded import LoadedFilter
from institutions.covering import named
from institutions.filters import category_choices, city_choices

STATES: Final = (("current", _("In office")), ("over", _("Time ended")))
NEWEST: Final = Order("newest", _("Newest first"), ("valid_from", "id"), descending=True)


class ManagerFilter(django_filters.FilterSet):
    """Conditions on quality managers."""

    q = django_filters.CharFilter(label=_("Name, or institution"), method="by_words")
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="institution__city_code", choices=city_choices, empty_label=_("All")
    )
    category = django_filters.ChoiceFilter(
        label=_("Category"), field_name="practice_code", choices=category_choices, empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(label=_("State"), method="by_state", choices=STATES, empty_label=_("All"))
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)
    manager = django_filters.UUIDFilter(label=_("Quality manager"), field_name="pk", widget=forms.HiddenInput)
    loaded = LoadedFilter()

    class Meta:
        model = QualityManager
        fields: list[str] = []

    def by_words(self, queryset: "QuerySet[QualityManager]", name: str, value: str) -> "QuerySet[QualityManager]":
        """Those with this name, and those of institutions with this in their name."""
        person: Q = is_named(value, Person, "appraiser__person_id")
        return queryset.filter(person | is_named(value, Organisation, "institution_id"))

    def by_state(self, queryset: "QuerySet[QualityManager]", name: str, value: str) -> "QuerySet[QualityManager]":
        """Those in office today, or whose time has ended."""
        over = Q(valid_until__lt=timezone.localdate())
        return queryset.filter(over) if value == "over" else queryset.exclude(over)


def rows(actor: AnyActor, _params: QueryDict) -> "QuerySet[QualityManager]":
    """The quality managers of the institutions which the actor may see."""
    found: QuerySet[QualityManager] = QualityManager.objects.visible_to(actor)
    return found.select_related("appraiser__person", "institution__organisation")


def _standing(row: QualityManager) -> Standing:
    if row.valid_until is not None and row.valid_until < timezone.localdate():
        return Standing("void", _now("Time ended"))
    return Standing("ok", _now("In office"))


def _page(row: QualityManager) -> str:
    return reverse("institution_quality_managers", args=[row.institution_id])


def _name(row: QualityManager) -> Any:
    return row.appraiser.person.name


QUALITY_MANAGERS: Final = ListSpec(
    code="quality_managers",
    title=_("Quality managers"),
    verb=VIEW,
    model=QualityManager,
    rows=rows,
    filters=ManagerFilter,
    orders={NEWEST.code: NEWEST},
    columns=(
        Column("name", _("Appraiser"), "appraiser.person.name", essential=True),
        Column("category", _("Practice category"), lambda row: named([row.practice_code]), on_phone=True),
        Column("state", _("State"), lambda row: _standing(row).word, standing=_standing, on_phone=True),
        Column("institution", _("Institution"), "institution.organisation.name", on_phone=True),
        Column("certificate", _("Certificate number"), "appraiser.certificate_number", kind="code", shown=False),
        Column("from", _("From"), "valid_from", kind="date", order="newest"),
        Column("until", _("Last day"), "valid_until", kind="date"),
        Column("document", _("Document"), "document_number", shown=False),
    ),
    route="quality_manager_list",
    link_of=_page,
    label_of=_name,
    names_people=True,
    nothing=_("No quality manager is on record."),
    none_fits=_("No quality manager meets these conditions."),
)
