"""Policies for programs: read as on the page, changed by the same verbs."""

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
from institutions.actions import insuring
from institutions.models import Institution, InsurancePolicy
from institutions.standing.api import LINE


class PolicySerializer(serializers.Serializer[InsurancePolicy]):
    """A policy of professional liability."""

    id = serializers.UUIDField(read_only=True)
    insurer = serializers.CharField(read_only=True)
    policy_number = serializers.CharField(read_only=True)
    cover = serializers.IntegerField(read_only=True, help_text=_("In whole yuan."))
    valid_from = serializers.DateField(read_only=True)
    valid_until = serializers.DateField(read_only=True)
    ended_on = serializers.DateField(read_only=True, allow_null=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class PoliciesSerializer(serializers.Serializer[Institution]):
    """The policies of an institution."""

    id = serializers.UUIDField(source="organisation_id", read_only=True)
    policies = PolicySerializer(many=True, read_only=True)


class PolicyGiven(StrictSerializer):
    """A policy of professional liability."""

    insurer = serializers.CharField(max_length=LINE, allow_blank=True)
    policy_number = serializers.CharField(max_length=LINE, allow_blank=True)
    cover = serializers.IntegerField(min_value=-(2**53), max_value=2**53, help_text=_("In whole yuan."))
    valid_from = serializers.DateField()
    valid_until = serializers.DateField()


class Policies(Listed):
    """The policies of an institution within the scope of the posting."""

    list_code = "institutions"
    needs: ClassVar[Any] = {"GET": "institutions:read", "POST": "institutions:insure"}
    serializer_class = PoliciesSerializer

    @extend_schema(summary=_("Read the policies of an institution"), tags=["standing"], responses=PoliciesSerializer)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer them, the last first."""
        return Response(PoliciesSerializer(self.seen(request, pk)).data)

    def seen(self, request: Request, pk: UUID) -> Institution:
        """Return an institution; one outside the scope is absent."""
        rows = Institution.objects.visible_to(request.actor)  # type: ignore[attr-defined]
        row: Institution = get_object_or_404(rows.prefetch_related("policies"), pk=pk)
        return row

    @extend_schema(
        summary=_("Record a policy"), tags=["standing"], request=PolicyGiven, responses={200: PoliciesSerializer}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it, and answer the policies as they are then."""
        key, given = self.seen(request, pk).pk, PolicyGiven(data=request.data)
        given.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
            insuring.record_policy(key, by=actor, **given.validated_data)
            return 200, dict(PoliciesSerializer(self.seen(request, key)).data)

        return carried_out_once(request, deed)


class PolicyEndGiven(ReasonSerializer):
    """From which day a policy does not hold any more, and why."""

    ended_on = serializers.DateField()


class PolicyEnd(Policies):
    """Ending a policy early."""

    needs: ClassVar[Any] = {"POST": "institutions:insure"}

    @extend_schema(
        summary=_("End a policy early"), tags=["standing"], request=PolicyEndGiven, responses={200: PoliciesSerializer}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """End it, if it is still what was read."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        row = get_object_or_404(InsurancePolicy.objects.visible_to(actor), pk=pk)
        given = PolicyEndGiven(data=request.data)
        given.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            insuring.end_policy(pk, by=actor, **given.validated_data)
            return 200, dict(PoliciesSerializer(self.seen(request, row.institution_id)).data)

        return carried_out_once(request, deed)
