"""Scope, accreditations, restrictions and renewals for programs: read as on the page, changed by the same verbs."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import CategorySerializer, StrictSerializer
from institutions import barring
from institutions.actions import accrediting, renewing, restricting, scoping
from institutions.models import (
    Accreditation,
    BarKind,
    Institution,
    LicenceRenewal,
    Outcome,
    Renewal,
    Restriction,
    ScopeItem,
)
from institutions.openness import closed
from institutions.standing.state import standing

VERSION: dict[str, Any] = {"min_value": 0, "max_value": 2**53}
LINE, REASON, CODES = 400, 2_000, 200


class ScopeItemSerializer(serializers.Serializer[ScopeItem]):
    """An item of the business scope."""

    id = serializers.UUIDField(read_only=True)
    category = CategorySerializer(read_only=True)
    valid_from = serializers.DateField(read_only=True)
    valid_until = serializers.DateField(read_only=True, allow_null=True, help_text=_("The last valid day, if any."))
    document_number = serializers.CharField(read_only=True)
    end_document = serializers.CharField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class AccreditationSerializer(serializers.Serializer[Accreditation]):
    """A certificate of accreditation."""

    id = serializers.UUIDField(read_only=True)
    kind = serializers.ChoiceField(Accreditation.Kind.choices, read_only=True)
    level = serializers.ChoiceField(Accreditation.Level.choices, read_only=True)
    certificate_number = serializers.CharField(read_only=True)
    valid_from = serializers.DateField(read_only=True)
    valid_until = serializers.DateField(read_only=True)
    categories = serializers.ListField(source="covers", child=serializers.CharField(), read_only=True)
    methods = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text=_("Numbers of the standards that its annex names.")
    )
    ended_on = serializers.DateField(
        read_only=True, allow_null=True, help_text=_("The first day on which it does not hold, if it ended early.")
    )
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class RestrictionSerializer(serializers.Serializer[Any]):
    """A restriction of an institution or of one who practises there."""

    id = serializers.UUIDField(read_only=True)
    organisation = serializers.UUIDField(source="organisation_id", read_only=True, allow_null=True)
    person = serializers.UUIDField(source="person_id", read_only=True, allow_null=True)
    kind = serializers.ChoiceField(
        BarKind.choices, read_only=True, help_text=_("heading: the person may head none and not apply; practice stays.")
    )
    categories = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text=_("Empty: the whole practice.")
    )
    ground = serializers.CharField(read_only=True)
    ground_words = serializers.SerializerMethodField()
    article = serializers.CharField(read_only=True)
    document_number = serializers.CharField(read_only=True)
    reason = serializers.CharField(read_only=True)
    valid_from = serializers.DateField(read_only=True)
    valid_until = serializers.DateField(read_only=True, allow_null=True)
    lifted_on = serializers.DateField(read_only=True, allow_null=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))

    def get_ground_words(self, row: Restriction) -> str:
        """The ground in words."""
        return barring.ground_words(row)


class RenewalSerializer(serializers.Serializer[Renewal]):
    """An application for renewal."""

    id = serializers.UUIDField(read_only=True)
    asked_on = serializers.DateField(read_only=True)
    until = serializers.DateField(read_only=True, help_text=_("The last valid day of the permit it was asked for."))
    in_time = serializers.BooleanField(read_only=True)
    document_number = serializers.CharField(read_only=True)
    outcome = serializers.ChoiceField(Outcome.choices, read_only=True)
    decided_on = serializers.DateField(read_only=True, allow_null=True)
    new_until = serializers.DateField(read_only=True, allow_null=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class StandingSerializer(serializers.Serializer[Institution]):
    """What an institution may do today, and why."""

    id = serializers.UUIDField(source="organisation_id", read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))
    may_accept = serializers.SerializerMethodField(help_text=_("Whether it may accept entrustments today at all."))
    practice_codes = serializers.ListField(child=serializers.CharField(), read_only=True)
    licence_until = serializers.DateField(read_only=True)
    renewal_pending_since = serializers.DateField(read_only=True, allow_null=True)
    scope = ScopeItemSerializer(source="scope_items", many=True, read_only=True)
    accreditations = AccreditationSerializer(many=True, read_only=True)
    restrictions = serializers.SerializerMethodField()
    renewals = RenewalSerializer(many=True, read_only=True)

    def get_may_accept(self, row: Institution) -> bool:
        """The answer of the register."""
        today = timezone.localdate()
        stopped = bool(closed([row], today))
        return standing(row, today, barring.against([row.pk], today)[row.pk], stopped=stopped).may_accept

    @extend_schema_field(RestrictionSerializer(many=True))
    def get_restrictions(self, row: Institution) -> Any:
        """Those of the institution and of its people."""
        return RestrictionSerializer(list(barring.of_institution(row.pk)), many=True).data


class Standing(Listed):
    """The standing of an institution within the scope of the posting."""

    list_code = "institutions"
    needs: ClassVar[Any] = {"GET": "institutions:read"}
    serializer_class = StandingSerializer

    @extend_schema(summary=_("Read the standing of an institution"), tags=["standing"], responses=StandingSerializer)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer scope, accreditations, restrictions and renewals."""
        return Response(StandingSerializer(self.seen(request, pk)).data)

    def seen(self, request: Request, pk: UUID) -> Institution:
        """Return an institution with what stands beside it; one outside the scope is absent."""
        rows = Institution.objects.visible_to(request.actor).select_related("organisation")  # type: ignore[attr-defined]
        found: Institution = get_object_or_404(
            rows.prefetch_related("scope_items__category", "accreditations", "renewals"), pk=pk
        )
        return found


