"""The annual review for programs: read, opened, submitted, proposed and decided by the verbs of the pages."""

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
from governance.annual_review import gate
from governance.annual_review.actions import deciding, opening, reviewing, submitting
from governance.annual_review.lines import Line, digest_of, lines_submitted, lines_today
from governance.annual_review.models import AnnualReview, ReviewYear
from governance.annual_review.states import Answer, Proposal, ReviewState, Ruling, YearState
from institutions.models import YearStanding

TAG = "annual-reviews"


class ReviewYearSerializer(serializers.Serializer[ReviewYear]):
    """A year under review with its dates."""

    id = serializers.UUIDField(read_only=True)
    year = serializers.IntegerField(read_only=True)
    state = serializers.ChoiceField(YearState.choices, read_only=True)
    opened_on = serializers.DateField(read_only=True)
    begins_on = serializers.DateField(read_only=True, help_text=_("The first day on which institutions can submit."))
    institutions_until = serializers.DateField(read_only=True)
    cities_until = serializers.DateField(read_only=True)
    province_until = serializers.DateField(read_only=True)
    expected = serializers.IntegerField(read_only=True, help_text=_("Institutions on the day of opening."))
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class YearOpeningSerializer(StrictSerializer):
    """Which year is opened, and until when each level has time."""

    year = serializers.IntegerField(min_value=0, max_value=9999)
    begins_on = serializers.DateField()
    institutions_until = serializers.DateField()
    cities_until = serializers.DateField()
    province_until = serializers.DateField()


class LineSerializer(serializers.Serializer[Line]):
    """One line: what the portal knows, and what was said about it."""

    code = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    figure = serializers.CharField(read_only=True)
    value = serializers.JSONField(
        read_only=True, help_text=_("The value as plain data; what it holds follows its kind.")
    )
    words = serializers.CharField(read_only=True, help_text=_("The value in the language of the request."))
    to_be_confirmed = serializers.BooleanField(read_only=True)
    answer = serializers.CharField(source="said.answer", read_only=True, default="")
    own_value = serializers.CharField(source="said.own_value", read_only=True, default="")
    reason = serializers.CharField(source="said.reason", read_only=True, default="")
    ruling = serializers.CharField(source="said.ruling", read_only=True, default="")


