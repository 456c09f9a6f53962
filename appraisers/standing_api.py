"""Restrictions and renewals of appraisers for programs: read as on the page, changed by the same verbs."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from appraisers.actions import renewing, restricting
from appraisers.models import Appraiser, CertificateRenewal
from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import StrictSerializer
from institutions.actions.restricting import Bar
from institutions.barring import of_person
from institutions.renewing import holds
from institutions.standing.api import (
    RenewalDecisionGiven,
    RenewalGiven,
    RenewalSerializer,
    RestrictionGiven,
    RestrictionSerializer,
)


class AppraiserStandingSerializer(serializers.Serializer[Appraiser]):
    """Whether an appraiser's certificate holds today, what bars him, and his applications for renewal."""

    id = serializers.UUIDField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))
    holds = serializers.SerializerMethodField(help_text=_("Whether the certificate holds today."))
    certificate_until = serializers.DateField(read_only=True)
    renewal_pending_since = serializers.DateField(read_only=True, allow_null=True)
    restrictions = serializers.SerializerMethodField()
    renewals = RenewalSerializer(many=True, read_only=True)

    def get_holds(self, row: Appraiser) -> bool:
        """A timely renewal that is undecided included."""
        return holds(row.certificate_from, row.certificate_until, row.renewal_pending_since, timezone.localdate())

    @extend_schema_field(RestrictionSerializer(many=True))
    def get_restrictions(self, row: Appraiser) -> Any:
        """Those of the person."""
        return RestrictionSerializer(list(of_person(row.person_id)), many=True).data


class AppraiserStanding(Listed):
    """The standing of an appraiser within the scope of the posting."""

    list_code = "appraisers"
    needs: ClassVar[Any] = {"GET": "appraisers:read"}
    serializer_class = AppraiserStandingSerializer
    given: ClassVar[type[StrictSerializer]] = StrictSerializer

    @extend_schema(
        summary=_("Read the standing of an appraiser"), tags=["standing"], responses=AppraiserStandingSerializer
    )
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer restrictions and renewals."""
        return Response(AppraiserStandingSerializer(self.seen(request, pk)).data)

    def seen(self, request: Request, pk: UUID) -> Appraiser:
        """Return an appraiser; one outside the scope is absent."""
        rows = Appraiser.objects.visible_to(request.actor).prefetch_related("renewals")  # type: ignore[attr-defined]
        row: Appraiser = get_object_or_404(rows, pk=pk)
        return row

    def carried_out(self, request: Request, appraiser: UUID, act: Callable[[dict[str, Any]], Any]) -> Response:
        """Do it once for a key, and answer the standing of the appraiser as it is then."""
        sent = type(self).given(data=request.data)
        sent.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            act(dict(sent.validated_data))
            return 200, AppraiserStandingSerializer(self.seen(request, appraiser)).data

        return carried_out_once(request, deed)


class AppraiserRestrictions(AppraiserStanding):
    """Restricting an appraiser; it is lifted at the address of restrictions."""

    needs: ClassVar[Any] = {"POST": "institutions:restrict"}
    given = RestrictionGiven

    @extend_schema(
        summary=_("Restrict an appraiser"), tags=["standing"], request=RestrictionGiven,
        responses={200: AppraiserStandingSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Restrict him."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        key = self.seen(request, pk).pk
        return self.carried_out(
            request, key, lambda said: restricting.restrict_appraiser(key, by=actor, bar=Bar(**said))
        )


class CertificateRenewals(AppraiserStanding):
    """Recording that renewal of a certificate was asked for."""

    needs: ClassVar[Any] = {"POST": "institutions:renew"}
    given = RenewalGiven

    @extend_schema(
        summary=_("Record an application for renewal of a certificate"), tags=["standing"], request=RenewalGiven,
        responses={200: AppraiserStandingSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it, if the appraiser is still what was read."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        key = self.seen(request, pk).pk
        return self.carried_out(request, key, lambda said: renewing.record_certificate_renewal(key, by=actor, **said))


class CertificateRenewalDecision(AppraiserStanding):
    """Deciding about the renewal of a certificate."""

    needs: ClassVar[Any] = {"POST": "institutions:decide_renewal"}
    given = RenewalDecisionGiven

    @extend_schema(
        summary=_("Decide about the renewal of a certificate"), tags=["standing"], request=RenewalDecisionGiven,
        responses={200: AppraiserStandingSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Decide, if the application is still what was read."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        row = get_object_or_404(CertificateRenewal.objects.visible_to(actor), pk=pk)
        return self.carried_out(
            request, row.appraiser_id, lambda said: renewing.decide_certificate_renewal(pk, by=actor, **said)
        )
