"""Alliances for programs: read as on the page, changed by the same verbs."""

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
from institutions.actions import allying
from institutions.cooperation.api import TEXT
from institutions.models import Alliance, AllianceMember, Institution
from institutions.standing.api import LINE, VERSION


class AllianceSerializer(serializers.Serializer[Alliance]):
    """An alliance of institutions."""

    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(read_only=True)
    kind = serializers.CharField(read_only=True, help_text=_("A code of the dated list."))
    purpose = serializers.CharField(read_only=True)
    partners = serializers.CharField(read_only=True)
    lead = InstitutionInShortSerializer(read_only=True)
    formed_on = serializers.DateField(read_only=True)
    document_number = serializers.CharField(read_only=True)
    ended_on = serializers.DateField(read_only=True, allow_null=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class MemberSerializer(serializers.Serializer[AllianceMember]):
    """That an institution belongs to an alliance, from–until."""

    id = serializers.UUIDField(read_only=True)
    institution = InstitutionInShortSerializer(read_only=True)
    joined_on = serializers.DateField(read_only=True)
    left_on = serializers.DateField(read_only=True, allow_null=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class AllianceInFullSerializer(AllianceSerializer):
    """An alliance with its members."""

    members = MemberSerializer(many=True, read_only=True)


@method_decorator(extend_schema(summary=_("List alliances"), tags=["cooperation"]), "list")
class Alliances(Listed):
    """The alliances of institutions."""

    list_code = "alliances"
    needs: ClassVar[Any] = {"GET": "institutions:read"}
    serializer_class = AllianceSerializer
    given: ClassVar[type[StrictSerializer]] = StrictSerializer

    @extend_schema(summary=_("Read an alliance"), tags=["cooperation"], responses=AllianceInFullSerializer)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer an alliance with its members."""
        return Response(AllianceInFullSerializer(self.seen(request, pk)).data)

    def seen(self, request: Request, pk: UUID) -> Alliance:
        """Return an alliance; one that the posting may not know is absent."""
        rows = Alliance.objects.visible_to(request.actor).for_list()  # type: ignore[attr-defined]  # set by the kit
        row: Alliance = get_object_or_404(rows.prefetch_related("members__institution__organisation"), pk=pk)
        return row

    def carried_out(self, request: Request, verb: Callable[..., Any], key: UUID, alliance: UUID | None) -> Response:
        """Do it once for a key, and answer the alliance as it is then: the one named, or the one that was made."""
        sent = type(self).given(data=request.data)
        sent.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            made = verb(key, by=request.actor, **sent.validated_data)  # type: ignore[attr-defined]  # set by the kit
            return 200, dict(AllianceInFullSerializer(self.seen(request, alliance or made.pk)).data)

        return carried_out_once(request, deed)


class AllianceGiven(StrictSerializer):
    """An alliance that an institution leads."""

    name = serializers.CharField(max_length=LINE, allow_blank=True)
    kind = serializers.CharField(max_length=LINE)
    purpose = serializers.CharField(max_length=TEXT, allow_blank=True)
    partners = serializers.CharField(max_length=TEXT, allow_blank=True, default="")
    formed_on = serializers.DateField()
    document_number = serializers.CharField(max_length=LINE, allow_blank=True)


class AllianceEntry(Alliances):
    """Recording an alliance that an institution leads."""

    needs: ClassVar[Any] = {"POST": "institutions:ally"}
    given = AllianceGiven

    @extend_schema(
        summary=_("Record an alliance"), tags=["cooperation"], request=AllianceGiven,
        responses={200: AllianceInFullSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        house = get_object_or_404(Institution.objects.visible_to(actor), pk=pk)
        return self.carried_out(request, allying.form_alliance, house.pk, None)


class MemberGiven(StrictSerializer):
    """Which institution joined an alliance, and when."""

    version = serializers.IntegerField(**VERSION)
    institution = serializers.UUIDField()
    joined_on = serializers.DateField()


class AllianceAdmission(Alliances):
    """Recording a member of an alliance."""

    needs: ClassVar[Any] = {"POST": "institutions:ally"}
    given = MemberGiven

    @extend_schema(
        summary=_("Record a member of an alliance"), tags=["cooperation"], request=MemberGiven,
        responses={200: AllianceInFullSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it, if the alliance is still what was read."""
        return self.carried_out(request, allying.admit, self.seen(request, pk).pk, pk)


class LeaveGiven(ReasonSerializer):
    """From which day a member does not belong to an alliance any more, and why."""

    left_on = serializers.DateField()


class AllianceLeave(Alliances):
    """Recording that a member left."""

    needs: ClassVar[Any] = {"POST": "institutions:ally"}
    given = LeaveGiven

    @extend_schema(
        summary=_("Record that a member left an alliance"), tags=["cooperation"], request=LeaveGiven,
        responses={200: AllianceInFullSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it, if the membership is still what was read."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        row = get_object_or_404(AllianceMember.objects.visible_to(actor), pk=pk)
        return self.carried_out(request, allying.let_leave, row.pk, row.alliance_id)


class AllianceEndGiven(ReasonSerializer):
    """From which day an alliance is no more, and why."""

    ended_on = serializers.DateField()


class AllianceEnd(Alliances):
    """Ending an alliance."""

    needs: ClassVar[Any] = {"POST": "institutions:ally"}
    given = AllianceEndGiven

    @extend_schema(
        summary=_("End an alliance"), tags=["cooperation"], request=AllianceEndGiven,
        responses={200: AllianceInFullSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """End it, if it is still what was read."""
        return self.carried_out(request, allying.end_alliance, self.seen(request, pk).pk, pk)
