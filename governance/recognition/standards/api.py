"""Recognitions for programs: who holds what, and the applications, moved by the verbs of the pages."""

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
from governance.recognition.actions import applying, recognising
from governance.recognition.models import RecognitionApplication
from governance.recognition.standards import gate
from governance.recognition.standards.lines import Line, lines_of
from governance.recognition.standards.states import ApplicationState, Result
from institutions.models import Institution, Recognition

TAG = "recognitions"
VERSION: dict[str, Any] = {"min_value": 0, "max_value": 2**53}


class RecognitionSerializer(serializers.Serializer[Recognition]):
    """What an institution is recognised as, from–until."""

    id = serializers.UUIDField(read_only=True)
    institution = InstitutionInShortSerializer(read_only=True)
    kind = serializers.ChoiceField(Recognition.Kind.choices, read_only=True)
    value = serializers.CharField(read_only=True, help_text=_("The code of a grade."))
    year = serializers.IntegerField(read_only=True)
    valid_from = serializers.DateField(read_only=True)
    valid_until = serializers.DateField(read_only=True, allow_null=True)
    ended_on = serializers.DateField(read_only=True, allow_null=True, help_text=_("The first day it does not hold."))
    decision = serializers.UUIDField(
        source="source", read_only=True, help_text=_("The assessment or application it follows from.")
    )
    city_code = serializers.CharField(read_only=True)
    county_code = serializers.CharField(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)


class RecognitionApplicationLineSerializer(serializers.Serializer[Line]):
    """One criterion with both scores, and what the portal knew of it."""

    code = serializers.CharField(source="row.code", read_only=True)
    name = serializers.CharField(read_only=True)
    weight = serializers.IntegerField(source="row.weight", read_only=True)
    must = serializers.BooleanField(source="row.must", read_only=True)
    known = serializers.CharField(read_only=True)
    own_points = serializers.IntegerField(source="row.own_points", read_only=True)
    own_note = serializers.CharField(source="row.own_note", read_only=True)
    verified_points = serializers.IntegerField(source="row.verified_points", read_only=True, allow_null=True)
    verified_note = serializers.CharField(source="row.verified_note", read_only=True)


