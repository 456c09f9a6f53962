"""The chain of an opinion for programs: read, and taken further by the verbs of the pages. Texts are written, not read.

Who signs is the person behind the posting of the token; the machine account of a client signs nothing.
"""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import issuing_opinion, preparing_opinion
from cases.models import Case, IssuedOpinion, Opinion, SignOff
from cases.opinions.issued.standing import standing_of
from cases.opinions.issued.states import IssuedState
from cases.opinions.states import OpinionState
from cases.opinions.texts import LABELS, OpinionTexts
from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.serializers import StrictSerializer
from foundation.exchange.api.views import ApiView


class SignOffSerializer(serializers.Serializer[SignOff]):
    """What one person said to one version; dissents and disagreements stay under seal."""

    version = serializers.IntegerField(read_only=True)
    level = serializers.IntegerField(read_only=True)
    verdict = serializers.ChoiceField(SignOff.Verdict.choices, read_only=True)
    certificate_number = serializers.CharField(read_only=True)
    shortfall = serializers.CharField(read_only=True)
    signed_on = serializers.DateField(read_only=True)


class IssuedSerializer(serializers.Serializer[Any]):
    """What was issued."""

    number = serializers.CharField(read_only=True)
    code = serializers.CharField(read_only=True, help_text=_("The code of the public check."))
    issued_on = serializers.DateField(read_only=True)
    standing = serializers.SerializerMethodField()
    pages = serializers.IntegerField(read_only=True, allow_null=True)
    sha256 = serializers.CharField(read_only=True, help_text=_("Empty while the paper is being printed."))

    @extend_schema_field(serializers.ChoiceField(IssuedState.choices))
    def get_standing(self, row: IssuedOpinion) -> str:
        """How it stands today."""
        return standing_of(row).state.value


class CaseOpinionSerializer(serializers.Serializer[Opinion]):
    """The chain of an opinion without its text."""

    case = serializers.UUIDField(source="case_id", read_only=True)
    state = serializers.ChoiceField(OpinionState.choices, read_only=True)
    text_version = serializers.IntegerField(source="version", read_only=True)
    sign_offs = SignOffSerializer(source="case.sign_offs", many=True, read_only=True)
    issued = IssuedSerializer(source="case.issued_opinion", read_only=True, allow_null=True, default=None)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class SeenSerializer(StrictSerializer):
    """Which state of the opinion was seen."""

    version = serializers.IntegerField(min_value=0, max_value=2**53, help_text=_("0 where there is no opinion yet."))


class OpinionVersionSerializer(SeenSerializer):
    """The text of a version. Lengths and parts are judged by the verb, as on the page."""

    ready = serializers.BooleanField(default=False, help_text=_("Whether the appraisers are asked to sign it."))
    examined_on = serializers.DateField(allow_null=True, default=None)
    place = serializers.CharField(allow_blank=True, default="")
    attendees = serializers.CharField(allow_blank=True, default="")
    facts = serializers.CharField(allow_blank=True, default="")
    summary = serializers.CharField(allow_blank=True, default="")
    process = serializers.CharField(allow_blank=True, default="")
    analysis = serializers.CharField(allow_blank=True, default="")
    opinion = serializers.CharField(allow_blank=True, default="")
    annexes = serializers.CharField(allow_blank=True, default="")

    def given(self) -> dict[str, Any]:
        """What was given, for the verb."""
        data = dict(self.validated_data)
        texts = OpinionTexts(**{name: data.pop(name) for name in LABELS})
        return {**data, "texts": texts}


class SignatureSerializer(SeenSerializer):
    """A signature at the first level."""

    dissent = serializers.CharField(allow_blank=True, default="", help_text=_("Only where the appraiser differs."))


class ReviewSerializer(SeenSerializer):
    """What the reviewer says."""

    on_procedure = serializers.CharField(allow_blank=True)
    on_opinion = serializers.CharField(allow_blank=True)


