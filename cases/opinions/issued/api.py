"""What follows an issued opinion for programs: read as on its page, and corrected by the same verb."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import correcting_opinions, revoking_opinions
from cases.models import Case, IssuedOpinion, OpinionCorrection, OpinionRevocation
from cases.opinions.issued.standing import standing_of
from cases.opinions.issued.states import IssuedState, Part
from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.serializers import ReasonSerializer, StrictSerializer
from foundation.exchange.api.views import ApiView


class OpinionCorrectionSerializer(serializers.Serializer[OpinionCorrection]):
    """A correction without the words that it corrects: these stay under seal and on its paper."""

    number = serializers.IntegerField(read_only=True)
    part = serializers.ChoiceField(Part.choices, read_only=True)
    location = serializers.CharField(read_only=True)
    ground = serializers.CharField(read_only=True, help_text=_("A code of the dated list."))
    reason = serializers.CharField(read_only=True)
    certificate_number = serializers.CharField(read_only=True)
    corrected_on = serializers.DateField(read_only=True)
    pages = serializers.IntegerField(read_only=True, allow_null=True)
    sha256 = serializers.CharField(read_only=True, help_text=_("Empty while the paper is being printed."))


class OpinionRevocationSerializer(serializers.Serializer[OpinionRevocation]):
    """That an opinion was revoked, when and on which ground."""

    ground = serializers.CharField(read_only=True, help_text=_("A code of the dated list."))
    reason = serializers.CharField(read_only=True)
    found_on = serializers.DateField(read_only=True, help_text=_("Since when the institution knew, as it says."))
    revoked_on = serializers.DateField(read_only=True)
    pages = serializers.IntegerField(read_only=True, allow_null=True)
    sha256 = serializers.CharField(read_only=True, help_text=_("Empty while the paper is being printed."))


class IssuedOpinionSerializer(serializers.Serializer[Any]):
    """How an issued opinion stands today."""

    case = serializers.UUIDField(read_only=True)
    number = serializers.CharField(read_only=True)
    standing = serializers.ChoiceField(IssuedState.choices, read_only=True)
    corrections = OpinionCorrectionSerializer(many=True, read_only=True)
    revocation = OpinionRevocationSerializer(read_only=True, allow_null=True)
    version = serializers.IntegerField(read_only=True, help_text=_("That of the case; rises with every change."))


class IssuedOpinions(ApiView):
    """How the issued opinion of one case stands."""

    needs: ClassVar[Any] = {"GET": "cases:read"}
    serializer_class = IssuedOpinionSerializer
    verb: ClassVar[Callable[..., Any]]
    given: ClassVar[type[StrictSerializer]] = StrictSerializer

    @extend_schema(summary=_("Read how an issued opinion stands"), tags=["opinions"], responses=IssuedOpinionSerializer)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer state and corrections; a case outside the scope, or without an opinion issued here, is absent."""
        return Response(self.told(self.seen(request, pk)))

    def seen(self, request: Request, pk: UUID) -> Case:
        """Return a case; one outside the scope is absent."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        row: Case = get_object_or_404(Case.objects.visible_to(actor), pk=pk)
        return row

    def told(self, case: Case) -> dict[str, Any]:
        """Return how the opinion of a case stands now. Raises Http404 where none was issued here."""
        issued = get_object_or_404(IssuedOpinion, case=case)
        standing = standing_of(issued)
        answer = {
            "case": case.pk,
            "number": issued.number,
            "standing": standing.state,
            "corrections": standing.corrections,
            "revocation": standing.revocation,
            "version": case.trail_seq,
        }
        return dict(IssuedOpinionSerializer(answer).data)

    def carried_out(self, request: Request, pk: UUID) -> Response:
        """Do it, once for a key, and answer how the opinion stands then."""
        case, given = self.seen(request, pk), type(self).given(data=request.data)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            type(self).verb(case.pk, by=request.actor, **given.validated_data)  # type: ignore[attr-defined]
            return 200, self.told(self.seen(request, pk))

        return carried_out_once(request, act)


class CorrectionGiven(ReasonSerializer):
    """Where an opinion is corrected, on which ground and why, and the words. The verb judges them, as on the page."""

    part = serializers.CharField(help_text=_("A part of the form; “opinion” is refused."))
    location = serializers.CharField(allow_blank=True)
    ground = serializers.CharField(help_text=_("The code of a ground of the statutory list, such as TZ41-3."))
    old_words = serializers.CharField(allow_blank=True, default="", write_only=True)
    new_words = serializers.CharField(allow_blank=True, write_only=True)


class IssuedOpinionCorrection(IssuedOpinions):
    """Correcting an issued opinion."""

    needs: ClassVar[Any] = {"POST": "cases:correct_opinion"}
    verb = staticmethod(correcting_opinions.correct)
    given = CorrectionGiven

    @extend_schema(
        summary=_("Correct an issued opinion"), tags=["opinions"], request=CorrectionGiven,
        responses={200: IssuedOpinionSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Correct it, if the case is still what was read."""
        return self.carried_out(request, pk)


class RevocationGiven(ReasonSerializer):
    """On which ground of 条例 art. 38 an opinion is revoked, since when it is known, and why."""

    ground = serializers.CharField(help_text=_("The code of a ground that article 38 names, such as SD36-3."))
    found_on = serializers.DateField(help_text=_("The day on which the institution found it: not before the issue."))


class IssuedOpinionRevocation(IssuedOpinions):
    """Revoking an issued opinion."""

    needs: ClassVar[Any] = {"POST": "cases:revoke_opinion"}
    verb = staticmethod(revoking_opinions.revoke)
    given = RevocationGiven

    @extend_schema(
        summary=_("Revoke an issued opinion"), tags=["opinions"], request=RevocationGiven,
        responses={200: IssuedOpinionSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Revoke it, if the case is still what was read."""
        return self.carried_out(request, pk)
