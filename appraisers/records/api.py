"""Records about appraisers for programs: read as on the pages, changed by the same verbs."""

from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from appraisers.actions import keeping_records
from appraisers.models import Appraiser, Assistant, Practice, Training
from appraisers.records.rules import cover_of, years_of
from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import ReasonSerializer, StrictSerializer
from institutions.models import Institution, InsurancePolicy

LINE = 400


class TrainingSerializer(serializers.Serializer[Training]):
    """Hours of continuing education."""

    id = serializers.UUIDField(read_only=True)
    title = serializers.CharField(read_only=True)
    organiser = serializers.CharField(read_only=True)
    ended_on = serializers.DateField(read_only=True)
    hours = serializers.IntegerField(read_only=True)
    document_number = serializers.CharField(read_only=True)
    withdrawn_on = serializers.DateField(read_only=True, allow_null=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class PracticeSerializer(serializers.Serializer[Practice]):
    """One time at one institution."""

    institution = serializers.UUIDField(source="institution_id", read_only=True)
    valid_from = serializers.DateField(read_only=True)
    valid_until = serializers.DateField(read_only=True, allow_null=True)


class YearSerializer(serializers.Serializer[Any]):
    """The hours of one year, and how many are missing to what is asked for."""

    year = serializers.IntegerField(read_only=True)
    hours = serializers.IntegerField(read_only=True)
    missing = serializers.IntegerField(read_only=True)


class CoverSerializer(serializers.Serializer[InsurancePolicy]):
    """A policy that covers the practice of an appraiser."""

    insurer = serializers.CharField(read_only=True)
    policy_number = serializers.CharField(read_only=True)
    cover = serializers.IntegerField(read_only=True, help_text=_("In whole yuan."))
    valid_from = serializers.DateField(read_only=True)
    valid_until = serializers.DateField(read_only=True)


class RecordsSerializer(serializers.Serializer[Appraiser]):
    """What is on record about an appraiser besides the certificate."""

    id = serializers.UUIDField(read_only=True)
    years = serializers.SerializerMethodField()
    trainings = TrainingSerializer(many=True, read_only=True)
    practices = PracticeSerializer(many=True, read_only=True)
    policies = serializers.SerializerMethodField(help_text=_("Those of the institution that hold today."))

    @extend_schema_field(CoverSerializer(many=True))
    def get_policies(self, row: Appraiser) -> Any:
        """The insurance that covers his practice, as the page shows it."""
        rows: Any = list(cover_of(row, timezone.localdate()))
        return CoverSerializer(rows, many=True).data

    @extend_schema_field(YearSerializer(many=True))
    def get_years(self, row: Appraiser) -> Any:
        """Hours by year, this year first."""
        return YearSerializer(years_of(row.trainings.all(), timezone.localdate()), many=True).data


class AssistantSerializer(serializers.Serializer[Assistant]):
    """An assistant with his mentor."""

    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(source="person.name", read_only=True)
    mentor = serializers.UUIDField(source="mentor_id", read_only=True)
    valid_from = serializers.DateField(read_only=True)
    valid_until = serializers.DateField(read_only=True, allow_null=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class AssistantsSerializer(serializers.Serializer[Institution]):
    """The assistants of an institution."""

    id = serializers.UUIDField(source="organisation_id", read_only=True)
    assistants = AssistantSerializer(many=True, read_only=True)


class TrainingGiven(StrictSerializer):
    """Hours of continuing education."""

    title = serializers.CharField(max_length=LINE, allow_blank=True)
    organiser = serializers.CharField(max_length=LINE, allow_blank=True)
    ended_on = serializers.DateField()
    hours = serializers.IntegerField(min_value=-(2**31), max_value=2**31)
    document_number = serializers.CharField(max_length=LINE, allow_blank=True, default="")


class Records(Listed):
    """The records about an appraiser within the scope of the posting."""

    list_code = "appraisers"
    needs: ClassVar[Any] = {"GET": "appraisers:read", "POST": "appraisers:train"}
    serializer_class = RecordsSerializer

    @extend_schema(summary=_("Read the records about an appraiser"), tags=["appraisers"], responses=RecordsSerializer)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer training by year and the institutions practised at."""
        return Response(RecordsSerializer(self.seen(request, pk)).data)

    def seen(self, request: Request, pk: UUID) -> Appraiser:
        """Return an appraiser; one outside the scope is absent."""
        rows = Appraiser.objects.visible_to(request.actor)  # type: ignore[attr-defined]
        row: Appraiser = get_object_or_404(rows.prefetch_related("trainings", "practices"), pk=pk)
        return row

    @extend_schema(
        summary=_("Enter training"), tags=["appraisers"], request=TrainingGiven, responses={200: RecordsSerializer}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Enter it, and answer the records as they are then."""
        key, given = self.seen(request, pk).pk, TrainingGiven(data=request.data)
        given.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
            keeping_records.enter_training(key, by=actor, **given.validated_data)
            return 200, dict(RecordsSerializer(self.seen(request, key)).data)

        return carried_out_once(request, deed)


class TrainingWithdrawal(Records):
    """Withdrawing an entry of training."""

    needs: ClassVar[Any] = {"POST": "appraisers:train"}

    @extend_schema(
        summary=_("Withdraw an entry of training"), tags=["appraisers"], request=ReasonSerializer,
        responses={200: RecordsSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Withdraw it, if it is still what was read."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        made = get_object_or_404(Training.objects.visible_to(actor), pk=pk)
        given = ReasonSerializer(data=request.data)
        given.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            keeping_records.withdraw_training(pk, by=actor, **given.validated_data)
            return 200, dict(RecordsSerializer(self.seen(request, made.appraiser_id)).data)

        return carried_out_once(request, deed)


class AssistantGiven(StrictSerializer):
    """Who assists, and whose assistant he is."""

    name = serializers.CharField(max_length=LINE, allow_blank=True)
    mentor = serializers.UUIDField()
    valid_from = serializers.DateField()


class Assistants(Listed):
    """The assistants of an institution within the scope of the posting."""

    list_code = "institutions"
    needs: ClassVar[Any] = {"GET": "appraisers:read", "POST": "appraisers:assist"}
    serializer_class = AssistantsSerializer

    @extend_schema(
        summary=_("Read the assistants of an institution"), tags=["appraisers"], responses=AssistantsSerializer
    )
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer them with their mentors."""
        return Response(AssistantsSerializer(self.seen(request, pk)).data)

    def seen(self, request: Request, pk: UUID) -> Institution:
        """Return an institution; one outside the scope is absent."""
        rows = Institution.objects.visible_to(request.actor)  # type: ignore[attr-defined]
        row: Institution = get_object_or_404(rows.prefetch_related("assistants__person"), pk=pk)
        return row

    @extend_schema(
        summary=_("Engage an assistant"), tags=["appraisers"], request=AssistantGiven,
        responses={200: AssistantsSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Engage him, and answer the assistants as they are then."""
        key, given = self.seen(request, pk).pk, AssistantGiven(data=request.data)
        given.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
            keeping_records.engage(key, by=actor, **given.validated_data)
            return 200, dict(AssistantsSerializer(self.seen(request, key)).data)

        return carried_out_once(request, deed)


class AssistantEndGiven(ReasonSerializer):
    """The last day of an assistant, and why."""

    valid_until = serializers.DateField()


class AssistantEnd(Assistants):
    """Ending the time of an assistant."""

    needs: ClassVar[Any] = {"POST": "appraisers:assist"}

    @extend_schema(
        summary=_("Record that an assistant leaves"), tags=["appraisers"], request=AssistantEndGiven,
        responses={200: AssistantsSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record the last day, if it is still what was read."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        row = get_object_or_404(Assistant.objects.visible_to(actor), pk=pk)
        given = AssistantEndGiven(data=request.data)
        given.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            keeping_records.end_assistant(pk, by=actor, **given.validated_data)
            return 200, dict(AssistantsSerializer(self.seen(request, row.institution_id)).data)

        return carried_out_once(request, deed)
