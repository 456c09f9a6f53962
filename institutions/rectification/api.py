"""Findings and rectification orders for programs: read, ordered, answered, re-checked by the verbs of the pages."""

from collections.abc import Callable
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
from foundation.exchange.api.serializers import (
    InstitutionInShortSerializer,
    OrganisationSerializer,
    ReasonSerializer,
    StrictSerializer,
)
from institutions.actions import finding as finding_acts
from institutions.actions import rectifying
from institutions.models import Finding, RectificationOrder
from institutions.rectification.states import FindingState, OrderState, Outcome


class RecordedFindingSerializer(serializers.Serializer[Finding]):
    """One finding about an institution."""

    id = serializers.UUIDField(read_only=True)
    about = serializers.CharField(read_only=True, help_text=_("What it concerns, for example the number of a case."))
    state = serializers.ChoiceField(FindingState.choices, read_only=True)
    institution = InstitutionInShortSerializer(read_only=True)
    organ = OrganisationSerializer(read_only=True)
    found_by = serializers.ChoiceField(Finding.Source.choices, source="source", read_only=True)
    ground = serializers.CharField(read_only=True, help_text=_("The code of a point of the dated list."))
    article = serializers.CharField(read_only=True)
    description = serializers.CharField(read_only=True)
    severity = serializers.ChoiceField(Finding.Severity.choices, read_only=True)
    found_on = serializers.DateField(read_only=True)
    closed_on = serializers.DateField(read_only=True, allow_null=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class AnswerRowSerializer(serializers.Serializer[Any]):
    """One answer of the institution."""

    position = serializers.IntegerField(read_only=True)
    text = serializers.CharField(read_only=True)
    answered_on = serializers.DateField(read_only=True)


class RectificationSerializer(serializers.Serializer[RectificationOrder]):
    """One rectification order."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    finding = serializers.UUIDField(source="finding_id", read_only=True)
    about = serializers.CharField(source="finding.about", read_only=True)
    state = serializers.ChoiceField(OrderState.choices, read_only=True)
    institution = InstitutionInShortSerializer(read_only=True)
    organ = OrganisationSerializer(read_only=True)
    requirement = serializers.CharField(read_only=True)
    days = serializers.IntegerField(read_only=True, help_text=_("Working days."))
    ordered_on = serializers.DateField(read_only=True)
    due_on = serializers.DateField(read_only=True, help_text=_("The last day for the answer."))
    answered_on = serializers.DateField(read_only=True, allow_null=True)
    outcome = serializers.ChoiceField(Outcome.choices, read_only=True, allow_blank=True)
    closed_on = serializers.DateField(read_only=True, allow_null=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class RectificationWithAnswersSerializer(RectificationSerializer):
    """One order with the answers of the institution."""

    answers = AnswerRowSerializer(many=True, read_only=True)


@method_decorator(extend_schema(summary=_("List findings"), tags=["rectification"]), "list")
@method_decorator(extend_schema(summary=_("Read a finding"), tags=["rectification"]), "retrieve")
class Findings(Listed):
    """Findings within the scope of the posting."""

    list_code = "findings"
    needs: ClassVar[Any] = {"GET": "rectification:read"}
    serializer_class = RecordedFindingSerializer


@method_decorator(extend_schema(summary=_("List rectification orders"), tags=["rectification"]), "list")
@method_decorator(
    extend_schema(
        summary=_("Read a rectification order"), tags=["rectification"], responses=RectificationWithAnswersSerializer
    ),
    "retrieve",
)
class Rectifications(Listed):
    """Rectification orders within the scope of the posting."""

    list_code = "rectifications"
    needs: ClassVar[Any] = {"GET": "rectification:read"}
    serializer_class = RectificationSerializer

    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer one order with its answers."""
        return Response(RectificationWithAnswersSerializer(seen(request, pk)).data)


def seen(request: Request, pk: UUID) -> RectificationOrder:
    """Return one order within scope; one outside of it is absent."""
    rows = RectificationOrder.objects.visible_to(request.actor).for_list()  # type: ignore[attr-defined]
    row: RectificationOrder = get_object_or_404(rows, pk=pk)
    return row


class OrderGivenSerializer(StrictSerializer):
    """What is to be put right, and within how many working days."""

    version = serializers.IntegerField(min_value=0, max_value=2**53)
    requirement = serializers.CharField(allow_blank=True)
    days = serializers.IntegerField(help_text=_("Working days, 1 to 60."))


class FindingOrder(Findings):
    """Ordering rectification of a finding."""

    needs: ClassVar[Any] = {"POST": "rectification:order"}

    @extend_schema(
        summary=_("Order rectification of a finding"),
        tags=["rectification"],
        request=OrderGivenSerializer,
        responses={201: RectificationWithAnswersSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Order it, if the finding is still what was read."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        get_object_or_404(Finding.objects.visible_to(actor), pk=pk)
        given = OrderGivenSerializer(data=request.data)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            made = finding_acts.order(pk, by=actor, **given.validated_data)
            return 201, dict(RectificationWithAnswersSerializer(seen(request, made.pk)).data)

        return carried_out_once(request, act)


class _Act(Rectifications):
    """One act on one order: what was sent goes to the verb, once for a key, while it is as it was read."""

    verb: ClassVar[Callable[..., Any]]

    def carried_out(self, request: Request, pk: UUID, given: serializers.Serializer) -> Response:
        """Do it and answer the order as it is then."""
        row = seen(request, pk)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            type(self).verb(row.pk, by=request.actor, **given.validated_data)  # type: ignore[attr-defined]
            return 200, dict(RectificationWithAnswersSerializer(seen(request, pk)).data)

        return carried_out_once(request, act)


class AnswerGivenSerializer(StrictSerializer):
    """What was put right. A file of evidence is added by page."""

    version = serializers.IntegerField(min_value=0, max_value=2**53)
    text = serializers.CharField(allow_blank=True)


class RectificationAnswering(_Act):
    """Answering an order."""

    needs: ClassVar[Any] = {"POST": "rectification:answer"}
    verb = staticmethod(rectifying.answer)

    @extend_schema(
        summary=_("Answer a rectification order"),
        tags=["rectification"],
        request=AnswerGivenSerializer,
        responses={200: RectificationWithAnswersSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Answer it, if it is still what was read."""
        return self.carried_out(request, pk, AnswerGivenSerializer(data=request.data))


class RecheckGivenSerializer(ReasonSerializer):
    """What the re-check came to."""

    result = serializers.ChoiceField(choices=list(rectifying.RESULTS))
    days = serializers.IntegerField(
        required=False, allow_null=True, help_text=_("Working days of the new time limit, where it is sent back.")
    )


class RectificationRechecking(_Act):
    """Re-checking an order."""

    needs: ClassVar[Any] = {"POST": "rectification:recheck"}
    verb = staticmethod(rectifying.recheck)

    @extend_schema(
        summary=_("Re-check a rectification"),
        tags=["rectification"],
        request=RecheckGivenSerializer,
        responses={200: RectificationWithAnswersSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Close it, send it back, or put it before the leader."""
        return self.carried_out(request, pk, RecheckGivenSerializer(data=request.data))


class DecisionGivenSerializer(ReasonSerializer):
    """What the leader decides."""

    decision = serializers.ChoiceField(choices=list(rectifying.DECISIONS))
    days = serializers.IntegerField(
        required=False, allow_null=True, help_text=_("Working days of the new time limit, where there is one.")
    )


class RectificationDeciding(_Act):
    """Deciding about an escalated order."""

    needs: ClassVar[Any] = {"POST": "rectification:decide"}
    verb = staticmethod(rectifying.decide)

    @extend_schema(
        summary=_("Decide about an escalated rectification"),
        tags=["rectification"],
        request=DecisionGivenSerializer,
        responses={200: RectificationWithAnswersSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Set a new time limit, or close it as not rectified."""
        return self.carried_out(request, pk, DecisionGivenSerializer(data=request.data))
