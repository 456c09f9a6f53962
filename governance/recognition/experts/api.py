"""Experts and their draws for programs: read, and moved by the verbs of the pages."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from appraisers.models import Appraiser
from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import InstitutionInShortSerializer, ReasonSerializer, StrictSerializer
from governance.recognition.actions import appointing, nominating_outsiders
from governance.recognition.experts import serving
from governance.recognition.experts.states import ExpertState, Rank, SeatState, Verdict
from governance.recognition.models import Expert, ExpertSeat, Outsider

TAG = "experts"
VERSION: dict[str, Any] = {"min_value": 0, "max_value": 2**53}
RISES = _("Rises with every change.")


class OutsiderSerializer(serializers.Serializer[Outsider]):
    """Somebody from outside the profession; contact and identity number are sealed and never told to programs."""

    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(source="person.name", read_only=True)
    employer = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    field = serializers.CharField(read_only=True)


class ExpertSerializer(serializers.Serializer[Expert]):
    """An expert of one practice category: an appraiser of an institution, or somebody from outside the profession."""

    id = serializers.UUIDField(read_only=True)
    appraiser = serializers.UUIDField(source="appraiser_id", read_only=True, allow_null=True)
    outsider = OutsiderSerializer(read_only=True, allow_null=True)
    institution = InstitutionInShortSerializer(read_only=True, allow_null=True)
    practice_code = serializers.CharField(read_only=True)
    rank = serializers.ChoiceField(Rank.choices, read_only=True)
    state = serializers.ChoiceField(ExpertState.choices, read_only=True)
    grounds = serializers.CharField(read_only=True)
    nominated_on = serializers.DateField(read_only=True)
    decided_on = serializers.DateField(read_only=True, allow_null=True)
    decision_reason = serializers.CharField(read_only=True)
    valid_from = serializers.DateField(read_only=True, allow_null=True)
    valid_until = serializers.DateField(read_only=True, allow_null=True)
    is_available = serializers.BooleanField(read_only=True)
    availability_note = serializers.CharField(read_only=True)
    ended_on = serializers.DateField(read_only=True, allow_null=True)
    end_reason = serializers.CharField(read_only=True)
    city_code = serializers.CharField(read_only=True)
    county_code = serializers.CharField(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=RISES)


class ExpertCallSerializer(serializers.Serializer[ExpertSeat]):
    """One draw in which an expert was drawn."""

    number = serializers.CharField(source="draw.full_number", read_only=True)
    matter = serializers.CharField(source="draw.matter", read_only=True)
    institution = InstitutionInShortSerializer(source="draw.institution", read_only=True)
    organ = serializers.CharField(source="draw.organ.name", read_only=True)
    drawn_on = serializers.DateField(source="draw.drawn_on", read_only=True, allow_null=True)
    state = serializers.ChoiceField(SeatState.choices, read_only=True)
    mark = serializers.CharField(read_only=True)
    reason = serializers.SerializerMethodField(help_text=_("Told to the expert himself only."))
    note = serializers.SerializerMethodField(help_text=_("Told to the expert himself only."))

    @extend_schema_field(serializers.CharField())
    def get_reason(self, row: ExpertSeat) -> str:
        """Why he was replaced."""
        return row.reason if self.context["himself"] else ""

    @extend_schema_field(serializers.CharField())
    def get_note(self, row: ExpertSeat) -> str:
        """What was found of his work, in words."""
        return row.note if self.context["himself"] else ""


class ExpertInFullSerializer(ExpertSerializer):
    """An expert with the draws in which he was drawn, as far as the posting may know them."""

    calls = serializers.SerializerMethodField()

    @extend_schema_field(ExpertCallSerializer(many=True))
    def get_calls(self, row: Expert) -> Any:
        """Every call to the expert himself; the evaluated ones to who sees draws."""
        actor = self.context["actor"]
        seats: Any = serving.seats_seen(row, actor)
        return ExpertCallSerializer(seats, many=True, context={"himself": serving.is_himself(row, actor)}).data


class ExpertNominationSerializer(StrictSerializer):
    """Who is nominated, for which category, as what, and why."""

    practice_code = serializers.CharField(max_length=16)
    rank = serializers.ChoiceField(Rank.choices)
    grounds = serializers.CharField(allow_blank=True)


class OutsideNominationSerializer(ExpertNominationSerializer):
    """Who is nominated from outside the profession, for which category, as what, and why."""

    name = serializers.CharField(allow_blank=True)
    identity_number = serializers.CharField(allow_blank=True, default="")
    employer = serializers.CharField(allow_blank=True)
    title = serializers.CharField(allow_blank=True, default="")
    field = serializers.CharField(allow_blank=True)
    contact = serializers.CharField(allow_blank=True, default="")
    city_code = serializers.CharField(max_length=6)


class ExpertEmploymentSerializer(ReasonSerializer):
    """Where an expert from outside works now; without a contact that on file stays."""

    employer = serializers.CharField(allow_blank=True)
    title = serializers.CharField(allow_blank=True, default="")
    field = serializers.CharField(allow_blank=True)
    contact = serializers.CharField(allow_blank=True, default="")


class ExpertAppointmentSerializer(StrictSerializer):
    """What the province decides."""

    version = serializers.IntegerField(**VERSION)
    result = serializers.ChoiceField(Verdict.choices)
    reason = serializers.CharField(allow_blank=True, default="")


class ExpertAvailabilitySerializer(StrictSerializer):
    """Whether an expert can be used."""

    version = serializers.IntegerField(**VERSION)
    available = serializers.BooleanField()
    reason = serializers.CharField(allow_blank=True, default="")


class _Experts(Listed):
    """Experts within the scope of the posting."""

    list_code = "experts"
    serializer_class = ExpertSerializer

    def moved(self, request: Request, pk: UUID, sent: StrictSerializer, verb: Callable[..., Any]) -> Response:
        """Do it to an expert, once for a key, and answer him as he is then; one out of scope is absent."""
        actor: Any = request.actor  # type: ignore[attr-defined]
        key = get_object_or_404(Expert.objects.visible_to(actor), pk=pk).pk
        sent.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            verb(key, by=actor, **sent.validated_data)
            return 200, ExpertSerializer(Expert.objects.visible_to(actor).for_list().get(pk=key)).data

        return carried_out_once(request, act)


@method_decorator(extend_schema(summary=_("List experts"), tags=[TAG]), "list")
class Experts(_Experts):
    """Experts: list and one of them, and nominating somebody from outside the profession."""

    needs: ClassVar[Any] = {"GET": "experts:read", "POST": "experts:nominate_outside"}

    @extend_schema(summary=_("Read an expert"), tags=[TAG], responses=ExpertInFullSerializer)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer him; one outside the scope is absent."""
        actor: Any = request.actor  # type: ignore[attr-defined]
        row = get_object_or_404(Expert.objects.visible_to(actor).for_list(), pk=pk)
        return Response(ExpertInFullSerializer(row, context={"actor": actor}).data)

    @extend_schema(
        summary=_("Nominate an expert from outside the profession"), tags=[TAG], request=OutsideNominationSerializer,
        responses={201: ExpertSerializer},
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        """Nominate somebody who holds no certificate."""
        actor: Any = request.actor  # type: ignore[attr-defined]
        sent = OutsideNominationSerializer(data=request.data)
        sent.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            row = nominating_outsiders.nominate_outside(
                by=actor, **nominating_outsiders.outside_of(sent.validated_data)
            )
            return 201, ExpertSerializer(Expert.objects.visible_to(actor).for_list().get(pk=row.pk)).data

        return carried_out_once(request, act)


class ExpertEmployment(_Experts):
    """Recording where an expert from outside works."""

    needs: ClassVar[Any] = {"POST": "experts:employment"}

    @extend_schema(
        summary=_("Record where an expert from outside works"), tags=[TAG], request=ExpertEmploymentSerializer,
        responses={200: ExpertSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it, if the expert is still what was read."""
        return self.moved(
            request, pk, ExpertEmploymentSerializer(data=request.data), nominating_outsiders.record_employment
        )


class ExpertNomination(_Experts):
    """Nominating an appraiser."""

    needs: ClassVar[Any] = {"POST": "experts:nominate"}

    @extend_schema(
        summary=_("Nominate an expert"),
        tags=[TAG],
        request=ExpertNominationSerializer,
        responses={201: ExpertSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Nominate the appraiser of the address."""
        actor: Any = request.actor  # type: ignore[attr-defined]
        key = get_object_or_404(Appraiser.objects.visible_to(actor), pk=pk).pk
        sent = ExpertNominationSerializer(data=request.data)
        sent.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            row = appointing.nominate(key, by=actor, **sent.validated_data)
            return 201, ExpertSerializer(Expert.objects.visible_to(actor).for_list().get(pk=row.pk)).data

        return carried_out_once(request, act)


class ExpertAppointment(_Experts):
    """Deciding about a nomination."""

    needs: ClassVar[Any] = {"POST": "experts:appoint"}

    @extend_schema(
        summary=_("Appoint a nominated expert, or decline"), tags=[TAG], request=ExpertAppointmentSerializer,
        responses={200: ExpertSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Decide, if the expert is still what was read."""
        return self.moved(request, pk, ExpertAppointmentSerializer(data=request.data), appointing.appoint)


class ExpertAvailability(_Experts):
    """Saying whether an expert is available."""

    needs: ClassVar[Any] = {"POST": "experts:availability"}

    @extend_schema(
        summary=_("Say whether an expert is available"), tags=[TAG], request=ExpertAvailabilitySerializer,
        responses={200: ExpertSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Say it, if the expert is still what was read."""
        return self.moved(request, pk, ExpertAvailabilitySerializer(data=request.data), appointing.set_availability)


class ExpertEnd(_Experts):
    """Ending a term."""

    needs: ClassVar[Any] = {"POST": "experts:end"}

    @extend_schema(
        summary=_("End the term of an expert"), tags=[TAG], request=ReasonSerializer, responses={200: ExpertSerializer}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """End it, if the expert is still what was read."""
        return self.moved(request, pk, ReasonSerializer(data=request.data), appointing.end)
