"""The list of trainings over all institutions, for pages and exports."""

from typing import Any, Final

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from appraisers.models import Training
from appraisers.verbs import VIEW
from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Person
from foundation.accounts.naming import is_named
from foundation.desk.detail.page import Standing
from foundation.desk.keyset import Order
from foundation.desk.lists import Column, ListSpec
from foundation.exchange.loaded import LoadedFilter
from institutions.filters import city_choices

STATES: Final = (("counts", _("Counts")), ("withdrawn", _("Entry withdrawn")))
NEWEST: Final = Order("newest", _("Newest first"), ("ended_on", "id"), descending=True)


class TrainingFilter(django_filters.FilterSet):
    """Conditions on trainings."""

    q = django_filters.CharFilter(label=_("Name, or what it was about"), method="by_words")
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="appraiser__city_code", choices=city_choices, empty_label=_("All")
    )
    year = django_filters.NumberFilter(label=_("Year"), field_name="ended_on__year", min_value=2000, max_value=2100)
    state = django_filters.ChoiceFilter(label=_("State"), method="by_state", choices=STATES, empty_label=_("All"))
    institution = django_filters.UUIDFilter(
        label=_("Institution"), field_name="appraiser__institution", widget=forms.HiddenInput
    )
    training = django_filters.UUIDFilter(label=_("Training"), field_name="pk", widget=forms.HiddenInput)
    loaded = LoadedFilter()

    class Meta:
        model = Training
        fields: list[str] = []

    def by_words(self, queryset: "QuerySet[Training]", name: str, value: str) -> "QuerySet[Training]":
        """Trainings of somebody with this name, or about something that begins so."""
        about = Q(title__startswith=value.strip().replace("\0", ""))
        return queryset.filter(is_named(value, Person, "appraiser__person_id") | about)

    def by_state(self, queryset: "QuerySet[Training]", name: str, value: str) -> "QuerySet[Training]":
        """Entries that count, or that were withdrawn."""
        return queryset.filter(withdrawn_on__isnull=value == "counts")


def rows(actor: AnyActor, _params: QueryDict) -> "QuerySet[Training]":
    """The trainings of the appraisers whom the actor may see."""
    found: QuerySet[Training] = Training.objects.visible_to(actor)
    return found.select_related("appraiser__person", "appraiser__institution__organisation")


def _standing(row: Training) -> Standing:
    if row.withdrawn_on is not None:
        return Standing("void", _now("Entry withdrawn"))
    return Standing("ok", _now("Counts"))


def _page(row: Training) -> str:
    return reverse("appraiser_records", args=[row.appraiser_id])


def _name(row: Training) -> Any:
    return row.appraiser.person.name


TRAININGS: Final = ListSpec(
    code="trainings",
    title=_("Training of appraisers"),
    verb=VIEW,
    model=Training,
    rows=rows,
    filters=TrainingFilter,
    orders={NEWEST.code: NEWEST},
    columns=(
        Column("name", _("Appraiser"), "appraiser.person.name", essential=True),
        Column("title", _("What it was about"), "title", on_phone=True),
        Column("hours", _("Hours"), "hours", kind="number", on_phone=True),
        Column("ended", _("Completed on"), "ended_on", kind="date", order="newest", on_phone=True),
        Column("state", _("State"), lambda row: _standing(row).word, standing=_standing),
        Column("certificate", _("Certificate number"), "appraiser.certificate_number", kind="code", shown=False),
        Column("organiser", _("Organised by"), "organiser", shown=False),
        Column("institution", _("Institution"), "appraiser.institution.organisation.name"),
        Column("document", _("Document"), "document_number", shown=False),
    ),
    route="training_list",
    link_of=_page,
    label_of=_name,
    names_people=True,
    nothing=_("No training is on record."),
    none_fits=_("No training meets these conditions."),
)
