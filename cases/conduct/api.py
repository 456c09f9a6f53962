"""The conduct of cases for programs: the verbs of the pages, with the same answers."""

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

from cases.actions import assigning, declaring
from cases.api import Cases, CaseSerializer
from cases.conduct.serializers import ExtensionSerializer, SupplementSerializer
from cases.models import Case
from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.serializers import StrictSerializer

VERSION: dict[str, Any] = {"min_value": 0, "max_value": 2**53}


class AssignmentSerializer(serializers.Serializer[Any]):
    """One appraiser of a case, past ones included."""

    id = serializers.UUIDField(read_only=True)
    position = serializers.IntegerField(read_only=True)
    appraiser = serializers.UUIDField(source="appraiser_id", read_only=True)
    name = serializers.CharField(source="appraiser.person.name", read_only=True)
    certificate_number = serializers.CharField(source="appraiser.certificate_number", read_only=True)
    assigned_on = serializers.DateField(read_only=True)
    declared_on = serializers.DateField(
        read_only=True, allow_null=True, help_text=_("When the appraiser declared that no ground for recusal exists.")
    )
    ended_on = serializers.DateField(read_only=True, allow_null=True)
    recusal_ground = serializers.CharField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class CaseWithConductSerializer(CaseSerializer):
    """One case with its people, its pauses and its extensions."""

    assignments = serializers.SerializerMethodField()
    supplements = serializers.SerializerMethodField()
    extensions = serializers.SerializerMethodField()

    @extend_schema_field(AssignmentSerializer(many=True))
    def get_assignments(self, row: Case) -> Any:
        """The appraisers, present and past."""
        return AssignmentSerializer(list(row.assignments.for_page()), many=True).data

    @extend_schema_field(SupplementSerializer(many=True))
    def get_supplements(self, row: Case) -> Any:
        """The supplements that were asked for."""
        return SupplementSerializer(list(row.supplements.all()), many=True).data

    @extend_schema_field(ExtensionSerializer(many=True))
    def get_extensions(self, row: Case) -> Any:
        """The extensions, requested, approved and declined."""
        return ExtensionSerializer(list(row.extensions.all()), many=True).data


@method_decorator(
    extend_schema(summary=_("Read a case"), tags=["cases"], responses=CaseWithConductSerializer), "retrieve"
)
class CasesWithConduct(Cases):
    """Cases within the scope of the posting; one of them comes with its people."""

    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer one case with its people."""
        return Response(CaseWithConductSerializer(self.seen(request, pk)).data)

    def seen(self, request: Request, pk: UUID) -> Case:
        """Return one case; one outside the scope is absent."""
        rows = Case.objects.visible_to(request.actor).for_list()  # type: ignore[attr-defined]  # set by the kit
        row: Case = get_object_or_404(rows, pk=pk)
        return row


class ConductAct(CasesWithConduct):
    """One act on one case: what was sent goes to the verb, once for a key, while it is as it was read."""

    verb: ClassVar[Callable[..., Any]]

    def carried_out(self, request: Request, pk: UUID, given: serializers.Serializer[Any]) -> Response:
        """Do it and answer the case as it is then; nothing but that it is done where the actor sees it no more."""
        seen = self.seen(request, pk)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            type(self).verb(seen.pk, by=request.actor, **given.validated_data)  # type: ignore[attr-defined]
            rows = Case.objects.visible_to(request.actor).for_list()  # type: ignore[attr-defined]
            row = rows.filter(pk=pk).first()
            return 200, CaseWithConductSerializer(row).data if row is not None else {"id": str(pk)}

        return carried_out_once(request, act)


class AssignSerializer(StrictSerializer):
    """Whom a case is assigned to."""

    version = serializers.IntegerField(**VERSION)
    appraisers = serializers.ListField(child=serializers.UUIDField(), allow_empty=True, max_length=100)
    reason = serializers.CharField(allow_blank=True, default="", max_length=2_000)


class CaseAssignment(ConductAct):
    """Assigning appraisers to a case."""

    needs: ClassVar[Any] = {"POST": "cases:assign"}
    verb = staticmethod(assigning.assign)

    @extend_schema(
        summary=_("Assign appraisers to a case"),
        tags=["cases"],
        request=AssignSerializer,
        responses={200: CaseWithConductSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Assign them, if the case is still what was read."""
        return self.carried_out(request, pk, AssignSerializer(data=request.data))


class ReplaceSerializer(StrictSerializer):
    """Which assignment ends, and who comes."""

    version = serializers.IntegerField(**VERSION)
    assignment = serializers.UUIDField()
    appraiser = serializers.UUIDField()
    reason = serializers.CharField(allow_blank=True, max_length=2_000)


class CaseReplacement(ConductAct):
    """Replacing an appraiser of a case."""

    needs: ClassVar[Any] = {"POST": "cases:replace"}
    verb = staticmethod(assigning.replace)

    @extend_schema(
        summary=_("Replace an appraiser of a case"),
        tags=["cases"],
        request=ReplaceSerializer,
        responses={200: CaseWithConductSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Replace one, if the case is still what was read."""
        return self.carried_out(request, pk, ReplaceSerializer(data=request.data))


class DeclareSerializer(StrictSerializer):
    """Whether a ground for recusal exists; the version is that of the own assignment."""

    version = serializers.IntegerField(**VERSION)
    ground = serializers.CharField(
        allow_blank=True, help_text=_("The code of a ground of the statutory list, such as TZ20-1; empty for none.")
    )
    reason = serializers.CharField(allow_blank=True, default="", max_length=2_000)


class CaseRecusal(ConductAct):
    """An appraiser's declaration about recusal."""

    needs: ClassVar[Any] = {"POST": "cases:declare"}
    verb = staticmethod(declaring.declare)

    @extend_schema(
        summary=_("Declare whether a ground for recusal exists"),
        tags=["cases"],
        request=DeclareSerializer,
        responses={200: CaseWithConductSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Declare it for the own assignment."""
        return self.carried_out(request, pk, DeclareSerializer(data=request.data))
