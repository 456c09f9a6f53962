"""What the API writes and takes about case reviews. Nothing here judges: lengths, days and points are the verbs'."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foundation.exchange.api.serializers import (
    CategorySerializer,
    InstitutionInShortSerializer,
    OrganisationSerializer,
    ReasonSerializer,
    StrictSerializer,
    VersionSerializer,
)
from institutions.models import Finding
from quality.blindness import opinions_of
from quality.models import CaseReviewRound, DrawnCase, Review
from quality.states import Conclusion, DrawnState, ReviewState, RoundState


class RoundSerializer(serializers.Serializer[CaseReviewRound]):
    """One round of case review with its commitment."""

    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(read_only=True)
    number = serializers.CharField(source="full_number", read_only=True)
    state = serializers.ChoiceField(RoundState.choices, read_only=True)
    organ = OrganisationSerializer(read_only=True)
    practice_code = serializers.CharField(read_only=True, help_text=_("Empty for every category."))
    issued_from = serializers.DateField(read_only=True)
    issued_until = serializers.DateField(read_only=True)
    size = serializers.IntegerField(read_only=True)
    pool_size = serializers.IntegerField(read_only=True)
    pool_hash = serializers.CharField(read_only=True)
    commitment = serializers.CharField(
        read_only=True, help_text=_("SHA-256 of the plan, made before the public value.")
    )
    seed_source = serializers.CharField(read_only=True)
    seed_on = serializers.DateField(read_only=True)
    seed_value = serializers.CharField(read_only=True)
    seed = serializers.CharField(read_only=True)
    opened_on = serializers.DateField(read_only=True)
    drawn_on = serializers.DateField(read_only=True, allow_null=True)
    closed_on = serializers.DateField(read_only=True, allow_null=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class OpinionSerializer(serializers.Serializer[Any]):
    """One of the two opinions, as far as the caller may read it today."""

    place = serializers.IntegerField(read_only=True)
    given = serializers.BooleanField(read_only=True)
    readable = serializers.BooleanField(read_only=True)
    conclusion = serializers.CharField(source="review.conclusion", read_only=True, default="")
    scores = serializers.JSONField(source="review.scores", read_only=True, default=dict)
    remarks = serializers.CharField(source="review.remarks", read_only=True, default="")


class DrawnCaseSerializer(serializers.Serializer[DrawnCase]):
    """One drawn case."""

    id = serializers.UUIDField(read_only=True)
    round = serializers.UUIDField(source="round_id", read_only=True)
    case = serializers.UUIDField(source="case_id", read_only=True)
    case_number = serializers.CharField(source="case.case_number", read_only=True)
    institution = InstitutionInShortSerializer(read_only=True)
    rank = serializers.IntegerField(read_only=True)
    rank_key = serializers.CharField(read_only=True)
    state = serializers.ChoiceField(DrawnState.choices, read_only=True)
    conclusion = serializers.ChoiceField(Conclusion.choices, read_only=True, allow_blank=True)
    drawn_on = serializers.DateField(read_only=True)
    concluded_on = serializers.DateField(read_only=True, allow_null=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class DrawnCaseWithOpinionsSerializer(DrawnCaseSerializer):
    """One drawn case with its two opinions."""

    opinions = serializers.SerializerMethodField(help_text=_("Contents stand here once both are in."))

    @extend_schema_field(OpinionSerializer(many=True))
    def get_opinions(self, row: DrawnCase) -> Any:
        """The opinions as the caller may read them."""
        return OpinionSerializer(opinions_of(row, self.context["request"].actor), many=True).data


class ReviewSerializer(serializers.Serializer[Review]):
    """One's own review of one case, which stays nameless."""

    id = serializers.UUIDField(read_only=True)
    round = serializers.CharField(source="drawn.round.name", read_only=True)
    rank = serializers.IntegerField(source="drawn.rank", read_only=True)
    category = CategorySerializer(source="drawn.case.category", read_only=True)
    state = serializers.ChoiceField(ReviewState.choices, read_only=True)
    assigned_on = serializers.DateField(read_only=True)
    submitted_on = serializers.DateField(read_only=True, allow_null=True)
    scores = serializers.JSONField(read_only=True)
    conclusion = serializers.ChoiceField(Conclusion.choices, read_only=True, allow_blank=True)
    remarks = serializers.CharField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class ReviewWithOpinionsSerializer(ReviewSerializer):
    """One's own review with the other opinion, once both are in."""

    opinions = serializers.SerializerMethodField(help_text=_("Contents stand here once both are in."))

    @extend_schema_field(OpinionSerializer(many=True))
    def get_opinions(self, row: Review) -> Any:
        """The opinions as the caller may read them."""
        return OpinionSerializer(opinions_of(row.drawn, self.context["request"].actor), many=True).data


class OpeningSerializer(StrictSerializer):
    """What a round is about, and the public value fixed in advance. Judged by the verb, as on the page."""

    name = serializers.CharField(allow_blank=True)
    year = serializers.IntegerField()
    practice_code = serializers.CharField(allow_blank=True, default="")
    issued_from = serializers.DateField()
    issued_until = serializers.DateField()
    size = serializers.IntegerField()
    seed_source = serializers.CharField(allow_blank=True, help_text=_("A public result nobody can know yet."))
    seed_on = serializers.DateField(help_text=_("After today."))


class DrawGivenSerializer(VersionSerializer):
    """The public value as it was announced."""

    value = serializers.CharField(allow_blank=True)


class OpinionGivenSerializer(VersionSerializer):
    """One's own opinion."""

    scores = serializers.DictField(child=serializers.IntegerField(), help_text=_("Points 0 to 10 by criterion."))
    conclusion = serializers.ChoiceField(Conclusion.choices)
    remarks = serializers.CharField(allow_blank=True, default="")


class ConclusionGivenSerializer(ReasonSerializer):
    """What a case comes to whose reviewers differ."""

    conclusion = serializers.ChoiceField(Conclusion.choices)


class FindingGivenSerializer(VersionSerializer):
    """What is wrong, by which point, how grave."""

    ground = serializers.CharField(help_text=_("The code of a point of the dated list, such as PC-3."))
    description = serializers.CharField(allow_blank=True)
    severity = serializers.ChoiceField(Finding.Severity.choices)
