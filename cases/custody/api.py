"""Custody of materials for programs: read as on the page, changed by the same verbs."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import correcting_custody, keeping_materials
from cases.conduct.api import VERSION
from cases.custody import chain
from cases.custody.dossier import seen
from cases.models import CustodyEntry, Material
from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import StrictSerializer

LINE: dict[str, Any] = {"allow_blank": True, "default": "", "max_length": 2_000}
NUMBER: dict[str, Any] = {"min_value": 0, "max_value": 2**31 - 1}


class CustodyEntrySerializer(serializers.Serializer[CustodyEntry]):
    """One entry of a chain; it is never changed."""

    number = serializers.IntegerField(read_only=True)
    kind = serializers.ChoiceField(CustodyEntry.Kind.choices, read_only=True)
    happened_at = serializers.DateTimeField(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
    party = serializers.CharField(read_only=True)
    outsider = serializers.CharField(
        read_only=True, help_text=_("Who brought or fetched it: the first character, the rest is under seal.")
    )
    giver = serializers.CharField(read_only=True)
    holder = serializers.CharField(read_only=True)
    place = serializers.CharField(read_only=True)
    condition = serializers.CharField(read_only=True)
    seal = serializers.CharField(read_only=True)
    quantity = serializers.CharField(read_only=True)
    damages = serializers.BooleanField(read_only=True)
    ground = serializers.CharField(read_only=True, help_text=_("A code of the dated list."))
    document_number = serializers.CharField(read_only=True)
    document_sha256 = serializers.CharField(source="document.sha256", read_only=True, default="")
    counters = serializers.IntegerField(
        source="counters.number",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("The number of the entry it corrects."),
    )
    reason = serializers.CharField(read_only=True)


class GapSerializer(serializers.Serializer[Any]):
    """Something that a chain does not say."""

    code = serializers.CharField(read_only=True)
    entry = serializers.IntegerField(source="number", read_only=True)
    words = serializers.CharField(read_only=True)


class MaterialSerializer(serializers.Serializer[Material]):
    """A material and where it is."""

    id = serializers.UUIDField(read_only=True)
    case = serializers.UUIDField(
        source="case_id", read_only=True, help_text=_("The key of the entrustment and of its case.")
    )
    line = serializers.IntegerField(source="entrusted.position", read_only=True, allow_null=True, default=None)
    number = serializers.IntegerField(read_only=True)
    name = serializers.CharField(read_only=True)
    kind = serializers.CharField(read_only=True)
    quantity = serializers.CharField(read_only=True)
    whereabouts = serializers.ChoiceField(Material.Whereabouts.choices, read_only=True)
    condition = serializers.CharField(read_only=True)
    seal = serializers.CharField(read_only=True)
    place = serializers.CharField(read_only=True)
    holder = serializers.CharField(read_only=True)
    came_at = serializers.DateTimeField(read_only=True)
    since = serializers.DateTimeField(read_only=True)
    consented_on = serializers.DateField(read_only=True, allow_null=True)
    gaps = serializers.IntegerField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class MaterialWithChainSerializer(MaterialSerializer):
    """A material with its chain, and what the chain does not say."""

    entries = CustodyEntrySerializer(many=True, read_only=True)
    open = serializers.SerializerMethodField()

    @extend_schema_field(GapSerializer(many=True))
    def get_open(self, row: Material) -> Any:
        """The gaps of the chain."""
        return GapSerializer(chain.gaps_of(row, chain.steps_of(row.entries.all())), many=True).data


@method_decorator(extend_schema(summary=_("List materials"), tags=["custody"]), "list")
class Materials(Listed):
    """Materials within the scope of the posting; one of them comes with its chain."""

    list_code = "materials"
    needs: ClassVar[Any] = {"GET": "cases:read"}
    serializer_class = MaterialSerializer

    @extend_schema(summary=_("Read a material with its chain"), tags=["custody"], responses=MaterialWithChainSerializer)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer it."""
        return Response(self.answered(request, pk))

    def answered(self, request: Request, pk: UUID) -> dict[str, Any]:
        """Return a material with its chain; one outside the scope is absent."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        rows = Material.objects.visible_to(actor).for_list().select_related("entrusted")
        row = get_object_or_404(rows.prefetch_related("entries__document", "entries__counters"), pk=pk)
        return dict(MaterialWithChainSerializer(row).data)


class _Act(Materials):
    """One act on one material: what was sent goes to the verb, once for a key, while it is as it was read."""

    given: ClassVar[type[StrictSerializer]]
    verb: ClassVar[Callable[..., Material]]

    def carried_out(self, request: Request, pk: UUID) -> Response:
        """Do it and answer the material as it is then."""
        self.answered(request, pk)
        sent = type(self).given(data=request.data)
        sent.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            type(self).verb(pk, by=request.actor, **sent.validated_data)  # type: ignore[attr-defined]
            return 200, self.answered(request, pk)

        return carried_out_once(request, deed)


class ReceiptGiven(StrictSerializer):
    """A material that came. A photo is handed in by page."""

    line = serializers.IntegerField(
        allow_null=True, default=None, help_text=_("Its place in the entrustment; without one it is not listed there."),
        **NUMBER,
    )  # fmt: skip
    name = serializers.CharField(**LINE)
    kind = serializers.CharField(**LINE)
    quantity = serializers.CharField(**LINE)
    condition = serializers.CharField(**LINE)
    happened_at = serializers.DateTimeField()
    party = serializers.CharField(help_text=_("client, courier or other."), **LINE)
    outsider = serializers.CharField(**LINE)
    holder = serializers.CharField(**LINE)
    place = serializers.CharField(**LINE)
    seal = serializers.CharField(**LINE)


class MaterialReceipt(Materials):
    """Recording that a material came."""

    needs: ClassVar[Any] = {"POST": "custody:receive"}

    @extend_schema(
        summary=_("Record the receipt of a material"), tags=["custody"], request=ReceiptGiven,
        responses={201: MaterialWithChainSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it for the entrustment or case of this key."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the kit
        if seen(pk, actor) is None:
            raise Http404
        sent = ReceiptGiven(data=request.data)
        sent.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            row = keeping_materials.receive(pk, by=actor, **sent.validated_data)
            return 201, self.answered(request, row.pk)

        return carried_out_once(request, deed)


class KeepingGiven(StrictSerializer):
    """What happened to a material while it is kept."""

    version = serializers.IntegerField(**VERSION)
    kind = serializers.CharField(help_text=_("moved, handed, opened, used or used_up."), **LINE)
    happened_at = serializers.DateTimeField()
    giver = serializers.CharField(**LINE)
    holder = serializers.CharField(**LINE)
    place = serializers.CharField(**LINE)
    condition = serializers.CharField(**LINE)
    seal = serializers.CharField(**LINE)
    quantity = serializers.CharField(**LINE)
    damages = serializers.BooleanField(default=False)


class MaterialKeeping(_Act):
    """Recording what happened to a material."""

    needs: ClassVar[Any] = {"POST": "custody:keep"}
    given = KeepingGiven
    verb = staticmethod(keeping_materials.keep)

    @extend_schema(
        summary=_("Record what happened to a material"), tags=["custody"], request=KeepingGiven,
        responses={200: MaterialWithChainSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it, if the material is still what was read."""
        return self.carried_out(request, pk)


