"""Entrustments for programs: read, filed and withdrawn by the verbs of the pages."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases import gate
from cases.actions import accepting, deciding, filing
from cases.agreements.serializers import TermsSerializer
from cases.api import ClientName
from cases.entrustments.filing import Filing, MaterialGiven, SubjectGiven
from cases.entrustments.states import EntrustmentState
from cases.models import AgreedDecision, Completion, EntrustedMaterial, EntrustedSubject, Entrustment
from cases.models.case import ClientKind, ClientNature
from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import (
    CategorySerializer,
    InstitutionInShortSerializer,
    ReasonSerializer,
    StrictSerializer,
)
from institutions.models import Institution


class FindingSerializer(serializers.Serializer[Any]):
    """What stands against accepting an entrustment, as its page says it."""

    code = serializers.CharField(read_only=True)
    message = serializers.CharField(read_only=True)
    article = serializers.CharField(read_only=True)
    field = serializers.CharField(read_only=True)
    fact = serializers.CharField(read_only=True)
    way_out = serializers.CharField(read_only=True)
    overridable = serializers.BooleanField(read_only=True)


@extend_schema_field(serializers.ChoiceField(ClientNature.choices, allow_blank=True))
class ClientNatureCode(serializers.CharField):
    """A code of what a client outside litigation is; described with its choices, judged by the verb."""


class EntrustmentSerializer(serializers.Serializer[Entrustment]):
    """An entrustment. Contact, facts and subjects stay under seal."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    state = serializers.ChoiceField(EntrustmentState.choices, read_only=True)
    institution = InstitutionInShortSerializer(read_only=True)
    client_name = ClientName()
    client_kind = serializers.ChoiceField(ClientKind.choices, read_only=True)
    client_nature = ClientNatureCode(read_only=True, help_text=_("Of a client outside litigation; else empty."))
    client_reference = serializers.CharField(read_only=True)
    category = CategorySerializer(read_only=True)
    matter = serializers.CharField(read_only=True)
    purpose = serializers.CharField(read_only=True)
    is_reappraisal = serializers.BooleanField(read_only=True)
    received_on = serializers.DateField(read_only=True)
    due_on = serializers.DateField(
        read_only=True, allow_null=True, help_text=_("The last day for the decision about acceptance.")
    )
    withdrawn_on = serializers.DateField(read_only=True, allow_null=True)
    accepted_on = serializers.DateField(read_only=True, allow_null=True)
    refused_on = serializers.DateField(read_only=True, allow_null=True)
    refusal_ground = serializers.CharField(
        read_only=True, help_text=_("The code of the legal ground, empty where nothing was refused.")
    )
    refusal_reason = serializers.CharField(read_only=True)
    city_code = serializers.CharField(read_only=True)
    county_code = serializers.CharField(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class CompletionShownSerializer(serializers.Serializer[Completion]):
    """A request to the client to complete the entrustment, and its answer."""

    number = serializers.IntegerField(read_only=True)
    wanted = serializers.CharField(read_only=True)
    asked_on = serializers.DateField(read_only=True)
    period_until = serializers.DateField(read_only=True, allow_null=True)
    points = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text=_("The findings that the letter lists, in Chinese.")
    )
    received_on = serializers.DateField(read_only=True, allow_null=True)
    received = serializers.CharField(read_only=True)


class AgreedDecisionSerializer(serializers.Serializer[AgreedDecision]):
    """An agreed longer time for the decision."""

    number = serializers.IntegerField(read_only=True)
    days = serializers.IntegerField(read_only=True, help_text=_("Working days from the receipt."))
    nature = serializers.ChoiceField(AgreedDecision.Nature.choices, read_only=True)
    agreed_on = serializers.DateField(read_only=True)
    reason = serializers.CharField(read_only=True)


