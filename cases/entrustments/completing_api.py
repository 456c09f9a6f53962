"""Completing entrustments for programs: the verbs of the pages, with the same answers."""

from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import completing
from cases.entrustments.api import EntrustmentAct, EntrustmentWithFindingsSerializer, MaterialSerializer
from cases.entrustments.completing import CompletionGiven, ParticularsGiven
from cases.entrustments.filing import MaterialGiven
from cases.models import EntrustedMaterial
from foundation.exchange.api.serializers import StrictSerializer

VERSION: dict[str, Any] = {"min_value": 0, "max_value": 2**53}


class CompletionRequestSerializer(StrictSerializer):
    """What the client is asked for."""

    version = serializers.IntegerField(**VERSION)
    wanted = serializers.CharField(
        allow_blank=True, help_text=_("What is missing; stands on the letter to the client.")
    )
    period_until = serializers.DateField(
        allow_null=True, default=None, help_text=_("The last day of the client's period.")
    )
    reason = serializers.CharField(
        allow_blank=True, default="", help_text=_("Of a further request: what the new materials have raised.")
    )


class EntrustmentCompletionRequest(EntrustmentAct):
    """Asking the client to complete an entrustment."""

    needs: ClassVar[Any] = {"POST": "cases:ask_completion"}
    verb = staticmethod(completing.ask)

    @extend_schema(
        summary=_("Ask the client to complete an entrustment"),
        tags=["entrustments"],
        request=CompletionRequestSerializer,
        responses={200: EntrustmentWithFindingsSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:  # type: ignore[override]  # names one entrustment
        """Let its time stand still until it has come."""
        return self.carried_out(request, pk, CompletionRequestSerializer(data=request.data))


class ParticularsSerializer(StrictSerializer):
    """Particulars that were missing of a material on record."""

    position = serializers.IntegerField(
        min_value=1, max_value=2**15 - 1, help_text=_("Which material, counted from 1.")
    )
    kind = serializers.ChoiceField(EntrustedMaterial.Kind.choices, allow_blank=True, default="")
    quantity = serializers.CharField(allow_blank=True, default="")
    condition = serializers.CharField(allow_blank=True, default="")
    preservation = serializers.CharField(allow_blank=True, default="")
    received_on = serializers.DateField(allow_null=True, default=None)


class CompletionSerializer(StrictSerializer):
    """What completes an entrustment; only what was missing can be filled in."""

    version = serializers.IntegerField(**VERSION)
    received_on = serializers.DateField(
        allow_null=True, default=None, help_text=_("The day on which it came, where the client was asked.")
    )
    received = serializers.CharField(allow_blank=True, default="", help_text=_("What has come, in words."))
    purpose = serializers.CharField(allow_blank=True, default="")
    facts = serializers.CharField(allow_blank=True, default="", write_only=True)
    materials = MaterialSerializer(many=True, default=list)
    particulars = ParticularsSerializer(many=True, default=list)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what the verb takes."""
        given = dict(super().validate(attrs))
        version, received_on = given.pop("version"), given.pop("received_on")
        materials = tuple(MaterialGiven(**each) for each in given.pop("materials"))
        particulars = tuple(ParticularsGiven(**each) for each in given.pop("particulars"))
        completion = CompletionGiven(**given, materials=materials, particulars=particulars)
        return {"version": version, "received_on": received_on, "completion": completion}


class EntrustmentCompletion(EntrustmentAct):
    """Recording what completes an entrustment."""

    needs: ClassVar[Any] = {"POST": "cases:complete"}
    verb = staticmethod(completing.complete)

    @extend_schema(
        summary=_("Record what completes an entrustment"),
        tags=["entrustments"],
        request=CompletionSerializer,
        responses={200: EntrustmentWithFindingsSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:  # type: ignore[override]  # names one entrustment
        """Record it; one that was awaited waits for the decision again."""
        return self.carried_out(request, pk, CompletionSerializer(data=request.data))
