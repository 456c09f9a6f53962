"""Terminating an appraisal by programs: the verb of the page, with the same answers."""

from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import terminating
from cases.api import CaseAct, CaseSerializer
from foundation.exchange.api.serializers import ReasonSerializer


class TerminationSerializer(ReasonSerializer):
    """On which legal ground an appraisal is terminated, why, from when, and until when materials are returned."""

    ground = serializers.CharField(help_text=_("The code of a ground of the statutory list, such as TZ29-4."))
    terminated_on = serializers.DateField(help_text=_("The day of the decision; the time limit stops there."))
    return_until = serializers.DateField(
        help_text=_("The last day on which the client settles the fee and fetches the materials.")
    )


class CaseTermination(CaseAct):
    """Terminating an appraisal."""

    needs: ClassVar[Any] = {"POST": "cases:terminate"}
    verb = staticmethod(terminating.terminate)

    @extend_schema(
        summary=_("Terminate an appraisal on a legal ground"),
        tags=["cases"],
        request=TerminationSerializer,
        responses={200: CaseSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Terminate it, if it is still what was read."""
        return self.carried_out(request, pk, TerminationSerializer(data=request.data))
