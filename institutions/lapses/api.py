"""Lapses for programs: read as on the page, changed by the same verbs."""

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
from foundation.exchange.api.serializers import InstitutionInShortSerializer, ReasonSerializer, StrictSerializer
from institutions.actions import ending_suspensions, suspending
from institutions.lapses.gate import DEREGISTER, RESUME, SEND_BACK
from institutions.lapses.states import LapseOutcome, LapseState
from institutions.models import Lapse
from institutions.standing.api import LINE, VERSION
from institutions.standing.kinds import Condition


class LapseSerializer(serializers.Serializer[Lapse]):
    """A standing condition that an institution has lost."""

    id = serializers.UUIDField(read_only=True)
    institution = InstitutionInShortSerializer(read_only=True)
    condition = serializers.ChoiceField(Condition.choices, read_only=True)
    category = serializers.CharField(read_only=True, help_text=_("Empty: the institution as a whole."))
    article = serializers.CharField(read_only=True)
    stops_item = serializers.BooleanField(read_only=True)
    state = serializers.ChoiceField(LapseState.choices, read_only=True)
    since = serializers.DateField(read_only=True)
    noticed_on = serializers.DateField(read_only=True)
    ask_by = serializers.DateField(read_only=True, allow_null=True)
    asked_on = serializers.DateField(read_only=True, allow_null=True)
    asked_until = serializers.DateField(read_only=True, allow_null=True)
    plan = serializers.CharField(read_only=True)
    decided_on = serializers.DateField(read_only=True, allow_null=True)
    decision_document = serializers.CharField(read_only=True)
    restriction = serializers.UUIDField(source="restriction_id", read_only=True, allow_null=True)
    reported_on = serializers.DateField(read_only=True, allow_null=True)
    report = serializers.CharField(read_only=True)
    term_over_on = serializers.DateField(read_only=True, allow_null=True)
    finding = serializers.UUIDField(source="finding_id", read_only=True, allow_null=True)
    outcome = serializers.ChoiceField(LapseOutcome.choices, read_only=True, allow_blank=True)
    closed_on = serializers.DateField(read_only=True, allow_null=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


@method_decorator(extend_schema(summary=_("List lost standing conditions"), tags=["standing"]), "list")
@method_decorator(extend_schema(summary=_("Read a lost standing condition"), tags=["standing"]), "retrieve")
class Lapses(Listed):
    """Lapses within the scope of the posting."""

    list_code = "lapses"
    needs: ClassVar[Any] = {"GET": "lapses:read"}
    serializer_class = LapseSerializer
    given: ClassVar[type[StrictSerializer]] = StrictSerializer

    def seen(self, request: Request, pk: UUID) -> Lapse:
        """Return a lapse; one outside the scope is absent."""
        rows = Lapse.objects.visible_to(request.actor).for_list()  # type: ignore[attr-defined]  # set by the kit
        row: Lapse = get_object_or_404(rows, pk=pk)
        return row

    def carried_out(self, request: Request, pk: UUID, verb: Callable[..., Any]) -> Response:
        """Do it to a lapse, once for a key, and answer it as it is then."""
        key = self.seen(request, pk).pk
        sent = type(self).given(data=request.data)
        sent.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            verb(key, by=request.actor, **sent.validated_data)  # type: ignore[attr-defined]  # set by the kit
            return 200, dict(LapseSerializer(self.seen(request, key)).data)

        return carried_out_once(request, deed)


class SuspensionGiven(StrictSerializer):
    """Until when the item is to be suspended, and what will be done."""

    version = serializers.IntegerField(**VERSION)
    until = serializers.DateField()
    plan = serializers.CharField(allow_blank=True)


class LapseAsking(Lapses):
    """Asking for a suspension for rectification."""

    needs: ClassVar[Any] = {"POST": "lapses:ask"}
    given = SuspensionGiven

    @extend_schema(
        summary=_("Ask for a suspension for rectification"), tags=["standing"], request=SuspensionGiven,
        responses={200: LapseSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Ask, if the lapse is still what was read."""
        return self.carried_out(request, pk, suspending.ask_suspension)


class SuspensionDecisionGiven(ReasonSerializer):
    """Whether a suspension is granted, until when, and why."""

    granted = serializers.BooleanField()
    until = serializers.DateField(allow_null=True, default=None, help_text=_("Left out: as it was asked for."))
    document_number = serializers.CharField(max_length=LINE)


class LapseDecision(Lapses):
    """Deciding about a suspension for rectification."""

    needs: ClassVar[Any] = {"POST": "lapses:decide"}
    given = SuspensionDecisionGiven

    @extend_schema(
        summary=_("Decide about a suspension for rectification"), tags=["standing"],
        request=SuspensionDecisionGiven, responses={200: LapseSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Decide, if the lapse is still what was read."""
        return self.carried_out(request, pk, suspending.decide_suspension)


class LapseReportGiven(StrictSerializer):
    """What was done, or why the item is given up."""

    version = serializers.IntegerField(**VERSION)
    report = serializers.CharField(allow_blank=True)


class LapseReport(Lapses):
    """Reporting that a condition is kept again."""

    needs: ClassVar[Any] = {"POST": "lapses:report"}
    given = LapseReportGiven

    @extend_schema(
        summary=_("Report that a lost condition is kept again"), tags=["standing"], request=LapseReportGiven,
        responses={200: LapseSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Report it, if the lapse is still what was read."""
        return self.carried_out(request, pk, ending_suspensions.report_kept)


class LapseGivingUp(Lapses):
    """Asking to give up an item."""

    needs: ClassVar[Any] = {"POST": "lapses:give_up"}
    given = LapseReportGiven

    @extend_schema(
        summary=_("Ask to give up an item whose condition is lost"), tags=["standing"], request=LapseReportGiven,
        responses={200: LapseSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Ask, if the lapse is still what was read."""
        return self.carried_out(request, pk, ending_suspensions.give_up)


class LapseEndGiven(ReasonSerializer):
    """Whether the item resumes, is deregistered, or the report goes back."""

    outcome = serializers.ChoiceField([RESUME, DEREGISTER, SEND_BACK])
    document_number = serializers.CharField(max_length=LINE)


class LapseEnd(Lapses):
    """Deciding whether an item resumes or is deregistered."""

    needs: ClassVar[Any] = {"POST": "lapses:end"}
    given = LapseEndGiven

    @extend_schema(
        summary=_("Decide whether an item resumes or is deregistered"), tags=["standing"], request=LapseEndGiven,
        responses={200: LapseSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Decide, if the lapse is still what was read."""
        return self.carried_out(request, pk, ending_suspensions.end_suspension)
