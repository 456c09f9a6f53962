"""The capability assessment for programs: read, opened, objected to, settled, published by the verbs of the pages."""

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
from governance.recognition.actions import assessing, contesting, grading
from governance.recognition.assessment import gate
from governance.recognition.assessment.lines import Line, lines_of, proof_of
from governance.recognition.assessment.states import AssessmentState, RoundState, Ruling
from governance.recognition.models import Assessment, AssessmentRound

TAG = "assessments"
VERSION: dict[str, Any] = {"min_value": 0, "max_value": 2**53}
RISES = _("Rises with every change.")


class AssessmentRoundSerializer(serializers.Serializer[AssessmentRound]):
    """The assessment of a year with its days and what identifies its model."""

    id = serializers.UUIDField(read_only=True)
    year = serializers.IntegerField(read_only=True)
    state = serializers.ChoiceField(RoundState.choices, read_only=True)
    as_of = serializers.DateField(read_only=True, help_text=_("The day of which the facts are."))
    opened_on = serializers.DateField(read_only=True)
    objections_until = serializers.DateField(read_only=True)
    settled_until = serializers.DateField(read_only=True)
    expected = serializers.IntegerField(read_only=True)
    model_digest = serializers.CharField(read_only=True)
    published_on = serializers.DateField(read_only=True, allow_null=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=RISES)


class AssessmentRoundWithModelSerializer(AssessmentRoundSerializer):
    """One round with its model: indicators, weights, scales and grades as they were frozen."""

    model = serializers.JSONField(read_only=True)


class AssessmentOpeningSerializer(StrictSerializer):
    """Which year is assessed, and the last days of its steps."""

    year = serializers.IntegerField(min_value=0, max_value=9999)
    objections_until = serializers.DateField()
    settled_until = serializers.DateField()


class AssessmentLineSerializer(serializers.Serializer[Line]):
    """One line: the figure, its points in hundredths, what was said and found."""

    code = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    weight = serializers.IntegerField(read_only=True)
    value = serializers.JSONField(source="row.value", read_only=True)
    words = serializers.CharField(read_only=True, help_text=_("The value in the language of the request."))
    points = serializers.IntegerField(source="row.points", read_only=True, allow_null=True)
    objection = serializers.CharField(source="row.objection", read_only=True)
    ruling = serializers.CharField(source="row.ruling", read_only=True)
    ruled_value = serializers.JSONField(source="row.ruled_value", read_only=True, allow_null=True)
    ruled_points = serializers.IntegerField(source="row.ruled_points", read_only=True, allow_null=True)
    ruling_reason = serializers.CharField(source="row.ruling_reason", read_only=True)


class AssessmentSerializer(serializers.Serializer[Assessment]):
    """The assessment of one institution; scores are hundredths of a hundred."""

    id = serializers.UUIDField(read_only=True)
    year = serializers.IntegerField(read_only=True)
    institution = InstitutionInShortSerializer(read_only=True)
    state = serializers.ChoiceField(AssessmentState.choices, read_only=True)
    score = serializers.IntegerField(read_only=True, allow_null=True)
    grade = serializers.CharField(read_only=True)
    grade_name = serializers.CharField(read_only=True)
    is_low = serializers.BooleanField(read_only=True)
    computed_score = serializers.IntegerField(read_only=True, allow_null=True)
    computed_grade = serializers.CharField(read_only=True)
    counted = serializers.IntegerField(read_only=True, help_text=_("Weight of the indicators with data."))
    due_on = serializers.DateField(read_only=True, help_text=_("The last day for whoever has the next step."))
    objected_on = serializers.DateField(read_only=True, allow_null=True)
    objected_lines = serializers.IntegerField(read_only=True)
    settled_on = serializers.DateField(read_only=True, allow_null=True)
    published_on = serializers.DateField(read_only=True, allow_null=True)
    city_code = serializers.CharField(read_only=True)
    county_code = serializers.CharField(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=RISES)


class AssessmentInFullSerializer(AssessmentSerializer):
    """One assessment with its lines, the statement of the institution, and whether it still adds up."""

    statement = serializers.CharField(read_only=True)
    lines = serializers.SerializerMethodField()
    is_sound = serializers.SerializerMethodField(
        help_text=_("Whether score and grade follow from the frozen figures and the frozen model.")
    )

    @extend_schema_field(AssessmentLineSerializer(many=True))
    def get_lines(self, row: Assessment) -> Any:
        """The lines in the order of the model."""
        lines: Any = lines_of(row)
        return AssessmentLineSerializer(lines, many=True).data

    def get_is_sound(self, row: Assessment) -> bool:
        """The proof of the page."""
        return proof_of(row).is_sound


class _Rounds(Listed):
    """The rounds of the capability assessment, read by their list."""

    list_code = "assessment_rounds"
    serializer_class = AssessmentRoundSerializer

    def round(self, request: Request, pk: UUID) -> AssessmentRound:
        """Return one round."""
        row: AssessmentRound = get_object_or_404(
            AssessmentRound.objects.visible_to(request.actor),  # type: ignore[attr-defined]
            pk=pk,
        )
        return row


