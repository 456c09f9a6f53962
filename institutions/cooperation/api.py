"""Agreements, projects and party branches for programs: read as on the page, changed by the same verbs."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import ReasonSerializer, StrictSerializer
from institutions.actions import cooperating
from institutions.models import Cooperation, Institution, PartyBranch, Project
from institutions.registration.api import FUNDS
from institutions.standing.api import LINE, VERSION

TEXT = 2_000


class CooperationSerializer(serializers.Serializer[Cooperation]):
    """An agreement with another body."""

    id = serializers.UUIDField(read_only=True)
    kind = serializers.CharField(read_only=True, help_text=_("A code of the dated list."))
    partner = serializers.CharField(read_only=True)
    subject = serializers.CharField(read_only=True)
    valid_from = serializers.DateField(read_only=True)
    valid_until = serializers.DateField(read_only=True, allow_null=True)
    document_number = serializers.CharField(read_only=True)
    document_sha256 = serializers.CharField(source="document.sha256", read_only=True, default="")
    ended_on = serializers.DateField(read_only=True, allow_null=True)
    end_document = serializers.CharField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class ProjectSerializer(serializers.Serializer[Project]):
    """A project of an institution."""

    id = serializers.UUIDField(read_only=True)
    alliance = serializers.UUIDField(source="alliance_id", read_only=True, allow_null=True)
    kind = serializers.CharField(read_only=True, help_text=_("A code of the dated list."))
    level = serializers.CharField(read_only=True, help_text=_("A code of the dated list."))
    number = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    funds = serializers.IntegerField(read_only=True, allow_null=True, help_text=_("In whole yuan."))
    begun_on = serializers.DateField(read_only=True)
    due_on = serializers.DateField(read_only=True)
    state = serializers.ChoiceField(Project.State.choices, read_only=True)
    ended_on = serializers.DateField(read_only=True, allow_null=True)
    results = serializers.CharField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class PartyBranchSerializer(serializers.Serializer[PartyBranch]):
    """What was stated about the party branch, from–until. Nothing is kept about any person."""

    situation = serializers.CharField(read_only=True, help_text=_("A code of the dated list."))
    established = serializers.BooleanField(read_only=True)
    eligible = serializers.BooleanField(read_only=True)
    valid_from = serializers.DateField(read_only=True)
    valid_until = serializers.DateField(read_only=True, allow_null=True)


class CooperationRecordSerializer(serializers.Serializer[Institution]):
    """Everything that an institution has besides its permit."""

    id = serializers.UUIDField(source="organisation_id", read_only=True)
    cooperations = CooperationSerializer(many=True, read_only=True)
    projects = ProjectSerializer(many=True, read_only=True)
    party_branches = PartyBranchSerializer(many=True, read_only=True)


class Cooperations(Listed):
    """What an institution within the scope of the posting has besides its permit."""

    list_code = "institutions"
    needs: ClassVar[Any] = {"GET": "institutions:read"}
    serializer_class = CooperationRecordSerializer
    given: ClassVar[type[StrictSerializer]] = StrictSerializer

    @extend_schema(
        summary=_("Read agreements, projects and party branch"), tags=["cooperation"],
        responses=CooperationRecordSerializer,
    )  # fmt: skip
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer them, the last first."""
        return Response(CooperationRecordSerializer(self.seen(request, pk)).data)

    def seen(self, request: Request, pk: UUID) -> Institution:
        """Return an institution; one outside the scope is absent."""
        rows = Institution.objects.visible_to(request.actor)  # type: ignore[attr-defined]  # set by the kit
        row: Institution = get_object_or_404(
            rows.prefetch_related("cooperations__document", "projects", "party_branches"), pk=pk
        )
        return row

    def carried_out(self, request: Request, pk: UUID, verb: Callable[..., Any], *, model: Any = None) -> Response:
        """Do it to an institution, or to a row of it, once for a key; answer the record as it is then."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        if model is None:
            house = self.seen(request, pk).pk
        else:
            house = get_object_or_404(model.objects.visible_to(actor), pk=pk).institution_id
        sent = type(self).given(data=request.data)
        sent.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            verb(pk, by=actor, **sent.validated_data)
            return 200, dict(CooperationRecordSerializer(self.seen(request, house)).data)

        return carried_out_once(request, deed)


class CooperationGiven(StrictSerializer):
    """An agreement with another body. A file is handed in by page."""

    kind = serializers.CharField(max_length=LINE)
    partner = serializers.CharField(max_length=LINE, allow_blank=True)
    subject = serializers.CharField(max_length=TEXT, allow_blank=True)
    valid_from = serializers.DateField()
    valid_until = serializers.DateField(allow_null=True, default=None)
    document_number = serializers.CharField(max_length=LINE, allow_blank=True)


class CooperationEntry(Cooperations):
    """Recording an agreement."""

    needs: ClassVar[Any] = {"POST": "institutions:cooperate"}
    given = CooperationGiven

    @extend_schema(
        summary=_("Record an agreement"), tags=["cooperation"], request=CooperationGiven,
        responses={200: CooperationRecordSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it."""
        return self.carried_out(request, pk, cooperating.record_cooperation)


