"""Case reviews for programs: opened, drawn, reviewed, concluded by the verbs of the pages, and as blind as these."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import ReasonSerializer
from institutions.rectification.api import RecordedFindingSerializer
from quality.actions import concluding, drawing, opening, reviewing
from quality.actions.opening import Opening
from quality.actions.reviewing import OpinionGiven
from quality.models import CaseReviewRound, DrawnCase, Review
from quality.serializers import (
    ConclusionGivenSerializer,
    DrawGivenSerializer,
    DrawnCaseSerializer,
    DrawnCaseWithOpinionsSerializer,
    FindingGivenSerializer,
    OpeningSerializer,
    OpinionGivenSerializer,
    ReviewSerializer,
    ReviewWithOpinionsSerializer,
    RoundSerializer,
    VersionSerializer,
)

TAGS = ["case reviews"]


def _actor(request: Request) -> Any:
    return request.actor  # type: ignore[attr-defined]  # set by the kit


@method_decorator(extend_schema(summary=_("List case reviews"), tags=TAGS), "list")
@method_decorator(extend_schema(summary=_("Read a case review"), tags=TAGS), "retrieve")
class Rounds(Listed):
    """Rounds within the scope of the posting."""

    list_code = "review_rounds"
    needs: ClassVar[Any] = {"GET": "quality:read", "POST": "quality:open"}
    serializer_class = RoundSerializer

    @extend_schema(
        summary=_("Open a case review"), tags=TAGS, request=OpeningSerializer, responses={201: RoundSerializer}
    )
    def create(self, request: Request) -> Response:
        """Open a round of the organ of the posting."""
        given = OpeningSerializer(data=request.data)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            made = opening.open_round(Opening(**given.validated_data), by=_actor(request))
            return 201, dict(RoundSerializer(self.one(request, made.pk)).data)

        return carried_out_once(request, act)

    def one(self, request: Request, pk: UUID) -> CaseReviewRound:
        """Return one round within scope."""
        row: CaseReviewRound = get_object_or_404(CaseReviewRound.objects.visible_to(_actor(request)).for_list(), pk=pk)
        return row


class RoundDraw(Rounds):
    """Drawing the sample of a round."""

    needs: ClassVar[Any] = {"POST": "quality:draw"}

    @extend_schema(
        summary=_("Draw the sample"), tags=TAGS, request=DrawGivenSerializer, responses={200: RoundSerializer}
    )
    def create(self, request: Request, pk: UUID) -> Response:  # type: ignore[override]  # names one round
        """Draw it with the public value, if the round is still what was read."""
        self.one(request, pk)
        given = DrawGivenSerializer(data=request.data)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            drawing.draw(pk, by=_actor(request), **given.validated_data)
            return 200, dict(RoundSerializer(self.one(request, pk)).data)

        return carried_out_once(request, act)


class RoundClosing(Rounds):
    """Closing a round."""

    needs: ClassVar[Any] = {"POST": "quality:close"}

    @extend_schema(
        summary=_("Close a case review"), tags=TAGS, request=VersionSerializer, responses={200: RoundSerializer}
    )
    def create(self, request: Request, pk: UUID) -> Response:  # type: ignore[override]  # names one round
        """Close it, if everything is concluded."""
        self.one(request, pk)
        given = VersionSerializer(data=request.data)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            concluding.close_round(pk, by=_actor(request), **given.validated_data)
            return 200, dict(RoundSerializer(self.one(request, pk)).data)

        return carried_out_once(request, act)


@method_decorator(extend_schema(summary=_("List cases drawn for review"), tags=TAGS), "list")
@method_decorator(
    extend_schema(summary=_("Read a drawn case"), tags=TAGS, responses=DrawnCaseWithOpinionsSerializer), "retrieve"
)
class DrawnCases(Listed):
    """Drawn cases within the scope of the posting."""

    list_code = "drawn_cases"
    needs: ClassVar[Any] = {"GET": "quality:read"}
    serializer_class = DrawnCaseSerializer

    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer one drawn case with its opinions, as far as they may be read."""
        return Response(self.shown(request, pk))

    def one(self, request: Request, pk: UUID) -> DrawnCase:
        """Return one drawn case within scope."""
        rows = DrawnCase.objects.visible_to(_actor(request)).for_list().prefetch_related("reviews")
        row: DrawnCase = get_object_or_404(rows, pk=pk)
        return row

    def shown(self, request: Request, pk: UUID) -> dict[str, Any]:
        """Write one drawn case."""
        return dict(DrawnCaseWithOpinionsSerializer(self.one(request, pk), context={"request": request}).data)