@method_decorator(extend_schema(summary=_("List the years assessed"), tags=[TAG]), "list")
class AssessmentRounds(_Rounds):
    """The rounds of the capability assessment."""

    needs: ClassVar[Any] = {"GET": "assessment:read", "POST": "assessment:open"}

    @extend_schema(
        summary=_("Read the assessment of a year with its model"),
        tags=[TAG],
        responses=AssessmentRoundWithModelSerializer,
    )
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer one round with its model."""
        return Response(AssessmentRoundWithModelSerializer(self.round(request, pk)).data)

    @extend_schema(
        summary=_("Open the capability assessment of a year"),
        tags=[TAG],
        request=AssessmentOpeningSerializer,
        responses={201: AssessmentRoundSerializer},
    )
    def create(self, request: Request) -> Response:
        """Open it; the scores are computed in the background."""
        given = AssessmentOpeningSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit

        def act() -> tuple[int, dict[str, Any]]:
            row = assessing.open_round(gate.Dates(**given.validated_data), by=actor)
            return 201, AssessmentRoundSerializer(self.round(request, row.pk)).data

        return carried_out_once(request, act)


class AssessmentPublication(_Rounds):
    """Publishing the grades of a round."""

    needs: ClassVar[Any] = {"POST": "assessment:publish"}

    @extend_schema(
        summary=_("Publish the grades of a capability assessment"),
        tags=[TAG],
        request=ReasonSerializer,
        responses={200: AssessmentRoundSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Order it, if the round is still what was read; the grades are published in the background."""
        key = self.round(request, pk).pk
        given = ReasonSerializer(data=request.data)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            grading.publish(key, by=request.actor, **given.validated_data)  # type: ignore[attr-defined]
            return 200, AssessmentRoundSerializer(self.round(request, key)).data

        return carried_out_once(request, act)


@method_decorator(extend_schema(summary=_("List capability assessments"), tags=[TAG]), "list")
@method_decorator(
    extend_schema(summary=_("Read a capability assessment"), tags=[TAG], responses=AssessmentInFullSerializer),
    "retrieve",
)
class Assessments(Listed):
    """Assessments within the scope of the posting."""

    list_code = "assessments"
    needs: ClassVar[Any] = {"GET": "assessment:read"}
    serializer_class = AssessmentSerializer

    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer one assessment with its lines."""
        return Response(AssessmentInFullSerializer(self.seen(request, pk)).data)

    def seen(self, request: Request, pk: UUID) -> Assessment:
        """Return one assessment; one outside the scope is absent."""
        row: Assessment = get_object_or_404(
            Assessment.objects.visible_to(request.actor).for_list(),  # type: ignore[attr-defined]
            pk=pk,
        )
        return row


class LineObjectionSerializer(StrictSerializer):
    """What is wrong about one line."""

    code = serializers.CharField(max_length=40)
    reason = serializers.CharField(allow_blank=True)


class AssessmentObjectionSerializer(StrictSerializer):
    """The lines that are objected to, and a statement. A file of evidence is added by page."""

    version = serializers.IntegerField(**VERSION)
    lines = LineObjectionSerializer(many=True)
    statement = serializers.CharField(allow_blank=True, default="")


class LineRulingSerializer(StrictSerializer):
    """Whether one line stands, else the figure that is right."""

    code = serializers.CharField(max_length=40)
    ruling = serializers.ChoiceField(Ruling.choices, allow_blank=True)
    figure = serializers.CharField(allow_blank=True, default="", help_text=_("A number; shares in per cent."))
    reason = serializers.CharField(allow_blank=True)


class AssessmentSettlementSerializer(StrictSerializer):
    """A ruling on each line that was objected to."""

    version = serializers.IntegerField(**VERSION)
    rulings = LineRulingSerializer(many=True)


class AssessmentObjection(Assessments):
    """Objecting to an assessment."""

    needs: ClassVar[Any] = {"POST": "assessment:object"}

    @extend_schema(
        summary=_("Object to lines of a capability assessment"),
        tags=[TAG],
        request=AssessmentObjectionSerializer,
        responses={200: AssessmentInFullSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Object, if the assessment is still what was read."""
        key = self.seen(request, pk).pk
        sent = AssessmentObjectionSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given = sent.validated_data

        def act() -> tuple[int, dict[str, Any]]:
            contesting.object_to(
                key,
                by=request.actor,  # type: ignore[attr-defined]
                version=given["version"],
                objections={each["code"]: each["reason"] for each in given["lines"]},
                statement=given["statement"],
            )
            return 200, AssessmentInFullSerializer(self.seen(request, key)).data

        return carried_out_once(request, act)


class AssessmentSettlement(Assessments):
    """Settling the objection to an assessment."""

    needs: ClassVar[Any] = {"POST": "assessment:settle"}

    @extend_schema(
        summary=_("Settle the objection to a capability assessment"),
        tags=[TAG],
        request=AssessmentSettlementSerializer,
        responses={200: AssessmentInFullSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Settle it, if the assessment is still what was read."""
        key = self.seen(request, pk).pk
        sent = AssessmentSettlementSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given = sent.validated_data
        rulings = {
            each["code"]: gate.Ruled(each["ruling"], each["figure"], each["reason"]) for each in given["rulings"]
        }

        def act() -> tuple[int, dict[str, Any]]:
            contesting.settle(key, by=request.actor, version=given["version"], rulings=rulings)  # type: ignore[attr-defined]
            return 200, AssessmentInFullSerializer(self.seen(request, key)).data

        return carried_out_once(request, act)