class EntrustmentWithFindingsSerializer(EntrustmentSerializer):
    """One entrustment with what the gate finds today, what its client was asked for, and what was agreed."""

    agreed_decisions = AgreedDecisionSerializer(many=True, read_only=True)

    completions = CompletionShownSerializer(many=True, read_only=True)
    findings = serializers.SerializerMethodField(
        help_text=_("What stands against accepting it today; none of it keeps anybody from filing.")
    )

    @extend_schema_field(FindingSerializer(many=True))
    def get_findings(self, row: Entrustment) -> Any:
        """The findings of the gate."""
        return FindingSerializer(gate.may_accept(row, timezone.localdate()).findings, many=True).data


class SubjectSerializer(StrictSerializer):
    """Who or what shall be appraised."""

    name = serializers.CharField(help_text=_("The name of the person, or the description of the thing."))
    kind = serializers.ChoiceField(EntrustedSubject.Kind.choices, default=EntrustedSubject.Kind.PERSON)
    identity_number = serializers.CharField(allow_blank=True, default="", write_only=True)


class MaterialSerializer(StrictSerializer):
    """One appraisal material with its statutory particulars."""

    name = serializers.CharField()
    kind = serializers.ChoiceField(EntrustedMaterial.Kind.choices, allow_blank=True, default="")
    quantity = serializers.CharField(allow_blank=True, default="")
    condition = serializers.CharField(allow_blank=True, default="")
    preservation = serializers.CharField(allow_blank=True, default="")
    received_on = serializers.DateField(allow_null=True, default=None)


class FilingSerializer(StrictSerializer):
    """An entrustment as the client gave it. Lengths, days and numbers are judged by the verb, as on the page."""

    client_name = serializers.CharField(allow_blank=True)
    client_kind = serializers.ChoiceField(ClientKind.choices)
    client_nature = ClientNatureCode(
        allow_blank=True, default="", max_length=100, help_text=_("Of a client outside litigation; else empty.")
    )
    category = serializers.CharField(help_text=_("The code of a practice category or of one of its items."))
    matter = serializers.CharField(allow_blank=True, help_text=_("What shall be appraised."))
    received_on = serializers.DateField(help_text=_("The day it reached the institution."))
    client_reference = serializers.CharField(
        allow_blank=True, default="", help_text=_("The client's own reference, such as the number of its case.")
    )
    contact_name = serializers.CharField(allow_blank=True, default="")
    contact_phone = serializers.CharField(allow_blank=True, default="")
    contact_address = serializers.CharField(allow_blank=True, default="")
    purpose = serializers.CharField(allow_blank=True, default="")
    is_reappraisal = serializers.BooleanField(default=False)
    facts = serializers.CharField(allow_blank=True, default="")
    remarks = serializers.CharField(allow_blank=True, default="")
    subjects = SubjectSerializer(many=True, default=list)
    materials = MaterialSerializer(many=True, default=list)

    def filing(self) -> Filing:
        """What was given, for the verb."""
        given = dict(self.validated_data)
        subjects = tuple(SubjectGiven(**each) for each in given.pop("subjects"))
        materials = tuple(MaterialGiven(**each) for each in given.pop("materials"))
        return Filing(**given, subjects=subjects, materials=materials)


