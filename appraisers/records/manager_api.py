"""Quality managers for programs: read as on the page, changed by the same verbs."""

from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from appraisers.actions import managing_quality
from appraisers.models import QualityManager
from appraisers.records.api import LINE
from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import ReasonSerializer, StrictSerializer
from institutions.models import Institution


class QualityManagerSerializer(serializers.Serializer[QualityManager]):
    """One time of an appraiser as quality manager of a practice category."""

    id = serializers.UUIDField(read_only=True)
    practice_code = serializers.CharField(read_only=True)
    appraiser = serializers.UUIDField(source="appraiser_id", read_only=True)
    valid_from = serializers.DateField(read_only=True)
    valid_until = serializers.DateField(read_only=True, allow_null=True)
    document_number = serializers.CharField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class QualityManagersSerializer(serializers.Serializer[Institution]):
    """The quality managers of an institution."""

    id = serializers.UUIDField(source="organisation_id", read_only=True)
    quality_managers = QualityManagerSerializer(many=True, read_only=True)


class QualityManagerGiven(StrictSerializer):
    """Who becomes quality manager of which practice category."""

    practice_code = serializers.CharField(max_length=LINE)
    appraiser = serializers.UUIDField()
    valid_from = serializers.DateField()
    document_number = serializers.CharField(max_length=LINE, allow_blank=True)


class QualityManagers(Listed):
    """The quality managers of an institution within the scope of the posting."""

    list_code = "institutions"
    needs: ClassVar[Any] = {"GET": "appraisers:read", "POST": "appraisers:quality_managers"}
    serializer_class = QualityManagersSerializer

    @extend_schema(
        summary=_("Read the quality managers of an institution"), tags=["appraisers"],
        responses=QualityManagersSerializer,
    )  # fmt: skip
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer those of every category and time."""
        return Response(QualityManagersSerializer(self.seen(request, pk)).data)

    def seen(self, request: Request, pk: UUID) -> Institution:
        """Return an institution; one outside the scope is absent."""
        rows = Institution.objects.visible_to(request.actor)  # type: ignore[attr-defined]
        row: Institution = get_object_or_404(rows.prefetch_related("quality_managers"), pk=pk)
        return row

    @extend_schema(
        summary=_("Appoint a quality manager"), tags=["appraisers"], request=QualityManagerGiven,
        responses={200: QualityManagersSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Appoint him, and answer the quality managers as they are then."""
        key, given = self.seen(request, pk).pk, QualityManagerGiven(data=request.data)
        given.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
            managing_quality.appoint(key, by=actor, **given.validated_data)
            return 200, dict(QualityManagersSerializer(self.seen(request, key)).data)

        return carried_out_once(request, deed)


class QualityManagerEndGiven(ReasonSerializer):
    """The last day of a quality manager, and why."""

    valid_until = serializers.DateField()


class QualityManagerEnd(QualityManagers):
    """Ending the time of a quality manager."""

    needs: ClassVar[Any] = {"POST": "appraisers:quality_managers"}

    @extend_schema(
        summary=_("End the time of a quality manager"), tags=["appraisers"], request=QualityManagerEndGiven,
        responses={200: QualityManagersSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record the last day, if it is still what was read."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        row = get_object_or_404(QualityManager.objects.visible_to(actor), pk=pk)
        given = QualityManagerEndGiven(data=request.data)
        given.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            managing_quality.dismiss(pk, by=actor, **given.validated_data)
            return 200, dict(QualityManagersSerializer(self.seen(request, row.institution_id)).data)

        return carried_out_once(request, deed)
