"""Reports for programs: read with all their figures, and ordered by the verb of the page."""

from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import StrictSerializer
from governance.reporting.actions.ordering import order
from governance.reporting.models import Report
from governance.reporting.states import ReportKind, ReportState

TAG = "reports"


class ReportSerializer(serializers.Serializer[Report]):
    """A report of figures, frozen."""

    id = serializers.UUIDField(read_only=True)
    kind = serializers.ChoiceField(ReportKind.choices, read_only=True)
    city_code = serializers.CharField(read_only=True, help_text=_("Empty for the whole province."))
    county_code = serializers.CharField(read_only=True)
    circle = serializers.CharField(read_only=True, help_text=_("The key of an economic circle, or empty."))
    institution = serializers.UUIDField(source="institution_id", read_only=True, allow_null=True)
    period = serializers.CharField(read_only=True)
    first_day = serializers.DateField(read_only=True)
    last_day = serializers.DateField(read_only=True)
    report_version = serializers.IntegerField(source="version", read_only=True, help_text=_("1, 2, … of one period."))
    state = serializers.ChoiceField(ReportState.choices, read_only=True)
    reason = serializers.CharField(read_only=True)
    ordered_on = serializers.DateField(read_only=True)
    data_time = serializers.DateTimeField(read_only=True, allow_null=True)
    digest = serializers.CharField(read_only=True, help_text=_("SHA-256 of the contents; empty until it is written."))
    changed = serializers.IntegerField(
        read_only=True, allow_null=True, help_text=_("Values that are other ones than in the version before.")
    )
    pdf_sha256 = serializers.CharField(source="pdf.sha256", read_only=True, default="")
    xlsx_sha256 = serializers.CharField(source="xlsx.sha256", read_only=True, default="")
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class ReportWithContentsSerializer(ReportSerializer):
    """One report with everything that it prints, as plain data; its canonical form has the digest."""

    contents = serializers.JSONField(read_only=True)


class OrderSerializer(StrictSerializer):
    """Of which area and period a report is ordered, and why."""

    area = serializers.CharField(
        max_length=36,
        help_text=_(
            "A code of the table of divisions, or the key of an economic circle or institution: 370000, 370102."
        ),
    )
    period = serializers.CharField(max_length=7, help_text=_("2025 or 2026-07."))
    reason = serializers.CharField(max_length=2_000)


@method_decorator(extend_schema(summary=_("List the reports"), tags=[TAG]), "list")
@method_decorator(
    extend_schema(summary=_("Read a report"), tags=[TAG], responses=ReportWithContentsSerializer), "retrieve"
)
class Reports(Listed):
    """Reports as the posting sees them."""

    list_code = "reports"
    serializer_class = ReportSerializer
    needs: ClassVar[Any] = {"GET": "reports:read", "POST": "reports:order"}

    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer one report with its contents."""
        return Response(ReportWithContentsSerializer(self._seen(request, pk)).data)

    @extend_schema(summary=_("Order a report"), tags=[TAG], request=OrderSerializer, responses={201: ReportSerializer})
    def create(self, request: Request) -> Response:
        """Order a report; it is written after the answer."""
        given = OrderSerializer(data=request.data)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            row = order(**given.validated_data, by=request.actor)  # type: ignore[attr-defined]  # set by the kit
            return 201, ReportSerializer(self._seen(request, row.pk)).data

        return carried_out_once(request, act)

    def _seen(self, request: Request, pk: UUID) -> Report:
        """Return one report; one outside the scope is absent."""
        rows = Report.objects.visible_to(request.actor)  # type: ignore[attr-defined]  # set by the kit
        return get_object_or_404(rows.select_related("pdf", "xlsx"), pk=pk)