class CooperationEndGiven(ReasonSerializer):
    """From which day an agreement does not hold any more, by what, and why."""

    ended_on = serializers.DateField()
    document_number = serializers.CharField(max_length=LINE, allow_blank=True)


class CooperationEnd(Cooperations):
    """Ending an agreement."""

    needs: ClassVar[Any] = {"POST": "institutions:cooperate"}
    given = CooperationEndGiven

    @extend_schema(
        summary=_("End an agreement"), tags=["cooperation"], request=CooperationEndGiven,
        responses={200: CooperationRecordSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """End it, if it is still what was read."""
        return self.carried_out(request, pk, cooperating.end_cooperation, model=Cooperation)


class ProjectGiven(StrictSerializer):
    """A project of an institution."""

    kind = serializers.CharField(max_length=LINE)
    level = serializers.CharField(max_length=LINE)
    number = serializers.CharField(max_length=LINE, allow_blank=True)
    title = serializers.CharField(max_length=LINE, allow_blank=True)
    funds = serializers.IntegerField(allow_null=True, default=None, **FUNDS)
    begun_on = serializers.DateField()
    due_on = serializers.DateField()
    alliance = serializers.UUIDField(allow_null=True, default=None)


class ProjectEntry(Cooperations):
    """Recording a project."""

    needs: ClassVar[Any] = {"POST": "institutions:cooperate"}
    given = ProjectGiven

    @extend_schema(
        summary=_("Record a project"), tags=["cooperation"], request=ProjectGiven,
        responses={200: CooperationRecordSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it."""
        return self.carried_out(request, pk, cooperating.record_project)


class ProjectConclusionGiven(StrictSerializer):
    """How a project ended, and what came of it."""

    version = serializers.IntegerField(**VERSION)
    state = serializers.CharField(max_length=LINE, help_text=_("completed or stopped."))
    ended_on = serializers.DateField()
    results = serializers.CharField(max_length=TEXT, allow_blank=True)


class ProjectConclusion(Cooperations):
    """Concluding a project."""

    needs: ClassVar[Any] = {"POST": "institutions:cooperate"}
    given = ProjectConclusionGiven

    @extend_schema(
        summary=_("Conclude a project"), tags=["cooperation"], request=ProjectConclusionGiven,
        responses={200: CooperationRecordSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Conclude it, if it is still what was read."""
        return self.carried_out(request, pk, cooperating.conclude_project, model=Project)


class PartyBranchGiven(StrictSerializer):
    """Whether there is a party branch, or why not. Nothing about any person."""

    situation = serializers.CharField(max_length=LINE, help_text=_("A code of the dated list."))
    valid_from = serializers.DateField()


class PartyBranchStatement(Cooperations):
    """Stating the party branch."""

    needs: ClassVar[Any] = {"POST": "institutions:party"}
    given = PartyBranchGiven

    @extend_schema(
        summary=_("State the party branch"), tags=["cooperation"], request=PartyBranchGiven,
        responses={200: CooperationRecordSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """State it."""
        return self.carried_out(request, pk, cooperating.state_party_branch)