class ConsentGiven(StrictSerializer):
    """By which document the client consented. The file is handed in by page."""

    version = serializers.IntegerField(**VERSION)
    happened_at = serializers.DateTimeField()
    document_number = serializers.CharField(**LINE)


class MaterialConsent(_Act):
    """Recording a consent of the client."""

    needs: ClassVar[Any] = {"POST": "custody:consent"}
    given = ConsentGiven
    verb = staticmethod(keeping_materials.record_consent)

    @extend_schema(
        summary=_("Record a consent of the client"), tags=["custody"], request=ConsentGiven,
        responses={200: MaterialWithChainSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it, if the material is still what was read."""
        return self.carried_out(request, pk)


class ReturnGiven(StrictSerializer):
    """To whom a material was given back, and in which condition."""

    version = serializers.IntegerField(**VERSION)
    happened_at = serializers.DateTimeField()
    giver = serializers.CharField(**LINE)
    party = serializers.CharField(help_text=_("client, courier or other."), **LINE)
    outsider = serializers.CharField(**LINE)
    condition = serializers.CharField(**LINE)
    seal = serializers.CharField(**LINE)
    document_number = serializers.CharField(**LINE)


class MaterialReturn(_Act):
    """Recording that a material was given back."""

    needs: ClassVar[Any] = {"POST": "custody:return"}
    given = ReturnGiven
    verb = staticmethod(keeping_materials.give_back)

    @extend_schema(
        summary=_("Record that a material is given back"), tags=["custody"], request=ReturnGiven,
        responses={200: MaterialWithChainSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it, if the material is still what was read."""
        return self.carried_out(request, pk)


class DestructionGiven(StrictSerializer):
    """On which ground a material was destroyed, by whom and by which record."""

    version = serializers.IntegerField(**VERSION)
    happened_at = serializers.DateTimeField()
    ground = serializers.CharField(help_text=_("A code of the dated list."), **LINE)
    giver = serializers.CharField(**LINE)
    document_number = serializers.CharField(**LINE)


class MaterialDestruction(_Act):
    """Recording that a material was destroyed."""

    needs: ClassVar[Any] = {"POST": "custody:destroy"}
    given = DestructionGiven
    verb = staticmethod(keeping_materials.destroy)

    @extend_schema(
        summary=_("Record the destruction of a material"), tags=["custody"], request=DestructionGiven,
        responses={200: MaterialWithChainSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Record it, if the material is still what was read."""
        return self.carried_out(request, pk)


class CustodyCorrectionGiven(StrictSerializer):
    """Which entry is wrong, and what is right."""

    version = serializers.IntegerField(**VERSION)
    number = serializers.IntegerField(help_text=_("The number of the entry that is wrong."), **NUMBER)
    struck = serializers.BooleanField(help_text=_("It never happened, or is withdrawn."))
    happened_at = serializers.DateTimeField(allow_null=True, default=None)
    giver = serializers.CharField(**LINE)
    holder = serializers.CharField(**LINE)
    place = serializers.CharField(**LINE)
    condition = serializers.CharField(**LINE)
    seal = serializers.CharField(**LINE)
    reason = serializers.CharField(allow_blank=True, max_length=2_000)


class CustodyCorrection(_Act):
    """Correcting a chain."""

    needs: ClassVar[Any] = {"POST": "custody:correct"}
    given = CustodyCorrectionGiven
    verb = staticmethod(correcting_custody.correct)

    @extend_schema(
        summary=_("Correct an entry of a chain of custody"), tags=["custody"], request=CustodyCorrectionGiven,
        responses={200: MaterialWithChainSerializer},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Add the correction, if the material is still what was read."""
        return self.carried_out(request, pk)
