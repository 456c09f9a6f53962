"""What registers in time share for programs: a day asked for, states, the document of an act, and the act done once."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import StrictSerializer
from institutions.actions.changing_registration import Paper
from institutions.models import Act, PermitState
from institutions.standing.api import LINE, REASON, VERSION

Row = TypeVar("Row", bound=Any)
State = TypeVar("State", bound=PermitState)
ON_DAY = OpenApiParameter("on", date, description=_("The day that is asked for; today where none is named."))


class StateSerializer(serializers.Serializer[Any]):
    """What all states of permits have: by which act, from which day, by which document, when it was recorded."""

    act = serializers.ChoiceField(Act.choices, read_only=True)
    valid_from = serializers.DateField(read_only=True)
    document_number = serializers.CharField(read_only=True)
    document_sha256 = serializers.SerializerMethodField(help_text=_("Empty where the document was not handed in."))
    ground = serializers.CharField(read_only=True)
    article = serializers.CharField(read_only=True)
    issued_by = serializers.CharField(read_only=True)
    issued_on = serializers.DateField(read_only=True, allow_null=True)
    recorded_at = serializers.DateTimeField(read_only=True)

    def get_document_sha256(self, row: PermitState) -> str:
        """The digest of the document."""
        return row.document.sha256 if row.document is not None else ""


def day_asked(context: Mapping[str, Any]) -> date:
    """Return the day that a request asks for; one that cannot be read is refused."""
    request: Request = context["request"]
    text = request.query_params.get("on", "")
    if not text:
        return timezone.localdate()
    day: date = serializers.DateField().run_validation(text)
    return day


class PaperGiven(StrictSerializer):
    """By which document an act is done, and why. A file is handed in by page."""

    version = serializers.IntegerField(**VERSION)
    document_number = serializers.CharField(max_length=LINE)
    reason = serializers.CharField(max_length=REASON)


def paper_in(data: Mapping[str, Any], day: str) -> Paper:
    """Return the paper of an act; `day` is the field of its day."""
    return Paper(data[day], data["document_number"], data["reason"])


class Permits(Listed, Generic[Row, State]):
    """A permit within the scope of the posting, and what the acts on it share; `joined` is read along with the row."""

    model: ClassVar[Any]
    joined: ClassVar[str]
    given: ClassVar[type[StrictSerializer]] = PaperGiven

    def told(self, request: Request, row: Row) -> dict[str, Any]:
        """Return the permit in the words of the API."""
        return dict(self.get_serializer_class()(row, context={"request": request}).data)

    def seen(self, request: Request, pk: UUID) -> Row:
        """Return a row; one outside the scope is absent."""
        actor: Any = request.actor  # type: ignore[attr-defined]  # set by the middleware
        found: Row = get_object_or_404(self.model.objects.visible_to(actor).select_related(self.joined), pk=pk)
        return found

    def verb(self, key: UUID, by: Any, data: dict[str, Any]) -> State:
        """Do it, with what was sent; every act has its own."""
        raise NotImplementedError

    def carried_out(self, request: Request, pk: UUID) -> Response:
        """Do it, once for a key, and answer the permit as it is then."""
        key = self.seen(request, pk).pk
        sent = type(self).given(data=request.data)
        sent.is_valid(raise_exception=True)

        def deed() -> tuple[int, dict[str, Any]]:
            self.verb(key, request.actor, dict(sent.validated_data))  # type: ignore[attr-defined]
            return 200, self.told(request, self.seen(request, key))

        return carried_out_once(request, deed)