class DrawnCaseConclusion(DrawnCases):
    """Deciding where reviewers differ."""

    needs: ClassVar[Any] = {"POST": "quality:conclude"}

    @extend_schema(
        summary=_("Decide where reviewers differ"),
        tags=TAGS,
        request=ConclusionGivenSerializer,
        responses={200: DrawnCaseWithOpinionsSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Decide it, if it is still what was read."""
        self.one(request, pk)
        given = ConclusionGivenSerializer(data=request.data)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            concluding.conclude(pk, by=_actor(request), **given.validated_data)
            return 200, self.shown(request, pk)

        return carried_out_once(request, act)


class DrawnCaseFinding(DrawnCases):
    """Recording a finding about the institution of a drawn case."""

    needs: ClassVar[Any] = {"POST": "quality:find"}

    @extend_schema(
        summary=_("Record a finding"),
        tags=TAGS,
        request=FindingGivenSerializer,
        responses={201: RecordedFindingSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it, if the case is still what was read."""
        self.one(request, pk)
        given = FindingGivenSerializer(data=request.data)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            made = concluding.record_finding(pk, by=_actor(request), **given.validated_data)
            return 201, dict(RecordedFindingSerializer(made).data)

        return carried_out_once(request, act)


@method_decorator(extend_schema(summary=_("List one's own reviews"), tags=TAGS), "list")
@method_decorator(
    extend_schema(summary=_("Read one's own review"), tags=TAGS, responses=ReviewWithOpinionsSerializer), "retrieve"
)
class Reviews(Listed):
    """The cases drawn for the posting."""

    list_code = "case_reviews"
    needs: ClassVar[Any] = {"GET": "quality:review"}
    serializer_class = ReviewSerializer

    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer one review, with the other opinion once both are in."""
        return Response(self.shown(request, pk))

    def one(self, request: Request, pk: UUID) -> Review:
        """Return one's own review."""
        rows = self.spec.rows(_actor(request), request.query_params)
        row: Review = get_object_or_404(rows, pk=pk)
        return row

    def shown(self, request: Request, pk: UUID) -> dict[str, Any]:
        """Write one review."""
        return dict(ReviewWithOpinionsSerializer(self.one(request, pk), context={"request": request}).data)


class ReviewOpinion(Reviews):
    """Giving one's own opinion."""

    needs: ClassVar[Any] = {"POST": "quality:review"}

    @extend_schema(
        summary=_("Give an opinion"),
        tags=TAGS,
        request=OpinionGivenSerializer,
        responses={200: ReviewWithOpinionsSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Give it, if the review is still what was read."""
        self.one(request, pk)
        given = OpinionGivenSerializer(data=request.data)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            said = dict(given.validated_data)
            version = said.pop("version")
            reviewing.submit(pk, by=_actor(request), version=version, given=OpinionGiven(**said))
            return 200, self.shown(request, pk)

        return carried_out_once(request, act)


class ReviewRecusal(Reviews):
    """Withdrawing from a case."""

    needs: ClassVar[Any] = {"POST": "quality:review"}

    @extend_schema(
        summary=_("Withdraw from a case"), tags=TAGS, request=ReasonSerializer, responses={200: ReviewSerializer}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Withdraw; the next in the order of the draw gets the case."""
        self.one(request, pk)
        return ended(request, pk, reviewing.recuse)


class ReviewReplacement(Reviews):
    """Replacing a reviewer who gives no opinion."""

    needs: ClassVar[Any] = {"POST": "quality:replace"}

    @extend_schema(
        summary=_("Replace a reviewer"), tags=TAGS, request=ReasonSerializer, responses={200: ReviewSerializer}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Replace the reviewer by the next in the order of the draw."""
        get_object_or_404(Review.objects.visible_to(_actor(request)), pk=pk)
        return ended(request, pk, reviewing.replace)


def ended(request: Request, pk: UUID, verb: Callable[..., Review]) -> Response:
    """End one review by a verb and answer it as it is then, without the contents of an opinion: there is none."""
    given = ReasonSerializer(data=request.data)
    given.is_valid(raise_exception=True)

    def act() -> tuple[int, dict[str, Any]]:
        return 200, dict(ReviewSerializer(verb(pk, by=_actor(request), **given.validated_data)).data)

    return carried_out_once(request, act)
