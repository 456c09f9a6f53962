"""Certificates in time for programs: a day asked for, the changes, and the acts by the same verbs as the page."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from appraisers.actions.changing_certificates import change_certificate, end_certificate, reissue_certificate
from appraisers.actions.moving import move_appraiser
from appraisers.actions.registering_one import given_of, register_appraiser
from appraisers.certified import states_of
from appraisers.models import Appraiser, CertificateState
from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.serializers import StrictSerializer
from institutions.models import Institution
from institutions.registration.api import EndGiven
from institutions.registration.permits_api import ON_DAY, PaperGiven, Permits, StateSerializer, day_asked, paper_in
from institutions.standing.api import CODES, LINE, REASON
from institutions.states import counting, on_day


class CertificateStateSerializer(StateSerializer):
    """The items of a certificate from a day on."""

    name = serializers.CharField(read_only=True)
    institution = serializers.UUIDField(source="institution_id", read_only=True)
    practice_codes = serializers.ListField(child=serializers.CharField(), read_only=True)
    title = serializers.CharField(read_only=True)
    is_full_time = serializers.BooleanField(read_only=True, allow_null=True)
    certificate_number = serializers.CharField(read_only=True)
    certificate_from = serializers.DateField(read_only=True)
    certificate_until = serializers.DateField(read_only=True)
    ended_on = serializers.DateField(read_only=True, allow_null=True)


class CertificateSerializer(serializers.Serializer[Appraiser]):
    """A certificate: what it said on the day that was asked for, and every state that counts."""

    id = serializers.UUIDField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))
    on = serializers.SerializerMethodField(help_text=_("The day that was asked for."))
    state = serializers.SerializerMethodField(help_text=_("Null before anything is on record."))
    states = serializers.SerializerMethodField()

    def get_on(self, row: Appraiser) -> date:
        """The day."""
        return day_asked(self.context)

    @extend_schema_field(CertificateStateSerializer(allow_null=True))
    def get_state(self, row: Appraiser) -> Any:
        """What the certificate said on the day."""
        found = on_day(states_of(row), day_asked(self.context))
        return CertificateStateSerializer(found).data if found is not None else None

    @extend_schema_field(CertificateStateSerializer(many=True))
    def get_states(self, row: Appraiser) -> Any:
        """All that count, in their order."""
        return CertificateStateSerializer(counting(states_of(row)), many=True).data


class Certificates(Permits[Appraiser, CertificateState]):
    """The certificate of an appraiser within the scope of the posting."""

    list_code = "appraisers"
    needs: ClassVar[Any] = {"GET": "appraisers:read"}
    serializer_class = CertificateSerializer
    model, joined = Appraiser, "person"

    @extend_schema(
        summary=_("Read a certificate on a day"), tags=["standing"], parameters=[ON_DAY],
        responses=CertificateSerializer,
    )  # fmt: skip
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer what it said on the day, and every change."""
        return Response(self.told(request, self.seen(request, pk)))


class CertificateChangeGiven(PaperGiven):
    """Items of a certificate that change, and from which day. What is left out stays."""

    valid_from = serializers.DateField()
    name = serializers.CharField(max_length=LINE, required=False, allow_blank=True)
    title = serializers.CharField(max_length=LINE, required=False, allow_blank=True)
    is_full_time = serializers.BooleanField(required=False, allow_null=True)
    categories = serializers.ListField(
        child=serializers.CharField(max_length=LINE), max_length=CODES, required=False, allow_empty=True
    )


