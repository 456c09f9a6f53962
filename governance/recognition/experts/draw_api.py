"""Draws of experts for programs: read, and moved by the verbs of the pages."""

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

from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import InstitutionInShortSerializer, ReasonSerializer, StrictSerializer
from governance.recognition.actions import drawing_experts as drawing
from governance.recognition.experts import gate
from governance.recognition.experts.api import RISES, TAG, VERSION
from governance.recognition.experts.states import DrawState, Mark, SeatState
from governance.recognition.models import ExpertDraw, ExpertSeat
from institutions.models import Institution


class ExpertSeatSerializer(serializers.Serializer[ExpertSeat]):
    """One expert who was drawn."""

    place = serializers.IntegerField(read_only=True)
    expert = serializers.UUIDField(source="expert_id", read_only=True)
    state = serializers.ChoiceField(SeatState.choices, read_only=True)
    reason = serializers.CharField(read_only=True)
    mark = serializers.CharField(read_only=True)
    note = serializers.CharField(read_only=True)


class ExpertDrawSerializer(serializers.Serializer[ExpertDraw]):
    """A draw of experts about one institution."""

    id = serializers.UUIDField(read_only=True)
    number = serializers.CharField(source="full_number", read_only=True)
    matter = serializers.CharField(read_only=True)
    institution = InstitutionInShortSerializer(read_only=True)
    practice_code = serializers.CharField(read_only=True)
    size = serializers.IntegerField(read_only=True)
    state = serializers.ChoiceField(DrawState.choices, read_only=True)
    commitment = serializers.CharField(read_only=True)
    seed_source = serializers.CharField(read_only=True)
    seed_on = serializers.DateField(read_only=True)
    seed_value = serializers.CharField(read_only=True)
    seed = serializers.CharField(read_only=True)
    opened_on = serializers.DateField(read_only=True)
    drawn_on = serializers.DateField(read_only=True, allow_null=True)
    closed_on = serializers.DateField(read_only=True, allow_null=True)
    city_code = serializers.CharField(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=RISES)


class ExpertDrawInFullSerializer(ExpertDrawSerializer):
    """A draw with who was drawn and its proof bundle."""

    seats = serializers.SerializerMethodField()
    proof = serializers.SerializerMethodField(help_text=_("The bundle that `python -m foundation.draws` repeats."))

    @extend_schema_field(ExpertSeatSerializer(many=True))
    def get_seats(self, row: ExpertDraw) -> Any:
        """Who was drawn, in the order of the draw."""
        rows: Any = list(row.seats.all())
        return ExpertSeatSerializer(rows, many=True).data

    @extend_schema_field(serializers.JSONField())
    def get_proof(self, row: ExpertDraw) -> Any:
        """Plan, lists, public value and result."""
        return drawing.proof_of(row, opened=True)


class ExpertDrawOpeningSerializer(StrictSerializer):
    """What experts are drawn for, and the public value fixed in advance."""

    matter = serializers.CharField(allow_blank=True)
    practice_code = serializers.CharField(max_length=16)
    size = serializers.IntegerField()
    seed_source = serializers.CharField(allow_blank=True)
    seed_on = serializers.DateField()


class ExpertDrawValueSerializer(StrictSerializer):
    """The public value as it was announced."""

    version = serializers.IntegerField(**VERSION)
    value = serializers.CharField(allow_blank=True)


class ExpertReplacementSerializer(ReasonSerializer):
    """Who is replaced and why."""

    place = serializers.IntegerField(min_value=1, max_value=99)


class ExpertMarkSerializer(StrictSerializer):
    """What the organ found of one expert."""

    place = serializers.IntegerField(min_value=1, max_value=99)
    mark = serializers.ChoiceField(Mark.choices, allow_blank=True)
    note = serializers.CharField(allow_blank=True, default="")


class ExpertEvaluationSerializer(StrictSerializer):
    """A mark for each expert at work."""

    version = serializers.IntegerField(**VERSION)
    marks = ExpertMarkSerializer(many=True)


