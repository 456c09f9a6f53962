"""Barring the head of an institution whose licence was revoked, for programs."""

from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.exchange.api.serializers import StrictSerializer
from institutions.actions.barring_heads import given_of, restrict_head
from institutions.standing.api import LINE, REASON, OnInstitution, StandingSerializer


class HeadRestrictionGiven(StrictSerializer):
    """Who headed the institution, and the decision that revoked its licence."""

    name = serializers.CharField(max_length=LINE)
    identity_number = serializers.CharField(max_length=LINE, help_text=_("Kept sealed and never answered."))
    valid_from = serializers.DateField(help_text=_("The day of the decision; it bars for three years."))
    document_number = serializers.CharField(max_length=LINE)
    reason = serializers.CharField(max_length=REASON)


class HeadRestrictions(OnInstitution):
    """Barring the head of an institution whose licence was revoked."""

    needs: ClassVar[Any] = {"POST": "institutions:restrict"}
    given = HeadRestrictionGiven

    @extend_schema(
        summary=_("Bar the head of an institution whose licence was revoked"), tags=["standing"],
        request=HeadRestrictionGiven, responses={200: StandingSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Bar the person for three years."""

        def restrict(key: UUID, *, by: Any, **said: Any) -> Any:
            return restrict_head(key, by=by, **given_of(said))

        return self.carried_out(request, pk, restrict)
