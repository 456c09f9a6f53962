"""The list of the clients of the API."""

from typing import Final

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk.keyset import Order
from foundation.desk.lists import Column, ListSpec
from foundation.exchange.models import ApiClient
from foundation.exchange.verbs import VIEW_CLIENTS

NEWEST = Order("newest", _("Newest first"), ("created", "id"), descending=True)


class ClientFilter(django_filters.FilterSet):
    """Conditions on clients of the API."""

    q = django_filters.CharFilter(label=_("Name or organisation"), method="by_name")
    ended = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("no", _("Not revoked")), ("yes", _("Revoked"))],
        method="by_end",
        empty_label=_("All"),
    )

    class Meta:
        model = ApiClient
        fields: list[str] = []

    def by_name(self, queryset: "QuerySet[ApiClient]", name: str, value: str) -> "QuerySet[ApiClient]":
        """Clients with this in their name or that of their organisation."""
        return queryset.filter(Q(name__icontains=value) | Q(organisation__name__icontains=value))

    def by_end(self, queryset: "QuerySet[ApiClient]", name: str, value: str) -> "QuerySet[ApiClient]":
        """Clients that are revoked, or are not."""
        return queryset.filter(revoked_at__isnull=value == "no")


def _clients(actor: AnyActor, _params: QueryDict) -> "QuerySet[ApiClient]":
    return ApiClient.objects.visible_to(actor).with_posting().select_related("organisation")


def _client_page(row: ApiClient) -> str:
    return reverse("administration:client", args=[row.pk])


CLIENTS: Final = ListSpec(
    code="clients",
    title=_("Interface"),
    verb=VIEW_CLIENTS.code,
    model=ApiClient,
    rows=_clients,
    filters=ClientFilter,
    orders={NEWEST.code: NEWEST},
    columns=(
        Column("name", _("System"), "name", essential=True),
        Column("organisation", _("Organisation"), "organisation.name", on_phone=True),
        Column("state", _("State"), "state_in_words", template="administration/client_state.html", on_phone=True),
        Column("role", _("Role"), "posting.get_role_display"),
        Column("used", _("Last used"), "last_used_at", kind="moment", on_phone=True),
        Column("registered", _("Registered"), "created", kind="moment", order="newest"),
        Column("secret", _("Secret since"), "secret_since", kind="moment", shown=False),
    ),
    route="administration:clients",
    link_of=_client_page,
    nothing=_("No client is registered yet."),
    none_fits=_("No client meets these conditions."),
)