class CertificateChange(Certificates):
    """Changing items of a certificate."""

    needs: ClassVar[Any] = {"POST": "appraisers:change"}
    given = CertificateChangeGiven

    @extend_schema(
        summary=_("Change items of a certificate"), tags=["standing"], request=CertificateChangeGiven,
        responses={200: CertificateSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Change them, if the appraiser is still what was read."""
        return self.carried_out(request, pk)

    def verb(self, key: UUID, by: Any, data: dict[str, Any]) -> CertificateState:
        """Change the items that were sent."""
        sent = ("name", "title", "is_full_time", "categories")
        items = {"practice_codes" if name == "categories" else name: data[name] for name in sent if name in data}
        return change_certificate(key, by=by, version=data["version"], paper=paper_in(data, "valid_from"), items=items)


class CertificateReissueGiven(PaperGiven):
    """On which day a certificate was issued anew; with another number, or the same."""

    issued_on = serializers.DateField()
    certificate_number = serializers.CharField(max_length=LINE, required=False, allow_blank=True, default="")


class CertificateReissue(Certificates):
    """Issuing a certificate anew."""

    needs: ClassVar[Any] = {"POST": "appraisers:change"}
    given = CertificateReissueGiven

    @extend_schema(
        summary=_("Issue a certificate anew"), tags=["standing"], request=CertificateReissueGiven,
        responses={200: CertificateSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Issue it, if the appraiser is still what was read."""
        return self.carried_out(request, pk)

    def verb(self, key: UUID, by: Any, data: dict[str, Any]) -> CertificateState:
        """Issue it."""
        number = data["certificate_number"]
        return reissue_certificate(
            key, by=by, version=data["version"], paper=paper_in(data, "issued_on"), certificate_number=number
        )


class MoveGiven(PaperGiven):
    """To which institution an appraiser moves, from which day, with which categories."""

    licence_number = serializers.CharField(
        max_length=LINE, help_text=_("Of the new institution; its name does as well.")
    )
    categories = serializers.ListField(child=serializers.CharField(max_length=LINE), max_length=CODES)
    valid_from = serializers.DateField()


class CertificateMove(Certificates):
    """Recording a move to another institution."""

    needs: ClassVar[Any] = {"POST": "appraisers:move"}
    given = MoveGiven

    @extend_schema(
        summary=_("Record a move of an appraiser"), tags=["standing"], request=MoveGiven,
        responses={200: CertificateSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it, if the appraiser is still what was read."""
        return self.carried_out(request, pk)

    def verb(self, key: UUID, by: Any, data: dict[str, Any]) -> CertificateState:
        """Record it."""
        names = {name: data[name] for name in ("version", "licence_number", "categories")}
        return move_appraiser(key, by=by, paper=paper_in(data, "valid_from"), **names)


class CertificateEnd(Certificates):
    """Ending a certificate."""

    needs: ClassVar[Any] = {"POST": "appraisers:end"}
    given = EndGiven

    @extend_schema(
        summary=_("End a certificate"), tags=["standing"], request=EndGiven, responses={200: CertificateSerializer}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """End it, if the appraiser is still what was read."""
        return self.carried_out(request, pk)

    def verb(self, key: UUID, by: Any, data: dict[str, Any]) -> CertificateState:
        """End it."""
        ground = data["ground"]
        return end_certificate(key, by=by, version=data["version"], paper=paper_in(data, "ended_on"), ground=ground)


class AppraiserGiven(StrictSerializer):
    """A person whose certificate was granted. A file is handed in by page."""

    name = serializers.CharField(max_length=LINE)
    identity_number = serializers.CharField(max_length=LINE)
    title = serializers.CharField(max_length=LINE, required=False, allow_blank=True, default="")
    is_full_time = serializers.BooleanField()
    categories = serializers.ListField(child=serializers.CharField(max_length=LINE), max_length=CODES)
    certificate_number = serializers.CharField(max_length=LINE)
    certificate_from = serializers.DateField()
    certificate_until = serializers.DateField()
    assistant = serializers.UUIDField(
        required=False, allow_null=True, default=None, help_text=_("Whose time as an assistant there ends with it.")
    )
    document_number = serializers.CharField(max_length=LINE)
    reason = serializers.CharField(max_length=REASON)


class CertificateEntry(Certificates):
    """Registering an appraiser at an institution."""

    needs: ClassVar[Any] = {"POST": "appraisers:register"}

    @extend_schema(
        summary=_("Register an appraiser"), tags=["standing"], request=AppraiserGiven,
        responses={201: CertificateSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Register the person, and answer the certificate."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        house = get_object_or_404(Institution.objects.visible_to(actor), pk=pk)
        sent = AppraiserGiven(data=request.data)
        sent.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            row = register_appraiser(house.pk, by=actor, **given_of(dict(sent.validated_data)))
            return 201, self.told(request, row)

        return carried_out_once(request, deed)