@method_decorator(extend_schema(summary=_("List entrustments"), tags=["entrustments"]), "list")
@method_decorator(
    extend_schema(summary=_("Read an entrustment"), tags=["entrustments"], responses=EntrustmentWithFindingsSerializer),
    "retrieve",
)
class Entrustments(Listed):
    """Entrustments within the scope of the posting."""

    list_code = "entrustments"
    needs: ClassVar[Any] = {"GET": "cases:read", "POST": "cases:file"}
    serializer_class = EntrustmentSerializer

    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer one entrustment with what the gate finds."""
        return Response(EntrustmentWithFindingsSerializer(self.seen(request, pk)).data)

    @extend_schema(
        summary=_("File an entrustment"),
        tags=["entrustments"],
        request=FilingSerializer,
        responses={201: EntrustmentWithFindingsSerializer},
    )
    def create(self, request: Request) -> Response:
        """File for the institution of the posting."""
        given = FilingSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        own = get_object_or_404(Institution.objects.visible_to(actor), pk=actor.posting.organisation_id)

        def act() -> tuple[int, dict[str, Any]]:
            filed = filing.file(given.filing(), own, by=actor)
            return 201, EntrustmentWithFindingsSerializer(self.seen(request, filed.pk)).data

        return carried_out_once(request, act)

    def seen(self, request: Request, pk: UUID) -> Entrustment:
        """Return one entrustment with its sealed columns, which the gate asks for; one outside the scope is absent."""
        rows = Entrustment.objects.visible_to(request.actor).select_related(  # type: ignore[attr-defined]
            "institution__organisation", "category"
        )
        row: Entrustment = get_object_or_404(rows, pk=pk)
        return row


class EntrustmentAct(Entrustments):
    """One act on one entrustment: what was sent goes to the verb, once for a key, while it is as it was read."""

    verb: ClassVar[Callable[..., Any]]

    def carried_out(self, request: Request, pk: UUID, given: serializers.Serializer) -> Response:
        """Do it and answer the entrustment as it is then."""
        seen = self.seen(request, pk)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            type(self).verb(seen.pk, by=request.actor, **given.validated_data)  # type: ignore[attr-defined]
            return 200, EntrustmentWithFindingsSerializer(self.seen(request, pk)).data

        return carried_out_once(request, act)


class EntrustmentWithdrawal(EntrustmentAct):
    """Recording that an entrustment is withdrawn."""

    needs: ClassVar[Any] = {"POST": "cases:withdraw"}
    verb = staticmethod(filing.withdraw)

    @extend_schema(
        summary=_("Record that an entrustment is withdrawn"),
        tags=["entrustments"],
        request=ReasonSerializer,
        responses={200: EntrustmentWithFindingsSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:  # type: ignore[override]  # names one entrustment
        """Withdraw it, if it is still what was read."""
        return self.carried_out(request, pk, ReasonSerializer(data=request.data))


class RefusalSerializer(ReasonSerializer):
    """On which legal ground an entrustment is refused, and why it applies."""

    ground = serializers.CharField(help_text=_("The code of a ground of the statutory list, such as TZ15-1."))


class EntrustmentRefusal(EntrustmentAct):
    """Refusing an entrustment."""

    needs: ClassVar[Any] = {"POST": "cases:refuse"}
    verb = staticmethod(deciding.refuse)

    @extend_schema(
        summary=_("Refuse an entrustment on a legal ground"),
        tags=["entrustments"],
        request=RefusalSerializer,
        responses={200: EntrustmentWithFindingsSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:  # type: ignore[override]  # names one entrustment
        """Refuse it, if it is still what was read."""
        return self.carried_out(request, pk, RefusalSerializer(data=request.data))


class AcceptanceSerializer(TermsSerializer):
    """From which day the letter of entrustment holds and what it says; a reason where a finding may be overridden."""

    version = serializers.IntegerField(min_value=0, max_value=2**53)
    effective_on = serializers.DateField(help_text=_("The day from which the time for the opinion runs."))
    reason = serializers.CharField(allow_blank=True, default="", max_length=2_000)


class EntrustmentAcceptance(EntrustmentAct):
    """Accepting an entrustment."""

    needs: ClassVar[Any] = {"POST": "cases:accept"}
    verb = staticmethod(accepting.accept)

    @extend_schema(
        summary=_("Accept an entrustment"),
        tags=["entrustments"],
        request=AcceptanceSerializer,
        responses={200: EntrustmentWithFindingsSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:  # type: ignore[override]  # names one entrustment
        """Accept it, if it is still what was read; the case of the same id has the number."""
        return self.carried_out(request, pk, AcceptanceSerializer(data=request.data))
