"""Releases of figures for programs: read, prepared, restated, published and discarded by the verbs of the pages."""

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
from foundation.exchange.api.serializers import ReasonSerializer, StrictSerializer
from foundation.kpi.models import Release, ReleasedFigure
from foundation.kpi.releases.actions import preparing, publishing
from foundation.kpi.releases.states import ReleaseState

TAG = "releases"


class ReleaseSerializer(serializers.Serializer[Release]):
    """The figures of a period, frozen."""

    id = serializers.UUIDField(read_only=True)
    number = serializers.IntegerField(read_only=True, allow_null=True, help_text=_("Given when it is published."))
    period = serializers.CharField(read_only=True)
    first_day = serializers.DateField(read_only=True)
    last_day = serializers.DateField(read_only=True)
    state = serializers.ChoiceField(ReleaseState.choices, read_only=True)
    data_time = serializers.DateTimeField(read_only=True)
    reason = serializers.CharField(read_only=True)
    prepared_on = serializers.DateField(read_only=True)
    published_on = serializers.DateField(read_only=True, allow_null=True)
    supersedes = serializers.UUIDField(source="supersedes_id", read_only=True, allow_null=True)
    digest = serializers.CharField(read_only=True, help_text=_("SHA-256 of the published document; empty for a draft."))
    recounted_at = serializers.DateTimeField(read_only=True, allow_null=True)
    recounted_changed = serializers.IntegerField(
        read_only=True, allow_null=True, help_text=_("Figures that are other ones when counted anew.")
    )
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class ReleasedFigureSerializer(serializers.Serializer[ReleasedFigure]):
    """A frozen figure as staff read it: what is held back in public is marked and has its counts."""

    kpi = serializers.CharField(read_only=True)
    period = serializers.CharField(read_only=True)
    city = serializers.CharField(read_only=True)
    category = serializers.CharField(read_only=True)
    institution = serializers.CharField(read_only=True)
    numerator = serializers.IntegerField(read_only=True, allow_null=True)
    denominator = serializers.IntegerField(read_only=True, allow_null=True)
    value = serializers.CharField(read_only=True)
    low = serializers.CharField(read_only=True)
    high = serializers.CharField(read_only=True)
    suppressed = serializers.BooleanField(read_only=True)


class ReleaseWithFiguresSerializer(ReleaseSerializer):
    """One release with its figures and their definitions."""

    definitions = serializers.JSONField(read_only=True)
    figures = ReleasedFigureSerializer(many=True, read_only=True)


class PreparationSerializer(StrictSerializer):
    """Which period is frozen, and why."""

    period = serializers.CharField(max_length=7, help_text=_("2025, 2026-Q3 or 2026-07."))
    reason = serializers.CharField(max_length=2_000)


class _Seen(Listed):
    """Releases as the posting sees them."""

    list_code = "releases"
    serializer_class = ReleaseSerializer

    def seen(self, request: Request, pk: UUID) -> Release:
        """Return one release; one outside the scope is absent."""
        row: Release = get_object_or_404(
            Release.objects.visible_to(request.actor).for_list(),  # type: ignore[attr-defined]  # set by the kit
            pk=pk,
        )
        return row


@method_decorator(extend_schema(summary=_("List the releases of figures"), tags=[TAG]), "list")
@method_decorator(
    extend_schema(summary=_("Read a release of figures"), tags=[TAG], responses=ReleaseWithFiguresSerializer),
    "retrieve",
)
class Releases(_Seen):
    """Releases of figures."""

    needs: ClassVar[Any] = {"GET": "releases:read", "POST": "releases:prepare"}

    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer one release with its figures."""
        return Response(ReleaseWithFiguresSerializer(self.seen(request, pk)).data)

    @extend_schema(
        summary=_("Prepare a release of figures"),
        tags=[TAG],
        request=PreparationSerializer,
        responses={201: ReleaseSerializer},
    )
    def create(self, request: Request) -> Response:
        """Freeze the figures of a period as a draft."""
        given = PreparationSerializer(data=request.data)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            row = preparing.prepare(**given.validated_data, by=request.actor)  # type: ignore[attr-defined]
            return 201, ReleaseSerializer(self.seen(request, row.pk)).data

        return carried_out_once(request, act)


class _Act(_Seen):
    """One act on one release: once for a key, while it is as it was read."""

    verb: ClassVar[Callable[..., Release]]

    def carried_out(self, request: Request, pk: UUID) -> Response:
        """Do it and answer the release that it made or moved."""
        seen, given = self.seen(request, pk), ReasonSerializer(data=request.data)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            row = type(self).verb(seen.pk, by=request.actor, **given.validated_data)  # type: ignore[attr-defined]
            return 200, ReleaseSerializer(self.seen(request, row.pk)).data

        return carried_out_once(request, act)


class ReleasePublishing(_Act):
    """Publishing a release."""

    needs: ClassVar[Any] = {"POST": "releases:publish"}
    verb = staticmethod(publishing.publish)

    @extend_schema(
        summary=_("Publish a release of figures"),
        tags=[TAG],
        request=ReasonSerializer,
        responses={200: ReleaseSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Publish it, if it is still what was read."""
        return self.carried_out(request, pk)


class ReleaseDiscarding(_Act):
    """Discarding a draft."""

    needs: ClassVar[Any] = {"POST": "releases:discard"}
    verb = staticmethod(publishing.discard)

    @extend_schema(
        summary=_("Discard a prepared release"),
        tags=[TAG],
        request=ReasonSerializer,
        responses={200: ReleaseSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Discard it, if it is still what was read."""
        return self.carried_out(request, pk)


class ReleaseRestating(_Act):
    """Preparing a restatement."""

    needs: ClassVar[Any] = {"POST": "releases:restate"}
    verb = staticmethod(preparing.restate)

    @extend_schema(
        summary=_("Prepare the restatement of a release"),
        tags=[TAG],
        request=ReasonSerializer,
        responses={200: ReleaseSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Freeze its period anew; answers the draft of the restatement."""
        return self.carried_out(request, pk)
