"""The time and the process record of cases for programs: the verbs of the pages, with the same answers."""

from typing import Any, ClassVar, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import extending, recording, supplementing
from cases.conduct.api import VERSION, CasesWithConduct, CaseWithConductSerializer, ConductAct
from cases.conduct.serializers import ProcessEntrySerializer
from cases.models import Supplement
from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.serializers import StrictSerializer

ENTRIES: Final = 200
"""Entries of the process record in one answer."""
NAMED: Final = 200


class AskSerializer(StrictSerializer):
    """Which materials are wanted, and from whom."""

    version = serializers.IntegerField(**VERSION)
    wanted = serializers.CharField(allow_blank=True)
    supplier = serializers.ChoiceField(Supplement.Supplier.choices)


class SupplementRequest(ConductAct):
    """Asking for a supplement, which pauses the time."""

    needs: ClassVar[Any] = {"POST": "cases:ask"}
    verb = staticmethod(supplementing.ask)

    @extend_schema(
        summary=_("Ask for a supplement of materials"),
        tags=["cases"],
        request=AskSerializer,
        responses={200: CaseWithConductSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Suspend the case until it has come."""
        return self.carried_out(request, pk, AskSerializer(data=request.data))


class ReceiptSerializer(StrictSerializer):
    """When the supplement came, and what it was."""

    version = serializers.IntegerField(**VERSION)
    received_on = serializers.DateField()
    received = serializers.CharField(allow_blank=True, default="")


class SupplementReceipt(ConductAct):
    """Recording that the supplement has come."""

    needs: ClassVar[Any] = {"POST": "cases:receive"}
    verb = staticmethod(supplementing.receive)

    @extend_schema(
        summary=_("Record that a supplement of materials has come"),
        tags=["cases"],
        request=ReceiptSerializer,
        responses={200: CaseWithConductSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Let the case go on."""
        return self.carried_out(request, pk, ReceiptSerializer(data=request.data))


class ExtensionRequestSerializer(StrictSerializer):
    """By how many working days, and why."""

    version = serializers.IntegerField(**VERSION)
    days = serializers.IntegerField(min_value=-(2**31), max_value=2**31)
    reason = serializers.CharField(allow_blank=True, max_length=2_000)


class ExtensionRequest(ConductAct):
    """Asking the head for an extension."""

    needs: ClassVar[Any] = {"POST": "cases:extend"}
    verb = staticmethod(extending.request)

    @extend_schema(
        summary=_("Ask the head for an extension"),
        tags=["cases"],
        request=ExtensionRequestSerializer,
        responses={200: CaseWithConductSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Put the request before the head."""
        return self.carried_out(request, pk, ExtensionRequestSerializer(data=request.data))


class ExtensionDecisionSerializer(StrictSerializer):
    """Approved or declined; the version is that of the extension."""

    version = serializers.IntegerField(**VERSION)
    approve = serializers.BooleanField()
    reason = serializers.CharField(allow_blank=True, default="", max_length=2_000)


class ExtensionDecision(ConductAct):
    """The head's decision about an extension."""

    needs: ClassVar[Any] = {"POST": "cases:decide_extension"}
    verb = staticmethod(extending.decide)

    @extend_schema(
        summary=_("Approve or decline an extension"),
        tags=["cases"],
        request=ExtensionDecisionSerializer,
        responses={200: CaseWithConductSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Decide about the request that waits."""
        return self.carried_out(request, pk, ExtensionDecisionSerializer(data=request.data))


class InformationSerializer(StrictSerializer):
    """When the client was informed; the version is that of the extension."""

    version = serializers.IntegerField(**VERSION)
    informed_on = serializers.DateField()


class ExtensionInformation(ConductAct):
    """Recording that the client was informed of an extension."""

    needs: ClassVar[Any] = {"POST": "cases:inform"}
    verb = staticmethod(extending.inform)

    @extend_schema(
        summary=_("Record that the client was informed of an extension"),
        tags=["cases"],
        request=InformationSerializer,
        responses={200: CaseWithConductSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Record the day."""
        return self.carried_out(request, pk, InformationSerializer(data=request.data))


class EntryGivenSerializer(StrictSerializer):
    """One entry of the process record."""

    kind = serializers.CharField(help_text=_("The code of a kind of the process record, such as GC-7."))
    happened_at = serializers.DateTimeField()
    text = serializers.CharField(allow_blank=True, write_only=True)
    counters = serializers.IntegerField(
        allow_null=True, default=None, min_value=1, max_value=2**31 - 1, help_text=_("The entry it corrects.")
    )
    instruments = serializers.ListField(
        child=serializers.UUIDField(), default=list, max_length=NAMED, help_text=_("Those that were used.")
    )
    methods = serializers.ListField(
        child=serializers.UUIDField(), default=list, max_length=NAMED, help_text=_("Those that were followed.")
    )


class BeforeSerializer(serializers.Serializer[Any]):
    """From where on the process record is read."""

    before = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=2**31 - 1,
        help_text=_("Only entries of a smaller number; take `next` of the last answer."),
    )


class ProcessRecordSerializer(serializers.Serializer[Any]):
    """A part of the process record of a case, the newest entries first."""

    total = serializers.IntegerField(help_text=_("How many entries the record has."))
    next = serializers.IntegerField(
        allow_null=True, help_text=_("What to send as `before` to read on; null at the end.")
    )
    results = ProcessEntrySerializer(many=True)


class CaseProcess(CasesWithConduct):
    """The process record of a case: its entries without their texts, and adding one."""

    needs: ClassVar[Any] = {"GET": "cases:read", "POST": "cases:record"}

    @extend_schema(
        summary=_("Read the process record of a case"),
        tags=["cases"],
        parameters=[BeforeSerializer],
        responses=ProcessRecordSerializer,
    )
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer the newest entries before a number, at most 200."""
        asked = BeforeSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        record = self.seen(request, pk).process
        rows = record.select_related("appraiser", "counters").prefetch_related("uses").order_by("-number")
        if "before" in asked.validated_data:
            rows = rows.filter(number__lt=asked.validated_data["before"])
        found = list(rows[: ENTRIES + 1])
        shown = found[:ENTRIES]
        answer = {
            "total": record.count(),
            "next": shown[-1].number if len(found) > ENTRIES else None,
            "results": shown,
        }
        return Response(ProcessRecordSerializer(answer).data)

    @extend_schema(
        summary=_("Add an entry to the process record of a case"),
        tags=["cases"],
        request=EntryGivenSerializer,
        responses={201: ProcessEntrySerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Add it; entries are never changed."""
        seen, given = self.seen(request, pk), EntryGivenSerializer(data=request.data)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
            entry = recording.record(seen.pk, by=actor, **given.validated_data)
            return 201, ProcessEntrySerializer(entry).data

        return carried_out_once(request, act)