class OnInstitution(Standing):
    """An act on an institution: what was sent goes to the verb, once for a key; the answer is its standing then."""

    given: ClassVar[type[StrictSerializer]]

    def carried_out(self, request: Request, pk: UUID, verb: Callable[..., Any]) -> Response:
        """Do it to the institution and answer."""
        return self._done(request, self.seen(request, pk).pk, lambda data: verb(pk, by=request.actor, **data))  # type: ignore[attr-defined]

    def carried_out_on(self, request: Request, rows: "QuerySet[Any]", pk: UUID, verb: Callable[..., Any]) -> Response:
        """Do it to a row of an institution and answer the standing of the institution."""
        row = get_object_or_404(rows, pk=pk)
        return self._done(request, row.institution_id, lambda data: verb(pk, by=request.actor, **data))  # type: ignore[attr-defined]

    def _done(self, request: Request, institution: UUID, act: Callable[[dict[str, Any]], Any]) -> Response:
        sent = type(self).given(data=request.data)
        sent.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            act(dict(sent.validated_data))
            return 200, StandingSerializer(self.seen(request, institution)).data

        return carried_out_once(request, deed)


class ScopeGiven(StrictSerializer):
    """Items of the business scope, as a document lists them."""

    version = serializers.IntegerField(**VERSION, help_text=_("The version of the institution that was read."))
    categories = serializers.ListField(child=serializers.CharField(max_length=LINE), max_length=CODES)
    valid_from = serializers.DateField()
    document_number = serializers.CharField(max_length=LINE)
    reason = serializers.CharField(max_length=REASON)


