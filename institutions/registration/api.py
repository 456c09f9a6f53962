"""Registrations in time for programs: a day asked for, the changes, and the acts by the same verbs as the page."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.serializers import StrictSerializer
from institutions.actions.changing_registration import change_registration, end_registration, reissue_licence
from institutions.actions.registering_one import given_of, register_institution
from institutions.models import Institution, RegistrationState
from institutions.registered import states_of
from institutions.registration.permits_api import ON_DAY, PaperGiven, Permits, StateSerializer, day_asked, paper_in
from institutions.standing.api import CODES, LINE, REASON
from institutions.states import counting, on_day

FUNDS: dict[str, Any] = {"min_value": -(2**53), "max_value": 2**53, "help_text": _("In whole yuan.")}


class RegistrationStateSerializer(StateSerializer):
    """The registered items from a day on."""

    name = serializers.CharField(read_only=True)
    division = serializers.CharField(source="division_id", read_only=True)
    address = serializers.CharField(read_only=True)
    telephone = serializers.CharField(read_only=True)
    head_name = serializers.CharField(read_only=True)
    funds = serializers.IntegerField(read_only=True, allow_null=True)
    practice_codes = serializers.ListField(child=serializers.CharField(), read_only=True)
    licence_number = serializers.CharField(read_only=True)
    licence_from = serializers.DateField(read_only=True)
    licence_until = serializers.DateField(read_only=True)
    status = serializers.ChoiceField(Institution.Status.choices, read_only=True)


class RegistrationSerializer(serializers.Serializer[Institution]):
    """A registration: what it said on the day that was asked for, and every state that counts."""

    id = serializers.UUIDField(source="organisation_id", read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))
    on = serializers.SerializerMethodField(help_text=_("The day that was asked for."))
    state = serializers.SerializerMethodField(help_text=_("Null before anything is on record."))
    states = serializers.SerializerMethodField()

    def get_on(self, row: Institution) -> date:
        """The day."""
        return day_asked(self.context)

    @extend_schema_field(RegistrationStateSerializer(allow_null=True))
    def get_state(self, row: Institution) -> Any:
        """What the registration said on the day."""
        found = on_day(states_of(row), day_asked(self.context))
        return RegistrationStateSerializer(found).data if found is not None else None

    @extend_schema_field(RegistrationStateSerializer(many=True))
    def get_states(self, row: Institution) -> Any:
        """All that count, in their order."""
        return RegistrationStateSerializer(counting(states_of(row)), many=True).data


class Registrations(Permits[Institution, RegistrationState]):
    """The registration of an institution within the scope of the posting."""

    list_code = "institutions"
    needs: ClassVar[Any] = {"GET": "institutions:read"}
    serializer_class = RegistrationSerializer
    model, joined = Institution, "organisation"

    @extend_schema(
        summary=_("Read a registration on a day"), tags=["standing"], parameters=[ON_DAY],
        responses=RegistrationSerializer,
    )  # fmt: skip
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer what it said on the day, and every change."""
        return Response(self.told(request, self.seen(request, pk)))


class ChangeGiven(PaperGiven):
    """Registered items that change, and from which day. What is left out stays."""

    valid_from = serializers.DateField()
    name = serializers.CharField(max_length=LINE, required=False, allow_blank=True)
    division = serializers.CharField(max_length=LINE, required=False, allow_blank=True)
    address = serializers.CharField(max_length=LINE, required=False, allow_blank=True)
    telephone = serializers.CharField(max_length=LINE, required=False, allow_blank=True)
    head_name = serializers.CharField(max_length=LINE, required=False, allow_blank=True)
    funds = serializers.IntegerField(required=False, allow_null=True, **FUNDS)
    categories = serializers.ListField(
        child=serializers.CharField(max_length=LINE), max_length=CODES, required=False, allow_empty=True
    )


