"""Early warnings for programs: read, and acknowledged by the verb of the page."""

from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import InstitutionInShortSerializer, ReasonSerializer
from governance.early_warning.actions.acknowledging import acknowledge
from governance.early_warning.kinds import Kind, Tone
from governance.early_warning.models import EarlyWarning
from governance.early_warning.states import WarningState
from governance.early_warning.wording import owner, said, where

TAG = "early warnings"


class EarlyWarningSerializer(serializers.Serializer[EarlyWarning]):
    """One warning: what, where, since when, what to do, whose it is, and the figure that set it off."""

    id = serializers.UUIDField(read_only=True)
    rule = serializers.CharField(source="rule_code", read_only=True, help_text=_("The code of the rule."))
    kind = serializers.ChoiceField(Kind.choices, source="rule.kind", read_only=True)
    what = serializers.CharField(source="rule.name", read_only=True)
    where = serializers.SerializerMethodField()
    said = serializers.SerializerMethodField(help_text=_("The figure in one sentence."))
    to_do = serializers.CharField(source="rule.to_do", read_only=True)
    owner = serializers.SerializerMethodField()
    owner_level = serializers.CharField(read_only=True)
    article = serializers.CharField(source="rule.source_text", read_only=True)
    to_be_confirmed = serializers.BooleanField(source="rule.to_be_confirmed", read_only=True)
    tone = serializers.ChoiceField(Tone.choices, read_only=True)
    state = serializers.ChoiceField(WarningState.choices, read_only=True)
    city = serializers.CharField(source="city_code", read_only=True)
    county = serializers.CharField(source="county_code", read_only=True)
    institution = InstitutionInShortSerializer(read_only=True, allow_null=True)
    category = serializers.CharField(source="subject", read_only=True)
    since = serializers.DateField(read_only=True)
    opened_on = serializers.DateField(read_only=True)
    seen_on = serializers.DateField(read_only=True, help_text=_("The last night on which the cause was seen."))
    figure = serializers.JSONField(read_only=True, help_text=_("Numbers with a fraction are text."))
    acknowledged_on = serializers.DateField(read_only=True, allow_null=True)
    reason = serializers.CharField(read_only=True)
    closed_on = serializers.DateField(read_only=True, allow_null=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))

    def get_where(self, row: EarlyWarning) -> str:
        """The place in words."""
        return where(row)

    def get_said(self, row: EarlyWarning) -> str:
        """The figure in one sentence."""
        return said(row)

    def get_owner(self, row: EarlyWarning) -> str:
        """Whose it is, in words."""
        return owner(row)


@method_decorator(extend_schema(summary=_("List early warnings"), tags=[TAG]), "list")
@method_decorator(extend_schema(summary=_("Read an early warning"), tags=[TAG]), "retrieve")
class EarlyWarnings(Listed):
    """Warnings within the scope of the posting."""

    list_code = "early_warnings"
    needs: ClassVar[Any] = {"GET": "early_warning:read"}
    serializer_class = EarlyWarningSerializer

    def seen(self, request: Request, pk: UUID) -> EarlyWarning:
        """Return one warning; one outside the scope is absent."""
        rows = EarlyWarning.objects.visible_to(request.actor).for_list()  # type: ignore[attr-defined]  # set by the kit
        row: EarlyWarning = get_object_or_404(rows, pk=pk)
        return row


class EarlyWarningAcknowledgement(EarlyWarnings):
    """Acknowledging a warning."""

    needs: ClassVar[Any] = {"POST": "early_warning:acknowledge"}

    @extend_schema(
        summary=_("Acknowledge an early warning"),
        tags=[TAG],
        request=ReasonSerializer,
        responses={200: EarlyWarningSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Acknowledge it with a reason, if it is still what was read."""
        seen, given = self.seen(request, pk), ReasonSerializer(data=request.data)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            row = acknowledge(seen.pk, by=request.actor, **given.validated_data)  # type: ignore[attr-defined]
            return 200, dict(EarlyWarningSerializer(self.seen(request, row.pk)).data)

        return carried_out_once(request, act)