class AnnualReviewSerializer(serializers.Serializer[AnnualReview]):
    """The annual review of one institution."""

    id = serializers.UUIDField(read_only=True)
    year = serializers.IntegerField(read_only=True)
    institution = InstitutionInShortSerializer(read_only=True)
    state = serializers.ChoiceField(ReviewState.choices, read_only=True)
    due_on = serializers.DateField(read_only=True, help_text=_("The last day for whoever has the next step."))
    submitted_on = serializers.DateField(read_only=True, allow_null=True)
    is_late = serializers.BooleanField(read_only=True)
    disputed = serializers.IntegerField(read_only=True)
    statement = serializers.CharField(read_only=True)
    return_reason = serializers.CharField(read_only=True)
    proposed_on = serializers.DateField(read_only=True, allow_null=True)
    proposal = serializers.CharField(read_only=True)
    proposal_reason = serializers.CharField(read_only=True)
    absent = serializers.BooleanField(read_only=True)
    decided_on = serializers.DateField(read_only=True, allow_null=True)
    result = serializers.CharField(read_only=True)
    result_reason = serializers.CharField(read_only=True)
    city_code = serializers.CharField(read_only=True)
    county_code = serializers.CharField(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class AnnualReviewWithLinesSerializer(AnnualReviewSerializer):
    """One annual review with its lines: those of today while it waits for the institution, else the submitted ones."""

    lines = serializers.SerializerMethodField()
    figures = serializers.SerializerMethodField(
        help_text=_(
            "What identifies these values; a submission sends it back, so that nobody confirms what he never saw."
        )
    )

    @extend_schema_field(LineSerializer(many=True))
    def get_lines(self, row: AnnualReview) -> Any:
        """The lines."""
        lines: Any = _lines(row)
        return LineSerializer(lines, many=True).data

    def get_figures(self, row: AnnualReview) -> str:
        """The digest of the values of the lines."""
        return digest_of(_lines(row))


def _lines(row: AnnualReview) -> list[Line]:
    return lines_today(row) if gate.absence(row) else lines_submitted(row)


class SaidSerializer(StrictSerializer):
    """What the institution says about one line."""

    code = serializers.CharField(max_length=40)
    answer = serializers.ChoiceField(Answer.choices)
    own_value = serializers.CharField(allow_blank=True, default="")
    reason = serializers.CharField(allow_blank=True, default="")


class SubmissionSerializer(StrictSerializer):
    """Every line confirmed or disputed, and a statement."""

    version = serializers.IntegerField(min_value=0, max_value=2**53)
    figures = serializers.CharField(max_length=64, help_text=_("As it was read with the lines."))
    lines = SaidSerializer(many=True)
    statement = serializers.CharField(allow_blank=True, default="")


class RulingSerializer(StrictSerializer):
    """Whose value of a disputed line holds."""

    code = serializers.CharField(max_length=40)
    ruling = serializers.ChoiceField(Ruling.choices)


class ProposalSerializer(StrictSerializer):
    """What a city proposes."""

    version = serializers.IntegerField(min_value=0, max_value=2**53)
    proposal = serializers.ChoiceField(Proposal.choices)
    rulings = RulingSerializer(many=True, default=list)
    reason = serializers.CharField(allow_blank=True, default="", max_length=2_000)


class YearDecisionSerializer(StrictSerializer):
    """What the province decides."""

    version = serializers.IntegerField(min_value=0, max_value=2**53)
    result = serializers.ChoiceField(YearStanding.Result.choices)
    reason = serializers.CharField(allow_blank=True, default="", max_length=2_000)


@method_decorator(extend_schema(summary=_("List the years under review"), tags=[TAG]), "list")
@method_decorator(extend_schema(summary=_("Read a year under review"), tags=[TAG]), "retrieve")
class ReviewYears(Listed):
    """The years under review."""

    list_code = "annual_review_years"
    needs: ClassVar[Any] = {"GET": "annual_review:read", "POST": "annual_review:open"}
    serializer_class = ReviewYearSerializer

    @extend_schema(
        summary=_("Open the annual review of a year"),
        tags=[TAG],
        request=YearOpeningSerializer,
        responses={201: ReviewYearSerializer},
    )
    def create(self, request: Request) -> Response:
        """Open it; the reviews of the institutions follow in the background."""
        given = YearOpeningSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit

        def act() -> tuple[int, dict[str, Any]]:
            year = opening.open_year(gate.Dates(**given.validated_data), by=actor)
            return 201, ReviewYearSerializer(ReviewYear.objects.visible_to(actor).get(pk=year.pk)).data

        return carried_out_once(request, act)


@method_decorator(extend_schema(summary=_("List annual reviews"), tags=[TAG]), "list")
@method_decorator(
    extend_schema(summary=_("Read an annual review"), tags=[TAG], responses=AnnualReviewWithLinesSerializer), "retrieve"
)
class AnnualReviews(Listed):
    """Annual reviews within the scope of the posting."""

    list_code = "annual_reviews"
    needs: ClassVar[Any] = {"GET": "annual_review:read"}
    serializer_class = AnnualReviewSerializer

    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer one review with its lines."""
        return Response(AnnualReviewWithLinesSerializer(self.seen(request, pk)).data)

    def seen(self, request: Request, pk: UUID) -> AnnualReview:
        """Return one review; one outside the scope is absent."""
        row: AnnualReview = get_object_or_404(
            AnnualReview.objects.visible_to(request.actor).for_list(),  # type: ignore[attr-defined]
            pk=pk,
        )
        return row


class _Act(AnnualReviews):
    """One act on one review: what was sent goes to the verb, once for a key, while it is as it was read."""

    verb: ClassVar[Callable[..., Any]]

    def carried_out(self, request: Request, pk: UUID, given: StrictSerializer) -> Response:
        """Do it and answer the review as it is then."""
        seen = self.seen(request, pk)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            type(self).verb(seen.pk, by=request.actor, **self.arguments(given.validated_data))  # type: ignore[attr-defined]
            return 200, AnnualReviewWithLinesSerializer(self.seen(request, pk)).data

        return carried_out_once(request, act)

    def arguments(self, given: dict[str, Any]) -> dict[str, Any]:
        """What was sent, as the verb takes it."""
        return given


class AnnualReviewSubmission(_Act):
    """Submitting an annual review."""

    needs: ClassVar[Any] = {"POST": "annual_review:submit"}
    verb = staticmethod(submitting.submit)

    @extend_schema(
        summary=_("Confirm or dispute the lines of an annual review and submit it"),
        tags=[TAG],
        request=SubmissionSerializer,
        responses={200: AnnualReviewWithLinesSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Submit it, if review and figures are still what was read."""
        return self.carried_out(request, pk, SubmissionSerializer(data=request.data))

    def arguments(self, given: dict[str, Any]) -> dict[str, Any]:
        """The lines by their codes."""
        said = {each["code"]: gate.Said(each["answer"], each["own_value"], each["reason"]) for each in given["lines"]}
        return {**{name: given[name] for name in ("version", "figures", "statement")}, "said": said}


class AnnualReviewReturn(_Act):
    """Returning an annual review to the institution."""

    needs: ClassVar[Any] = {"POST": "annual_review:return"}
    verb = staticmethod(reviewing.return_to_institution)

    @extend_schema(
        summary=_("Return an annual review to the institution"),
        tags=[TAG],
        request=ReasonSerializer,
        responses={200: AnnualReviewWithLinesSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Return it, if it is still what was read."""
        return self.carried_out(request, pk, ReasonSerializer(data=request.data))


class AnnualReviewProposal(_Act):
    """Proposing a result to the province."""

    needs: ClassVar[Any] = {"POST": "annual_review:propose"}
    verb = staticmethod(reviewing.propose)

    @extend_schema(
        summary=_("Propose a result of an annual review"),
        tags=[TAG],
        request=ProposalSerializer,
        responses={200: AnnualReviewWithLinesSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Propose it, if it is still what was read."""
        return self.carried_out(request, pk, ProposalSerializer(data=request.data))

    def arguments(self, given: dict[str, Any]) -> dict[str, Any]:
        """The rulings by the codes of their lines."""
        return {**given, "rulings": {each["code"]: each["ruling"] for each in given["rulings"]}}


class AnnualReviewDecision(_Act):
    """Deciding about an annual review."""

    needs: ClassVar[Any] = {"POST": "annual_review:decide"}
    verb = staticmethod(deciding.decide)

    @extend_schema(
        summary=_("Decide about an annual review"),
        tags=[TAG],
        request=YearDecisionSerializer,
        responses={200: AnnualReviewWithLinesSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Decide, if it is still what was read; the result is published at once."""
        return self.carried_out(request, pk, YearDecisionSerializer(data=request.data))