class _Draws(Listed):
    """Draws within the scope of the posting."""

    list_code = "expert_draws"
    serializer_class = ExpertDrawSerializer

    def seen(self, request: Request, pk: UUID) -> ExpertDraw:
        """Return one draw; one outside the scope is absent."""
        row: ExpertDraw = get_object_or_404(
            ExpertDraw.objects.visible_to(request.actor).for_list(),  # type: ignore[attr-defined]
            pk=pk,
        )
        return row

    def moved(self, request: Request, pk: UUID, sent: StrictSerializer, verb: Callable[..., Any]) -> Response:
        """Do it to a draw, once for a key, and answer it as it is then."""
        key = self.seen(request, pk).pk
        sent.is_valid(raise_exception=True)
        given: dict[str, Any] = dict(sent.validated_data)
        if "marks" in given:
            marks = given.pop("marks")
            given["given"] = {str(each["place"]): gate.Evaluated(each["mark"], each["note"]) for each in marks}

        def act() -> tuple[int, dict[str, Any]]:
            verb(key, by=request.actor, **given)  # type: ignore[attr-defined]
            return 200, ExpertDrawInFullSerializer(self.seen(request, key)).data

        return carried_out_once(request, act)


@method_decorator(extend_schema(summary=_("List draws of experts"), tags=[TAG]), "list")
class ExpertDraws(_Draws):
    """Draws of experts: list, and one of them with its proof."""

    needs: ClassVar[Any] = {"GET": "expert_draws:read"}

    @extend_schema(summary=_("Read a draw of experts"), tags=[TAG], responses=ExpertDrawInFullSerializer)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer one draw with its proof."""
        return Response(ExpertDrawInFullSerializer(self.seen(request, pk)).data)


class ExpertDrawOpening(_Draws):
    """Promising a draw about an institution."""

    needs: ClassVar[Any] = {"POST": "expert_draws:open"}

    @extend_schema(
        summary=_("Promise a draw of experts"), tags=[TAG], request=ExpertDrawOpeningSerializer,
        responses={201: ExpertDrawInFullSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Freeze the pool and promise the draw about the institution of the address."""
        actor: Any = request.actor  # type: ignore[attr-defined]
        key = get_object_or_404(Institution.objects.visible_to(actor), pk=pk).pk
        sent = ExpertDrawOpeningSerializer(data=request.data)
        sent.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            row = drawing.open_draw(key, gate.Opening(**sent.validated_data), by=actor)
            return 201, ExpertDrawInFullSerializer(self.seen(request, row.pk)).data

        return carried_out_once(request, act)


class ExpertDrawing(_Draws):
    """Drawing by the public value."""

    needs: ClassVar[Any] = {"POST": "expert_draws:draw"}

    @extend_schema(
        summary=_("Draw experts by the public value"), tags=[TAG], request=ExpertDrawValueSerializer,
        responses={200: ExpertDrawInFullSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Draw, if it is still what was read."""
        return self.moved(request, pk, ExpertDrawValueSerializer(data=request.data), drawing.draw)


class ExpertReplacement(_Draws):
    """Replacing a drawn expert."""

    needs: ClassVar[Any] = {"POST": "expert_draws:replace"}

    @extend_schema(
        summary=_("Replace a drawn expert"), tags=[TAG], request=ExpertReplacementSerializer,
        responses={200: ExpertDrawInFullSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Replace, if the draw is still what was read."""
        return self.moved(request, pk, ExpertReplacementSerializer(data=request.data), drawing.replace)


class ExpertEvaluation(_Draws):
    """Evaluating the experts after use."""

    needs: ClassVar[Any] = {"POST": "expert_draws:evaluate"}

    @extend_schema(
        summary=_("Evaluate the experts after use"), tags=[TAG], request=ExpertEvaluationSerializer,
        responses={200: ExpertDrawInFullSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Evaluate, if the draw is still what was read."""
        return self.moved(request, pk, ExpertEvaluationSerializer(data=request.data), drawing.evaluate)
