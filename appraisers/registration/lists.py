"""The list of what certificates said from which day on, over all appraisers, for pages and exports."""

from typing import Any, Final

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from appraisers.models import CertificateState
from appraisers.registration.showing import ITEMS
from appraisers.verbs import VIEW
from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Person
from foundation.accounts.naming import is_named
from foundation.desk.lists import Column, ListSpec
from institutions.covering import named
from institutions.filters import city_choices
from institutions.registration.lists import NEWEST, PermitStateFilter, counting


class CertificateStateFilter(PermitStateFilter):
    """Conditions on states of certificates."""

    q = django_filters.CharFilter(label=_("Name or document"), method="by_words")
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="institution__city_code", choices=city_choices, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)

    class Meta:
        model = CertificateState
        fields: list[str] = []

    def by_words(self, queryset: "QuerySet[CertificateState]", name: str, value: str) -> "QuerySet[CertificateState]":
        """Those of appraisers with this name, and those whose document begins so."""
        document = Q(document_number__startswith=value.strip().replace("\0", ""))
        return queryset.filter(document | is_named(value, Person, "appraiser__person_id"))


def rows(actor: AnyActor, _params: QueryDict) -> "QuerySet[CertificateState]":
    """What counts of the certificates which the actor may see."""
    found: QuerySet[CertificateState] = CertificateState.objects.visible_to(actor)
    related = ("appraiser__person", "appraiser__institution__organisation")
    return found.filter(counting(CertificateState)).select_related(*related)


def _page(row: CertificateState) -> str:
    return f"{reverse('appraiser_registration', args=[row.appraiser_id])}?on={row.valid_from.isoformat()}"


def _time(row: CertificateState) -> Any:
    return ITEMS["is_full_time"].words(row.is_full_time)


CERTIFICATE_STATES: Final = ListSpec(
    code="certificate_states",
    title=_("Changes of certificates"),
    verb=VIEW,
    model=CertificateState,
    rows=rows,
    filters=CertificateStateFilter,
    orders={NEWEST.code: NEWEST},
    columns=(
        Column("appraiser", _("Appraiser"), "appraiser.person.name", essential=True),
        Column("from", _("From the day"), "valid_from", kind="date", order="newest", on_phone=True),
        Column("act", _("Act"), "get_act_display", on_phone=True),
        Column("document", _("Document"), "document_number", on_phone=True),
        Column("certificate", _("Certificate number"), "appraiser.certificate_number", kind="code", shown=False),
        Column("institution", _("Institution"), "appraiser.institution.organisation.name"),
        Column("name", _("Name on the certificate"), "name", shown=False),
        Column("title", _("Professional title"), "title", shown=False),
        Column("time", _("Full-time or part-time"), _time, shown=False),
        Column("categories", _("Practice categories"), lambda row: named(row.practice_codes), shown=False),
        Column("number", _("Number on the certificate"), "certificate_number", kind="code", shown=False),
        Column("first", _("Valid from"), "certificate_from", kind="date", shown=False),
        Column("last", _("Valid until"), "certificate_until", kind="date", shown=False),
    ),
    route="certificate_state_list",
    link_of=_page,
    label_of=lambda row: row.appraiser.person.name,
    names_people=True,
    nothing=_("No certificate is on record."),
    none_fits=_("No change meets these conditions."),
)