class ReturnSerializer(SeenSerializer):
    """Why a version goes back."""

    disagreement = serializers.CharField(allow_blank=True)


class CaseOpinion(ApiView):
    """The chain of the opinion of one case."""

    needs: ClassVar[Any] = {"GET": "cases:read"}
    serializer_class = CaseOpinionSerializer

    @extend_schema(
        summary=_("Read how the opinion of a case stands"), tags=["opinions"], responses=CaseOpinionSerializer
    )
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer the chain; a case outside the scope, or without a version, is absent."""
        return Response(self.told(request, pk))

    def told(self, request: Request, pk: UUID) -> dict[str, Any]:
        """Return the chain as it is now."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        rows = Opinion.objects.visible_to(actor).select_related("case__issued_opinion")
        answer: dict[str, Any] = CaseOpinionSerializer(get_object_or_404(rows, case=pk)).data
        return answer


class _Step(CaseOpinion):
    """One step of the chain: what was sent goes to the verb, once for a key."""

    verb: ClassVar[Callable[..., Any]]

    def carried_out(self, request: Request, pk: UUID, given: SeenSerializer) -> Response:
        """Do it and answer the chain as it is then."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        seen = get_object_or_404(Case.objects.visible_to(actor), pk=pk)
        given.is_valid(raise_exception=True)
        data = given.given() if isinstance(given, OpinionVersionSerializer) else given.validated_data

        def act() -> tuple[int, dict[str, Any]]:
            type(self).verb(seen.pk, by=actor, **data)
            return 200, self.told(request, pk)

        return carried_out_once(request, act)


def _documented(summary: Any, given: type[SeenSerializer]) -> Any:
    return extend_schema(summary=summary, tags=["opinions"], request=given, responses={200: CaseOpinionSerializer})


class OpinionVersions(_Step):
    """Putting down a version."""

    needs: ClassVar[Any] = {"POST": "cases:draft_opinion"}
    verb = staticmethod(preparing_opinion.write_version)

    @_documented(_("Put down a version of an opinion"), OpinionVersionSerializer)
    def create(self, request: Request, pk: UUID) -> Response:
        """Put it down as an appraiser of the case."""
        return self.carried_out(request, pk, OpinionVersionSerializer(data=request.data))


class OpinionSignature(_Step):
    """Signing at the first level."""

    needs: ClassVar[Any] = {"POST": "cases:sign_opinion"}
    verb = staticmethod(preparing_opinion.sign)

    @_documented(_("Sign an opinion as its appraiser"), SignatureSerializer)
    def create(self, request: Request, pk: UUID) -> Response:
        """Sign the present version."""
        return self.carried_out(request, pk, SignatureSerializer(data=request.data))


class OpinionReview(_Step):
    """Agreeing at the second level."""

    needs: ClassVar[Any] = {"POST": "cases:review_opinion"}
    verb = staticmethod(preparing_opinion.review)

    @_documented(_("Agree to an opinion as its reviewer"), ReviewSerializer)
    def create(self, request: Request, pk: UUID) -> Response:
        """Agree to the present version."""
        return self.carried_out(request, pk, ReviewSerializer(data=request.data))


class OpinionReturn(_Step):
    """Sending a version back."""

    needs: ClassVar[Any] = {"POST": "cases:return_opinion"}
    verb = staticmethod(preparing_opinion.send_back)

    @_documented(_("Return an opinion to its appraisers"), ReturnSerializer)
    def create(self, request: Request, pk: UUID) -> Response:
        """Send the present version back."""
        return self.carried_out(request, pk, ReturnSerializer(data=request.data))


class OpinionIssue(_Step):
    """Issuing."""

    needs: ClassVar[Any] = {"POST": "cases:issue_opinion"}
    verb = staticmethod(issuing_opinion.issue)

    @_documented(_("Issue an opinion"), SeenSerializer)
    def create(self, request: Request, pk: UUID) -> Response:
        """Issue the present version."""
        return self.carried_out(request, pk, SeenSerializer(data=request.data))
