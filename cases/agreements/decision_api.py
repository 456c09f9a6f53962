"""The agreed time for a decision about acceptance, for programs."""

from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import agreeing_decisions
from cases.conduct.api import VERSION
from cases.entrustments.api import EntrustmentAct, EntrustmentWithFindingsSerializer
from cases.models import AgreedDecision
from foundation.exchange.api.serializers import StrictSerializer


@extend_schema_field(serializers.ChoiceField(AgreedDecision.Nature.choices, allow_blank=True))
class NatureGiven(serializers.CharField):
    """A code of the kind of matter; described with its choices, judged by the verb."""


class DecisionTimeGiven(StrictSerializer):
    """How many working days were agreed, for what, and when."""

    version = serializers.IntegerField(**VERSION)
    days = serializers.IntegerField(
        min_value=-(2**15), max_value=2**15 - 1, help_text=_("Working days from the receipt.")
    )
    nature = NatureGiven(allow_blank=True, help_text=_("What kind of matter it is"))
    agreed_on = serializers.DateField()
    reason = serializers.CharField(allow_blank=True)


class EntrustmentDecisionTime(EntrustmentAct):
    """Agreeing on the time for the decision."""

    needs: ClassVar[Any] = {"POST": "cases:agree_decision"}
    verb = staticmethod(agreeing_decisions.agree)

    @extend_schema(
        summary=_("Record an agreed longer time for the decision"), tags=["entrustments"], request=DecisionTimeGiven,
        responses={200: EntrustmentWithFindingsSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:  # type: ignore[override]  # names one entrustment
        """Record it, if the entrustment is still what was read."""
        return self.carried_out(request, pk, DecisionTimeGiven(data=request.data))
