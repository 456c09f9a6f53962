"""Cases for programs: the rows, filters and orders of the pages. Subjects stay under seal."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.models import Case
from cases.models.case import ClientKind
from cases.states import State
from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import CategorySerializer, InstitutionInShortSerializer


class ClientName(serializers.CharField):
    """The client as pages name it: outside litigation it may be a private person, and only one character is told."""

    def __init__(self) -> None:
        super().__init__(source="*", read_only=True, help_text=_("Masked for clients outside litigation."))

    def to_representation(self, value: Any) -> str:
        """The name, or what a page shows of it."""
        return str(value.client_name)


class CaseSerializer(serializers.Serializer[Case]):
    """A case as its page shows it; who is appraised is not told."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    case_number = serializers.CharField(read_only=True)
    state = serializers.ChoiceField(State.choices, read_only=True)
    institution = InstitutionInShortSerializer(read_only=True)
    category = CategorySerializer(read_only=True)
    client_name = ClientName()
    client_kind = serializers.ChoiceField(ClientKind.choices, read_only=True)
    matter = serializers.CharField(read_only=True)
    received_on = serializers.DateField(read_only=True, allow_null=True)
    accepted_on = serializers.DateField(read_only=True)
    due_on = serializers.DateField(read_only=True, allow_null=True, help_text=_("The last day for the opinion."))
    issued_on = serializers.DateField(read_only=True, allow_null=True)
    opinion_number = serializers.CharField(read_only=True)
    corrected_on = serializers.DateField(
        read_only=True, allow_null=True, help_text=_("The day of the first correction of the opinion.")
    )
    revoked_on = serializers.DateField(
        read_only=True, allow_null=True, help_text=_("The day on which the institution revoked the opinion.")
    )
    terminated_on = serializers.DateField(read_only=True, allow_null=True)
    fee = serializers.DecimalField(
        max_digits=12, decimal_places=2, read_only=True, allow_null=True, help_text=_("Yuan.")
    )
    city_code = serializers.CharField(read_only=True)
    county_code = serializers.CharField(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


@method_decorator(extend_schema(summary=_("List cases"), tags=["cases"]), "list")
@method_decorator(extend_schema(summary=_("Read a case"), tags=["cases"]), "retrieve")
class Cases(Listed):
    """Cases within the scope of the posting."""

    list_code = "cases"
    needs: ClassVar[Any] = {"GET": "cases:read"}
    serializer_class = CaseSerializer


class CaseAct(Cases):
    """One act on one case: what was sent goes to the verb, once for a key, while it is as it was read."""

    verb: ClassVar[Callable[..., Any]]

    def carried_out(self, request: Request, pk: UUID, given: serializers.Serializer) -> Response:
        """Do it and answer the case as it is then; one outside the scope is absent."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        rows = Case.objects.visible_to(actor).for_list()
        seen = get_object_or_404(rows, pk=pk)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            type(self).verb(seen.pk, by=actor, **given.validated_data)
            return 200, CaseSerializer(get_object_or_404(rows, pk=pk)).data

        return carried_out_once(request, act)
