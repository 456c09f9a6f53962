"""Instruments and methods for programs: read as on the pages, changed by the same verbs."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from equipment import fitness
from equipment.actions import calibrating, keeping, methods
from equipment.actions.keeping import Described
from equipment.models import Calibration, Instrument, Maintenance, Method
from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import InstitutionInShortSerializer, ReasonSerializer, StrictSerializer
from institutions.models import Institution

VERSION: dict[str, Any] = {"min_value": 0, "max_value": 2**53}
LINE, TEXT, CODES = 400, 2_000, 200


class InstrumentSerializer(serializers.Serializer[Instrument]):
    """An instrument of an institution."""

    id = serializers.UUIDField(read_only=True)
    institution = InstitutionInShortSerializer(read_only=True)
    number = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    type_name = serializers.CharField(read_only=True)
    maker = serializers.CharField(read_only=True)
    serial_number = serializers.CharField(read_only=True)
    categories = serializers.ListField(child=serializers.CharField(), read_only=True)
    methods = serializers.ListField(child=serializers.UUIDField(), read_only=True)
    needs_calibration = serializers.BooleanField(read_only=True)
    in_service_from = serializers.DateField(read_only=True)
    calibrated_until = serializers.DateField(
        read_only=True, allow_null=True, help_text=_("The last day that the calibrations on record reach.")
    )
    withdrawn_on = serializers.DateField(read_only=True, allow_null=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class CalibrationSerializer(serializers.Serializer[Calibration]):
    """What one calibration came to."""

    kind = serializers.ChoiceField(Calibration.Kind.choices, read_only=True)
    performed_on = serializers.DateField(read_only=True)
    passed = serializers.BooleanField(read_only=True)
    valid_until = serializers.DateField(read_only=True, allow_null=True)
    performed_by = serializers.CharField(read_only=True)
    certificate_number = serializers.CharField(read_only=True)


class MaintenanceSerializer(serializers.Serializer[Maintenance]):
    """One time out of use."""

    kind = serializers.ChoiceField(Maintenance.Kind.choices, read_only=True)
    began_on = serializers.DateField(read_only=True)
    ended_on = serializers.DateField(
        read_only=True, allow_null=True, help_text=_("The first day on which it may be used again.")
    )
    why = serializers.CharField(read_only=True)
    done = serializers.CharField(read_only=True)
    recalibrate = serializers.BooleanField(read_only=True)


class InstrumentInFullSerializer(InstrumentSerializer):
    """An instrument with its calibrations, and whether it may be used today."""

    may_be_used = serializers.SerializerMethodField(help_text=_("Whether it may be used today."))
    calibrations = CalibrationSerializer(many=True, read_only=True)
    maintenance = MaintenanceSerializer(many=True, read_only=True)

    def get_may_be_used(self, row: Instrument) -> bool:
        """The answer that the process record of a case would get."""
        (known,) = fitness.pictures([row])
        return fitness.against(known, timezone.localdate()) is None


class MethodSerializer(serializers.Serializer[Method]):
    """A standard or technical method that an institution has taken up."""

    id = serializers.UUIDField(read_only=True)
    institution = InstitutionInShortSerializer(read_only=True)
    code = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    rank = serializers.ChoiceField(Method.Rank.choices, read_only=True)
    note = serializers.CharField(read_only=True)
    categories = serializers.ListField(child=serializers.CharField(), read_only=True)
    valid_from = serializers.DateField(read_only=True)
    valid_until = serializers.DateField(read_only=True, allow_null=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class InstrumentGiven(StrictSerializer):
    """What is said of an instrument."""

    number = serializers.CharField(max_length=LINE, allow_blank=True)
    name = serializers.CharField(max_length=LINE, allow_blank=True)
    type_name = serializers.CharField(max_length=LINE, allow_blank=True, default="")
    maker = serializers.CharField(max_length=LINE, allow_blank=True, default="")
    serial_number = serializers.CharField(max_length=LINE, allow_blank=True, default="")
    categories = serializers.ListField(child=serializers.CharField(max_length=LINE), max_length=CODES)
    methods = serializers.ListField(child=serializers.UUIDField(), max_length=CODES, default=list)
    needs_calibration = serializers.BooleanField(default=True)
    in_service_from = serializers.DateField()


@method_decorator(extend_schema(summary=_("List instruments"), tags=["equipment"]), "list")
class Instruments(Listed):
    """Instruments within the scope of the posting."""

    list_code = "instruments"
    needs: ClassVar[Any] = {"GET": "equipment:read"}
    serializer_class = InstrumentSerializer
    given: ClassVar[type[StrictSerializer]] = StrictSerializer

    @extend_schema(summary=_("Read an instrument"), tags=["equipment"], responses=InstrumentInFullSerializer)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer one instrument with its calibrations."""
        return Response(InstrumentInFullSerializer(self.seen(request, pk)).data)

    def seen(self, request: Request, pk: UUID) -> Instrument:
        """Return an instrument; one outside the scope is absent."""
        rows = Instrument.objects.visible_to(request.actor).for_list()  # type: ignore[attr-defined]
        row: Instrument = get_object_or_404(rows.prefetch_related("calibrations", "maintenance"), pk=pk)
        return row

    def carried_out(self, request: Request, pk: UUID, verb: Callable[..., Any]) -> Response:
        """Do it to an instrument, once for a key, and answer it as it is then."""
        key = self.seen(request, pk).pk
        sent = type(self).given(data=request.data)
        sent.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            verb(key, by=request.actor, **sent.validated_data)  # type: ignore[attr-defined]
            return 200, dict(InstrumentInFullSerializer(self.seen(request, key)).data)

        return carried_out_once(request, deed)