class RegistrationChange(Registrations):
    """Changing registered items."""

    needs: ClassVar[Any] = {"POST": "institutions:change"}
    given = ChangeGiven

    @extend_schema(
        summary=_("Change registered items"), tags=["standing"], request=ChangeGiven,
        responses={200: RegistrationSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Change them, if the institution is still what was read."""
        return self.carried_out(request, pk)

    def verb(self, key: UUID, by: Any, data: dict[str, Any]) -> RegistrationState:
        """Change the items that were sent."""
        names = {"division": "division_id", "categories": "practice_codes"}
        sent = ("name", "division", "address", "telephone", "head_name", "funds", "categories")
        items = {names.get(name, name): data[name] for name in sent if name in data}
        return change_registration(key, by=by, version=data["version"], paper=paper_in(data, "valid_from"), items=items)


class ReissueGiven(PaperGiven):
    """On which day a licence was issued anew; with another number, or the same."""

    issued_on = serializers.DateField()
    licence_number = serializers.CharField(max_length=LINE, required=False, allow_blank=True, default="")


class LicenceReissue(Registrations):
    """Issuing a licence anew."""

    needs: ClassVar[Any] = {"POST": "institutions:change"}
    given = ReissueGiven

    @extend_schema(
        summary=_("Issue a licence anew"), tags=["standing"], request=ReissueGiven,
        responses={200: RegistrationSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Issue it, if the institution is still what was read."""
        return self.carried_out(request, pk)

    def verb(self, key: UUID, by: Any, data: dict[str, Any]) -> RegistrationState:
        """Issue it."""
        number = data["licence_number"]
        return reissue_licence(
            key, by=by, version=data["version"], paper=paper_in(data, "issued_on"), licence_number=number
        )


class EndGiven(PaperGiven):
    """On which legal ground a registration ends, and from which day."""

    ended_on = serializers.DateField()
    ground = serializers.CharField(max_length=LINE)


class RegistrationEnd(Registrations):
    """Ending a registration."""

    needs: ClassVar[Any] = {"POST": "institutions:end"}
    given = EndGiven

    @extend_schema(
        summary=_("End a registration"), tags=["standing"], request=EndGiven, responses={200: RegistrationSerializer}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """End it, if the institution is still what was read."""
        return self.carried_out(request, pk)

    def verb(self, key: UUID, by: Any, data: dict[str, Any]) -> RegistrationState:
        """End it."""
        ground = data["ground"]
        return end_registration(key, by=by, version=data["version"], paper=paper_in(data, "ended_on"), ground=ground)


class RegistrationGiven(StrictSerializer):
    """An institution whose licence was granted. A file is handed in by page."""

    name = serializers.CharField(max_length=LINE)
    abbreviation = serializers.CharField(max_length=LINE)
    credit_code = serializers.CharField(max_length=LINE, required=False, allow_blank=True, default="")
    division = serializers.CharField(max_length=LINE)
    address = serializers.CharField(max_length=LINE)
    telephone = serializers.CharField(max_length=LINE, required=False, allow_blank=True, default="")
    head_name = serializers.CharField(max_length=LINE)
    funds = serializers.IntegerField(**FUNDS)
    categories = serializers.ListField(child=serializers.CharField(max_length=LINE), max_length=CODES)
    licence_number = serializers.CharField(max_length=LINE)
    licence_from = serializers.DateField()
    licence_until = serializers.DateField()
    document_number = serializers.CharField(max_length=LINE)
    reason = serializers.CharField(max_length=REASON)


class RegistrationEntry(Registrations):
    """Registering an institution."""

    needs: ClassVar[Any] = {"POST": "institutions:register"}

    @extend_schema(
        summary=_("Register an institution"), tags=["standing"], request=RegistrationGiven,
        responses={201: RegistrationSerializer},
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        """Register it, and answer the registration."""
        sent = RegistrationGiven(data=request.data)
        sent.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
            row = register_institution(by=actor, **given_of(dict(sent.validated_data)))
            return 201, self.told(request, row)

        return carried_out_once(request, deed)
