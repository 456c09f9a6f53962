"""Restrictions for programs: the list of the page, one of them with its objection, and the acts on the objection."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import OrganisationSerializer, ReasonSerializer, StrictSerializer
from institutions.actions import objecting
from institutions.models import Objection, Restriction
from institutions.restrictions import gate
from institutions.restrictions.states import ObjectionState
from institutions.standing.api import LINE, VERSION, RestrictionSerializer


class ObjectionSerializer(serializers.Serializer[Objection]):
    """What the barred says, and what was decided. A file of evidence is read by page."""

    state = serializers.ChoiceField(ObjectionState.choices, read_only=True)
    text = serializers.CharField(read_only=True)
    raised_on = serializers.DateField(read_only=True)
    decided_on = serializers.DateField(read_only=True, allow_null=True)
    decision_document = serializers.CharField(read_only=True)
    decision_reason = serializers.CharField(read_only=True)


class BarSerializer(RestrictionSerializer):
    """A restriction as the list shows it, with the organ that set it."""

    institution = serializers.UUIDField(source="institution_id", read_only=True)
    set_by = OrganisationSerializer(read_only=True)


class BarInFullSerializer(BarSerializer):
    """A restriction with the objection of the barred."""

    objection = serializers.SerializerMethodField()

    @extend_schema_field(ObjectionSerializer(allow_null=True))
    def get_objection(self, row: Restriction) -> Any:
        """What was said against it, if anything."""
        raised = gate.objection_of(row)
        return ObjectionSerializer(raised).data if raised is not None else None


@method_decorator(extend_schema(summary=_("List restrictions"), tags=["standing"]), "list")
class Bars(Listed):
    """Restrictions within the scope of the posting."""

    list_code = "restrictions"
    needs: ClassVar[Any] = {"GET": "restrictions:read"}
    serializer_class = BarSerializer
    given: ClassVar[type[StrictSerializer]] = StrictSerializer

    @extend_schema(summary=_("Read a restriction"), tags=["standing"], responses=BarInFullSerializer)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer one restriction with its objection."""
        return Response(BarInFullSerializer(self.seen(request, pk)).data)

    def seen(self, request: Request, pk: UUID) -> Restriction:
        """Return a restriction; one outside the scope is absent."""
        row: Restriction = get_object_or_404(
            Restriction.objects.visible_to(request.actor).for_list(),  # type: ignore[attr-defined]
            pk=pk,
        )
        return row

    def carried_out(self, request: Request, pk: UUID, verb: Callable[..., Any]) -> Response:
        """Do it to a restriction, once for a key, and answer it as it is then."""
        key = self.seen(request, pk).pk
        sent = type(self).given(data=request.data)
        sent.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            verb(key, by=request.actor, **sent.validated_data)  # type: ignore[attr-defined]
            return 200, dict(BarInFullSerializer(self.seen(request, key)).data)

        return carried_out_once(request, deed)


class ObjectionGiven(StrictSerializer):
    """What speaks against a restriction. A file of evidence is added by page."""

    version = serializers.IntegerField(**VERSION)
    text = serializers.CharField(allow_blank=True)


class BarObjection(Bars):
    """Objecting to a restriction."""

    needs: ClassVar[Any] = {"POST": "restrictions:object"}
    given = ObjectionGiven

    @extend_schema(
        summary=_("Object to a restriction"), tags=["standing"], request=ObjectionGiven,
        responses={200: BarInFullSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Raise it, if the restriction is still what was read."""
        return self.carried_out(request, pk, objecting.object_to)


class ObjectionDecisionGiven(ReasonSerializer):
    """Whether an objection is upheld, and why."""

    upheld = serializers.BooleanField()
    document_number = serializers.CharField(max_length=LINE)


class BarDecision(Bars):
    """Deciding about the objection to a restriction."""

    needs: ClassVar[Any] = {"POST": "restrictions:decide"}
    given = ObjectionDecisionGiven

    @extend_schema(
        summary=_("Decide about an objection"), tags=["standing"], request=ObjectionDecisionGiven,
        responses={200: BarInFullSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Decide, if the restriction is still what was read."""
        return self.carried_out(request, pk, objecting.decide_objection)