class InstrumentEntry(Instruments):
    """Entering an instrument of an institution."""

    needs: ClassVar[Any] = {"POST": "equipment:keep"}

    @extend_schema(
        summary=_("Enter an instrument"), tags=["equipment"], request=InstrumentGiven,
        responses={201: InstrumentInFullSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Enter it."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        house = get_object_or_404(Institution.objects.visible_to(actor), pk=pk)
        sent = InstrumentGiven(data=request.data)
        sent.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            row = keeping.enter(house.pk, by=actor, said=Described(**sent.validated_data))
            return 201, dict(InstrumentInFullSerializer(self.seen(request, row.pk)).data)

        return carried_out_once(request, deed)


class InstrumentChangeGiven(InstrumentGiven):
    """What is said of an instrument now, and why."""

    version = serializers.IntegerField(**VERSION)
    reason = serializers.CharField(max_length=TEXT)


class InstrumentChange(Instruments):
    """Changing what is on record about an instrument."""

    needs: ClassVar[Any] = {"POST": "equipment:keep"}
    given = InstrumentChangeGiven

    @extend_schema(
        summary=_("Change the record of an instrument"), tags=["equipment"], request=InstrumentChangeGiven,
        responses={200: InstrumentInFullSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Change it, if it is still what was read."""

        def change(key: UUID, *, by: Any, version: int, reason: str, **said: Any) -> Instrument:
            return keeping.change(key, by=by, version=version, said=Described(**said), reason=reason)

        return self.carried_out(request, pk, change)


class WithdrawalGiven(ReasonSerializer):
    """From which day the institution does not have it any more."""

    withdrawn_on = serializers.DateField()


class InstrumentWithdrawal(Instruments):
    """Withdrawing an instrument."""

    needs: ClassVar[Any] = {"POST": "equipment:keep"}
    given = WithdrawalGiven

    @extend_schema(
        summary=_("Withdraw an instrument"), tags=["equipment"], request=WithdrawalGiven,
        responses={200: InstrumentInFullSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Withdraw it, if it is still what was read."""
        return self.carried_out(request, pk, keeping.withdraw)


class CalibrationGiven(StrictSerializer):
    """What a calibration came to."""

    version = serializers.IntegerField(**VERSION)
    kind = serializers.ChoiceField(Calibration.Kind.choices)
    performed_on = serializers.DateField()
    passed = serializers.BooleanField()
    valid_until = serializers.DateField(allow_null=True, default=None)
    performed_by = serializers.CharField(max_length=LINE, allow_blank=True)
    certificate_number = serializers.CharField(max_length=LINE, allow_blank=True)


class InstrumentCalibration(Instruments):
    """Recording a calibration."""

    needs: ClassVar[Any] = {"POST": "equipment:calibrate"}
    given = CalibrationGiven

    @extend_schema(
        summary=_("Record a calibration"), tags=["equipment"], request=CalibrationGiven,
        responses={200: InstrumentInFullSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it, if the instrument is still what was read."""
        return self.carried_out(request, pk, calibrating.calibrate)


class TakenOutGiven(StrictSerializer):
    """Since when it is out of use, and why."""

    version = serializers.IntegerField(**VERSION)
    kind = serializers.ChoiceField(Maintenance.Kind.choices)
    began_on = serializers.DateField()
    why = serializers.CharField(max_length=TEXT, allow_blank=True)


class InstrumentTakenOut(Instruments):
    """Taking an instrument out of use."""

    needs: ClassVar[Any] = {"POST": "equipment:calibrate"}
    given = TakenOutGiven

    @extend_schema(
        summary=_("Take an instrument out of use"), tags=["equipment"], request=TakenOutGiven,
        responses={200: InstrumentInFullSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Take it out, if it is still what was read."""
        return self.carried_out(request, pk, calibrating.take_out)


class PutBackGiven(StrictSerializer):
    """From which day it may be used again, and what was done."""

    version = serializers.IntegerField(**VERSION)
    ended_on = serializers.DateField()
    done = serializers.CharField(max_length=TEXT, allow_blank=True)
    recalibrate = serializers.BooleanField(help_text=_("Whether only a new calibration counts from then on."))


class InstrumentPutBack(Instruments):
    """Putting an instrument into use again."""

    needs: ClassVar[Any] = {"POST": "equipment:calibrate"}
    given = PutBackGiven

    @extend_schema(
        summary=_("Put an instrument into use again"), tags=["equipment"], request=PutBackGiven,
        responses={200: InstrumentInFullSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Put it back, if it is still what was read."""
        return self.carried_out(request, pk, calibrating.put_back)


@method_decorator(extend_schema(summary=_("List methods"), tags=["equipment"]), "list")
@method_decorator(extend_schema(summary=_("Read a method"), tags=["equipment"]), "retrieve")
class Methods(Listed):
    """Methods within the scope of the posting."""

    list_code = "methods"
    needs: ClassVar[Any] = {"GET": "equipment:read"}
    serializer_class = MethodSerializer


class MethodGiven(StrictSerializer):
    """A standard or technical method."""

    code = serializers.CharField(max_length=LINE, allow_blank=True)
    title = serializers.CharField(max_length=TEXT, allow_blank=True)
    rank = serializers.ChoiceField(Method.Rank.choices)
    note = serializers.CharField(max_length=TEXT, allow_blank=True, default="")
    categories = serializers.ListField(child=serializers.CharField(max_length=LINE), max_length=CODES)
    valid_from = serializers.DateField()


class MethodTakenUp(Methods):
    """Taking up a method at an institution."""

    needs: ClassVar[Any] = {"POST": "equipment:methods"}

    @extend_schema(
        summary=_("Take up a method"), tags=["equipment"], request=MethodGiven, responses={201: MethodSerializer}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Take it up."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        house = get_object_or_404(Institution.objects.visible_to(actor), pk=pk)
        sent = MethodGiven(data=request.data)
        sent.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            return 201, dict(MethodSerializer(methods.take_up(house.pk, by=actor, **sent.validated_data)).data)

        return carried_out_once(request, deed)


class MethodEndGiven(ReasonSerializer):
    """The last day of a method, and why."""

    valid_until = serializers.DateField()


class MethodEnd(Methods):
    """Giving a method up."""

    needs: ClassVar[Any] = {"POST": "equipment:methods"}

    @extend_schema(
        summary=_("Give a method up"), tags=["equipment"], request=MethodEndGiven, responses={200: MethodSerializer}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Give it up, if it is still what was read."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        key = get_object_or_404(Method.objects.visible_to(actor), pk=pk).pk
        sent = MethodEndGiven(data=request.data)
        sent.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            return 200, dict(MethodSerializer(methods.give_up(key, by=actor, **sent.validated_data)).data)

        return carried_out_once(request, deed)
