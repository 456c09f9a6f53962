"""Premises for programs: read as on the page, changed by the same verbs."""

from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import ReasonSerializer, StrictSerializer
from institutions.actions import housing
from institutions.models import Institution, Premises
from institutions.standing.api import LINE


class PlaceSerializer(serializers.Serializer[Premises]):
    """One place where an institution works."""

    id = serializers.UUIDField(read_only=True)
    address = serializers.CharField(read_only=True)
    use = serializers.ChoiceField(Premises.Use.choices, read_only=True)
    right = serializers.ChoiceField(Premises.Right.choices, read_only=True)
    area = serializers.IntegerField(read_only=True, help_text=_("In whole square metres."))
    document_number = serializers.CharField(read_only=True)
    valid_from = serializers.DateField(read_only=True)
    valid_until = serializers.DateField(read_only=True, allow_null=True)
    ended_on = serializers.DateField(read_only=True, allow_null=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class PremisesSerializer(serializers.Serializer[Institution]):
    """The premises of an institution."""

    id = serializers.UUIDField(source="organisation_id", read_only=True)
    premises = PlaceSerializer(many=True, read_only=True)


class PlaceGiven(StrictSerializer):
    """A place where the institution works."""

    address = serializers.CharField(max_length=2_000, allow_blank=True)
    use = serializers.ChoiceField(Premises.Use.choices)
    right = serializers.ChoiceField(Premises.Right.choices)
    area = serializers.IntegerField(min_value=-(2**53), max_value=2**53, help_text=_("In whole square metres."))
    document_number = serializers.CharField(max_length=LINE, allow_blank=True)
    valid_from = serializers.DateField()
    valid_until = serializers.DateField(required=False, allow_null=True)


class PremisesEndGiven(ReasonSerializer):
    """From which day a place is not used any more, and why."""

    ended_on = serializers.DateField()


class InstitutionPremises(Listed):
    """The premises of an institution within the scope of the posting."""

    list_code = "institutions"
    needs: ClassVar[Any] = {"GET": "institutions:read", "POST": "institutions:premises"}
    serializer_class = PremisesSerializer

    @extend_schema(summary=_("Read the premises of an institution"), tags=["standing"], responses=PremisesSerializer)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer them, the last first."""
        return Response(PremisesSerializer(self.seen(request, pk)).data)

    def seen(self, request: Request, pk: UUID) -> Institution:
        """Return an institution; one outside the scope is absent."""
        rows = Institution.objects.visible_to(request.actor)  # type: ignore[attr-defined]
        row: Institution = get_object_or_404(rows.prefetch_related("premises"), pk=pk)
        return row

    @extend_schema(
        summary=_("Record premises"), tags=["standing"], request=PlaceGiven, responses={200: PremisesSerializer}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Record a place, and answer the premises as they are then."""
        key, given = self.seen(request, pk).pk, PlaceGiven(data=request.data)
        given.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
            housing.record_premises(key, housing.Place(**given.validated_data), by=actor)
            return 200, dict(PremisesSerializer(self.seen(request, key)).data)

        return carried_out_once(request, deed)


class PremisesEnd(InstitutionPremises):
    """Leaving a place."""

    needs: ClassVar[Any] = {"POST": "institutions:premises"}

    @extend_schema(
        summary=_("Leave premises"), tags=["standing"], request=PremisesEndGiven, responses={200: PremisesSerializer}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it, if the premises are still what was read."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        row = get_object_or_404(Premises.objects.visible_to(actor), pk=pk)
        given = PremisesEndGiven(data=request.data)
        given.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            housing.leave_premises(pk, by=actor, **given.validated_data)
            return 200, dict(PremisesSerializer(self.seen(request, row.institution_id)).data)

        return carried_out_once(request, deed)
