"""The letter of entrustment for programs: read as on the tab, changed by the same verbs."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import agreeing
from cases.agreements.serializers import CaseAgreementSerializer, TermsSerializer
from cases.agreements.terms import SEALED
from cases.conduct.api import VERSION
from cases.models import Case
from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.serializers import StrictSerializer
from foundation.exchange.api.views import ApiView


class CaseAgreement(ApiView):
    """The letter of entrustment of one case."""

    needs: ClassVar[Any] = {"GET": "cases:read"}
    serializer_class = CaseAgreementSerializer
    verb: ClassVar[Callable[..., Any]]
    given: ClassVar[type[StrictSerializer]] = StrictSerializer

    @extend_schema(
        summary=_("Read the letter of entrustment of a case"), tags=["cases"], responses=CaseAgreementSerializer
    )
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer its versions; what is under seal stays there. A case outside the scope is absent."""
        return Response(self.told(self.seen(request, pk)))

    def seen(self, request: Request, pk: UUID) -> Case:
        """Return a case; one outside the scope is absent."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        row: Case = get_object_or_404(Case.objects.visible_to(actor), pk=pk)
        return row

    def told(self, case: Case) -> dict[str, Any]:
        """Return the letter as it is now."""
        rows = case.agreements.select_related("signed_copy").defer(*SEALED)
        answer = {"id": case.pk, "due_on": case.due_on, "agreements": list(rows), "version": case.trail_seq}
        return dict(CaseAgreementSerializer(answer).data)

    def carried_out(self, request: Request, pk: UUID) -> Response:
        """Do it, once for a key, and answer the letter as it is then."""
        case, sent = self.seen(request, pk), type(self).given(data=request.data)
        sent.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            type(self).verb(case.pk, by=request.actor, **sent.validated_data)  # type: ignore[attr-defined]
            return 200, self.told(self.seen(request, pk))

        return carried_out_once(request, act)


class AmendmentGiven(TermsSerializer):
    """The whole letter as it is from a day on, why it is changed, and how the client consented.

    What is under seal and left empty stays as it was.
    """

    version = serializers.IntegerField(**VERSION)
    agreed_on = serializers.DateField(help_text=_("The day both sides consented to the change."))
    consent = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)


class CaseAgreementChange(CaseAgreement):
    """Changing the letter of entrustment."""

    needs: ClassVar[Any] = {"POST": "cases:amend_agreement"}
    verb = staticmethod(agreeing.amend)
    given = AmendmentGiven

    @extend_schema(
        summary=_("Change the letter of entrustment by consent"), tags=["cases"], request=AmendmentGiven,
        responses={200: CaseAgreementSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Add a version, if the case is still what was read."""
        return self.carried_out(request, pk)


class SigningGiven(StrictSerializer):
    """On which day both sides signed a version. The copy is handed in by page."""

    version = serializers.IntegerField(help_text=_("That of the version of the letter."), **VERSION)
    number = serializers.IntegerField(min_value=0, max_value=2**15 - 1)
    signed_on = serializers.DateField()


class CaseAgreementSigning(CaseAgreement):
    """Recording the signing of a version."""

    needs: ClassVar[Any] = {"POST": "cases:sign_agreement"}
    verb = staticmethod(agreeing.keep_signed)
    given = SigningGiven

    @extend_schema(
        summary=_("Record the signing of a letter of entrustment"), tags=["cases"], request=SigningGiven,
        responses={200: CaseAgreementSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it, if the version is still what was read."""
        return self.carried_out(request, pk)