class RecognitionApplicationSerializer(serializers.Serializer[RecognitionApplication]):
    """One application for a recognition."""

    id = serializers.UUIDField(read_only=True)
    institution = InstitutionInShortSerializer(read_only=True)
    kind = serializers.ChoiceField(Recognition.Kind.choices, read_only=True)
    state = serializers.ChoiceField(ApplicationState.choices, read_only=True)
    applied_on = serializers.DateField(read_only=True)
    total = serializers.IntegerField(read_only=True)
    own_points = serializers.IntegerField(read_only=True)
    verified_points = serializers.IntegerField(read_only=True, allow_null=True)
    verified_on = serializers.DateField(read_only=True, allow_null=True)
    decided_on = serializers.DateField(read_only=True, allow_null=True)
    decision_reason = serializers.CharField(read_only=True)
    valid_from = serializers.DateField(read_only=True, allow_null=True)
    valid_until = serializers.DateField(read_only=True, allow_null=True)
    withdrawn_on = serializers.DateField(read_only=True, allow_null=True)
    withdrawal_reason = serializers.CharField(read_only=True)
    city_code = serializers.CharField(read_only=True)
    county_code = serializers.CharField(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class RecognitionApplicationInFullSerializer(RecognitionApplicationSerializer):
    """One application with its checklist."""

    statement = serializers.CharField(read_only=True)
    verification = serializers.CharField(read_only=True)
    lines = serializers.SerializerMethodField()

    @extend_schema_field(RecognitionApplicationLineSerializer(many=True))
    def get_lines(self, row: RecognitionApplication) -> Any:
        """The lines in the order of the checklist."""
        lines: Any = lines_of(row)
        return RecognitionApplicationLineSerializer(lines, many=True).data


class CriterionPointsSerializer(StrictSerializer):
    """Points for one criterion and what shows them."""

    code = serializers.CharField(max_length=40)
    points = serializers.CharField(allow_blank=True, max_length=4, help_text=_("A whole number, as text."))
    note = serializers.CharField(allow_blank=True, default="")


class RecognitionApplicationGivenSerializer(StrictSerializer):
    """The self-score of one's own institution. A file of evidence is added by page."""

    kind = serializers.ChoiceField(Recognition.Kind.choices, help_text=_("A grade is not applied for."))
    lines = CriterionPointsSerializer(many=True)
    statement = serializers.CharField(allow_blank=True, default="")


class RecognitionVerificationSerializer(StrictSerializer):
    """What the city found, and what follows."""

    version = serializers.IntegerField(**VERSION)
    lines = CriterionPointsSerializer(many=True)
    result = serializers.ChoiceField(Result.choices)
    reason = serializers.CharField(allow_blank=True, default="")


class RecognitionDecisionSerializer(StrictSerializer):
    """What the province decides."""

    version = serializers.IntegerField(**VERSION)
    result = serializers.ChoiceField(Result.choices)
    reason = serializers.CharField(allow_blank=True, default="")


def _given(lines: list[dict[str, str]]) -> dict[str, gate.Given]:
    return {each["code"]: gate.Given(each["points"], each["note"]) for each in lines}


@method_decorator(extend_schema(summary=_("List recognitions"), tags=[TAG]), "list")
@method_decorator(extend_schema(summary=_("Read a recognition"), tags=[TAG]), "retrieve")
class Recognitions(Listed):
    """Recognitions within the scope of the posting."""

    list_code = "recognitions"
    needs: ClassVar[Any] = {"GET": "recognition:read"}
    serializer_class = RecognitionSerializer


class _Applications(Listed):
    """Applications within the scope of the posting."""

    list_code = "recognition_applications"
    serializer_class = RecognitionApplicationSerializer

    def seen(self, request: Request, pk: UUID) -> RecognitionApplication:
        """Return one application; one outside the scope is absent."""
        row: RecognitionApplication = get_object_or_404(
            RecognitionApplication.objects.visible_to(request.actor).for_list(),  # type: ignore[attr-defined]
            pk=pk,
        )
        return row

    def moved(self, request: Request, pk: UUID, sent: StrictSerializer, verb: Callable[..., Any]) -> Response:
        """Do it to an application, once for a key, and answer it as it is then; one out of scope is not looked at."""
        key = self.seen(request, pk).pk
        sent.is_valid(raise_exception=True)
        given: dict[str, Any] = dict(sent.validated_data)
        if "lines" in given:
            given["given"] = _given(given.pop("lines"))

        def act() -> tuple[int, dict[str, Any]]:
            verb(key, by=request.actor, **given)  # type: ignore[attr-defined]
            return 200, RecognitionApplicationInFullSerializer(self.seen(request, key)).data

        return carried_out_once(request, act)


@method_decorator(extend_schema(summary=_("List applications for recognition"), tags=[TAG]), "list")
class Applications(_Applications):
    """Applications: list, one of them, and applying for one's own institution."""

    needs: ClassVar[Any] = {"GET": "recognition:read", "POST": "recognition:apply"}

    @extend_schema(
        summary=_("Read an application for recognition"), tags=[TAG], responses=RecognitionApplicationInFullSerializer
    )
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer one application with its checklist."""
        return Response(RecognitionApplicationInFullSerializer(self.seen(request, pk)).data)

    @extend_schema(
        summary=_("Apply for a recognition with a self-score"),
        tags=[TAG],
        request=RecognitionApplicationGivenSerializer,
        responses={201: RecognitionApplicationInFullSerializer},
    )
    def create(self, request: Request) -> Response:
        """Apply for the institution of the posting."""
        sent = RecognitionApplicationGivenSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given, actor = sent.validated_data, request.actor  # type: ignore[attr-defined]  # set by the kit
        own = get_object_or_404(
            Institution.objects.visible_to(actor), pk=actor.posting.organisation_id if actor.posting else None
        )

        def act() -> tuple[int, dict[str, Any]]:
            row = applying.apply_for(
                own.pk, by=actor, kind=given["kind"], given=_given(given["lines"]), statement=given["statement"]
            )
            return 201, RecognitionApplicationInFullSerializer(self.seen(request, row.pk)).data

        return carried_out_once(request, act)


class ApplicationVerification(_Applications):
    """Verifying an application."""

    needs: ClassVar[Any] = {"POST": "recognition:verify"}

    @extend_schema(
        summary=_("Verify an application for recognition"),
        tags=[TAG],
        request=RecognitionVerificationSerializer,
        responses={200: RecognitionApplicationInFullSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Verify, if the application is still what was read."""
        return self.moved(request, pk, RecognitionVerificationSerializer(data=request.data), recognising.verify)


class ApplicationDecision(_Applications):
    """Deciding about an application."""

    needs: ClassVar[Any] = {"POST": "recognition:decide"}

    @extend_schema(
        summary=_("Decide about an application for recognition"),
        tags=[TAG],
        request=RecognitionDecisionSerializer,
        responses={200: RecognitionApplicationInFullSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Decide, if the application is still what was read."""
        return self.moved(request, pk, RecognitionDecisionSerializer(data=request.data), recognising.decide)


class ApplicationWithdrawal(_Applications):
    """Withdrawing a recognition."""

    needs: ClassVar[Any] = {"POST": "recognition:withdraw"}

    @extend_schema(
        summary=_("Withdraw a recognition"),
        tags=[TAG],
        request=ReasonSerializer,
        responses={200: RecognitionApplicationInFullSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Withdraw, if the application is still what was read."""
        return self.moved(request, pk, ReasonSerializer(data=request.data), recognising.withdraw)