class Scope(OnInstitution):
    """Entering items of a scope."""

    needs: ClassVar[Any] = {"POST": "institutions:scope"}
    given = ScopeGiven

    @extend_schema(
        summary=_("Enter items of the scope"), tags=["standing"], request=ScopeGiven,
        responses={200: StandingSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Enter them, if the institution is still what was read."""
        return self.carried_out(request, pk, scoping.enter_scope)


class ScopeEndGiven(StrictSerializer):
    """The last day of an item, and by which document."""

    version = serializers.IntegerField(**VERSION)
    valid_until = serializers.DateField()
    document_number = serializers.CharField(max_length=LINE)
    reason = serializers.CharField(max_length=REASON)


class ScopeEnd(OnInstitution):
    """Giving up an item of a scope."""

    needs: ClassVar[Any] = {"POST": "institutions:scope"}
    given = ScopeEndGiven

    @extend_schema(
        summary=_("Give up an item of the scope"), tags=["standing"], request=ScopeEndGiven,
        responses={200: StandingSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Give it up, if it is still what was read."""
        rows = ScopeItem.objects.visible_to(request.actor)  # type: ignore[attr-defined]
        return self.carried_out_on(request, rows, pk, scoping.end_scope)


class AccreditationGiven(StrictSerializer):
    """A certificate of accreditation and what it covers."""

    kind = serializers.ChoiceField(Accreditation.Kind.choices)
    level = serializers.ChoiceField(Accreditation.Level.choices)
    certificate_number = serializers.CharField(max_length=LINE)
    valid_from = serializers.DateField()
    valid_until = serializers.DateField()
    categories = serializers.ListField(child=serializers.CharField(max_length=LINE), max_length=CODES)
    methods = serializers.ListField(child=serializers.CharField(max_length=LINE), max_length=CODES, default=list)
    reason = serializers.CharField(max_length=REASON)


class Accreditations(OnInstitution):
    """Recording an accreditation."""

    needs: ClassVar[Any] = {"POST": "institutions:accredit"}
    given = AccreditationGiven

    @extend_schema(
        summary=_("Record an accreditation"), tags=["standing"], request=AccreditationGiven,
        responses={200: StandingSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it."""
        return self.carried_out(request, pk, accrediting.record_accreditation)


class AccreditationEndGiven(StrictSerializer):
    """From which day an accreditation does not hold any more."""

    version = serializers.IntegerField(**VERSION)
    ended_on = serializers.DateField()
    reason = serializers.CharField(max_length=REASON)


class AccreditationEnd(OnInstitution):
    """Ending an accreditation early."""

    needs: ClassVar[Any] = {"POST": "institutions:accredit"}
    given = AccreditationEndGiven

    @extend_schema(
        summary=_("End an accreditation early"), tags=["standing"], request=AccreditationEndGiven,
        responses={200: StandingSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """End it, if it is still what was read."""
        rows = Accreditation.objects.visible_to(request.actor)  # type: ignore[attr-defined]
        return self.carried_out_on(request, rows, pk, accrediting.end_accreditation)


class RestrictionGiven(StrictSerializer):
    """What is barred, on which ground, since when and until when."""

    ground = serializers.CharField(max_length=LINE, help_text=_("The code of a ground of the dated list."))
    categories = serializers.ListField(
        child=serializers.CharField(max_length=LINE), max_length=CODES, default=list,
        help_text=_("Empty: the whole practice."),
    )  # fmt: skip
    valid_from = serializers.DateField()
    valid_until = serializers.DateField(allow_null=True, default=None)
    document_number = serializers.CharField(max_length=LINE)
    reason = serializers.CharField(max_length=REASON)


class Restrictions(OnInstitution):
    """Restricting an institution."""

    needs: ClassVar[Any] = {"POST": "institutions:restrict"}
    given = RestrictionGiven

    @extend_schema(
        summary=_("Restrict an institution"), tags=["standing"], request=RestrictionGiven,
        responses={200: StandingSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Restrict it."""

        def restrict(key: UUID, *, by: Any, **said: Any) -> Any:
            return restricting.restrict_institution(key, by=by, bar=restricting.Bar(**said))

        return self.carried_out(request, pk, restrict)


class LiftGiven(StrictSerializer):
    """By which document a restriction is lifted, and why."""

    version = serializers.IntegerField(**VERSION)
    document_number = serializers.CharField(max_length=LINE)
    reason = serializers.CharField(max_length=REASON)


class RestrictionLift(OnInstitution):
    """Lifting a restriction."""

    needs: ClassVar[Any] = {"POST": "institutions:lift"}
    given = LiftGiven

    @extend_schema(
        summary=_("Lift a restriction"), tags=["standing"], request=LiftGiven, responses={200: StandingSerializer}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Lift it, if it is still what was read."""
        rows = Restriction.objects.visible_to(request.actor)  # type: ignore[attr-defined]
        return self.carried_out_on(request, rows, pk, restricting.lift)


class RenewalGiven(StrictSerializer):
    """On which day renewal was asked for."""

    version = serializers.IntegerField(**VERSION, help_text=_("The version of the holder that was read."))
    asked_on = serializers.DateField()
    document_number = serializers.CharField(max_length=LINE)
    reason = serializers.CharField(max_length=REASON)


class LicenceRenewals(OnInstitution):
    """Recording that renewal of a licence was asked for."""

    needs: ClassVar[Any] = {"POST": "institutions:renew"}
    given = RenewalGiven

    @extend_schema(
        summary=_("Record an application for renewal"), tags=["standing"], request=RenewalGiven,
        responses={200: StandingSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it, if the institution is still what was read."""
        return self.carried_out(request, pk, renewing.record_renewal)


class RenewalDecisionGiven(StrictSerializer):
    """Whether a renewal is granted, and until when."""

    version = serializers.IntegerField(**VERSION)
    granted = serializers.BooleanField()
    new_until = serializers.DateField(allow_null=True, default=None)
    document_number = serializers.CharField(max_length=LINE)
    reason = serializers.CharField(max_length=REASON)


class LicenceRenewalDecision(OnInstitution):
    """Deciding about the renewal of a licence."""

    needs: ClassVar[Any] = {"POST": "institutions:decide_renewal"}
    given = RenewalDecisionGiven

    @extend_schema(
        summary=_("Decide about the renewal of a licence"), tags=["standing"], request=RenewalDecisionGiven,
        responses={200: StandingSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Decide, if the application is still what was read."""
        rows = LicenceRenewal.objects.visible_to(request.actor)  # type: ignore[attr-defined]
        return self.carried_out_on(request, rows, pk, renewing.decide_renewal)
