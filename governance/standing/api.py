"""Standing conditions of an institution for programs: as on the page, with the same what-if."""

from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.exchange.api.resources import Listed
from governance.standing import wording
from governance.standing.consequences import Cases as Concerned
from governance.standing.consequences import Consequences, Tie, consequences_of
from governance.standing.foresight import HORIZONS, AtClass, Stop, foresee
from governance.standing.gathering import picture_of
from governance.standing.views import FORESEEN, MOST
from governance.standing.what_if import Question, objections, outcome_of
from institutions.models import Accreditation, Institution
from institutions.standing.conditions import Answer, Condition, Judged, coming, judge


class JudgedSerializer(serializers.Serializer[Judged]):
    """The answer about one condition of one item or practice category."""

    condition = serializers.ChoiceField(Condition.choices, source="rule.condition", read_only=True)
    category = serializers.CharField(read_only=True, help_text=_("Empty: the institution as a whole."))
    answer = serializers.ChoiceField(
        [(each.value, each.value) for each in Answer], source="answer.value", read_only=True
    )
    found = serializers.IntegerField(read_only=True)
    unsure = serializers.IntegerField(read_only=True, help_text=_("What may count besides."))
    least = serializers.IntegerField(source="rule.least", read_only=True)
    stops = serializers.BooleanField(read_only=True, help_text=_("Whether the item has to stop."))
    said = serializers.SerializerMethodField()
    article = serializers.CharField(source="rule.article", read_only=True)
    to_be_confirmed = serializers.BooleanField(source="rule.to_be_confirmed", read_only=True)

    def get_said(self, row: Judged) -> str:
        """The answer in words."""
        return wording.said(row)


class ComingSerializer(serializers.Serializer[Any]):
    """What will be lost if nothing is done."""

    day = serializers.DateField(read_only=True, help_text=_("The first day of the loss."))
    judged = JudgedSerializer(read_only=True)


class RecordedAtClassSerializer(serializers.Serializer[AtClass]):
    """Open cases recorded only as a class above an item that stops."""

    category = serializers.CharField(read_only=True)
    count = serializers.IntegerField(read_only=True)
    whole = serializers.BooleanField(
        read_only=True, help_text=_("No item of the class goes on there: all of these cases are concerned.")
    )


class StopSerializer(serializers.Serializer[Stop]):
    """One item that would stop."""

    category = serializers.CharField(read_only=True)
    open_cases = serializers.IntegerField(read_only=True)
    at_class = RecordedAtClassSerializer(many=True, read_only=True)
    able_in_county = serializers.IntegerField(read_only=True, help_text=_("Other institutions able to take it."))
    able_in_city = serializers.IntegerField(read_only=True)
    able = serializers.IntegerField(read_only=True)
    next_institution = serializers.UUIDField(source="next.pk", read_only=True, default=None, allow_null=True)
    kilometres = serializers.IntegerField(
        source="km", read_only=True, allow_null=True, help_text=_("Between the middles of the cities.")
    )


class TieSerializer(serializers.Serializer[Tie]):
    """What a person who leaves is to the institution."""

    code = serializers.CharField(read_only=True)
    names = serializers.CharField(read_only=True)


class ConcernedSerializer(serializers.Serializer[Concerned]):
    """Open cases that are concerned, within the scope of the posting."""

    count = serializers.IntegerField(read_only=True)
    url = serializers.CharField(read_only=True)


class ClassConcernedSerializer(ConcernedSerializer):
    """Open cases recorded only as a class above items that stop, within the scope of the posting."""

    category = serializers.CharField(source="of.category", read_only=True)
    whole = serializers.BooleanField(
        source="of.whole", read_only=True,
        help_text=_("No item of the class goes on there: all of these cases are concerned."),
    )  # fmt: skip


class FollowingSerializer(serializers.Serializer[Consequences]):
    """What else follows from what is supposed."""

    stops = StopSerializer(many=True, read_only=True)
    of_items = ConcernedSerializer(read_only=True, allow_null=True)
    of_classes = ClassConcernedSerializer(many=True, read_only=True)
    of_person = ConcernedSerializer(read_only=True, allow_null=True)
    ties = TieSerializer(many=True, read_only=True)


class ConditionsSerializer(serializers.Serializer[Any]):
    """The standing conditions of an institution today."""

    id = serializers.UUIDField(read_only=True)
    conditions = JudgedSerializer(many=True, read_only=True)
    coming = ComingSerializer(many=True, read_only=True)
    what_if = JudgedSerializer(
        many=True, read_only=True, allow_null=True, help_text=_("What would be lost besides, where a day was sent.")
    )
    following = FollowingSerializer(read_only=True, allow_null=True)


class WhatIfAsked(serializers.Serializer[Any]):
    """What is supposed: who leaves, which accreditation lapses, on which day."""

    day = serializers.DateField(required=False)
    person = serializers.UUIDField(required=False, help_text=_("The key of an appraiser of the institution."))
    certificate = serializers.UUIDField(required=False, help_text=_("The key of an accreditation."))


class Conditions(Listed):
    """The standing conditions of an institution within the scope of the posting."""

    list_code = "institutions"
    needs: ClassVar[Any] = {"GET": "institutions:read"}
    serializer_class = ConditionsSerializer

    @extend_schema(
        summary=_("Read the standing conditions of an institution"), tags=["standing"], parameters=[WhatIfAsked],
        responses=ConditionsSerializer,
    )  # fmt: skip
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer every condition today, what will be lost within half a year, and what would be lost."""
        rows = Institution.objects.visible_to(request.actor)  # type: ignore[attr-defined]  # set by the kit
        institution, today = get_object_or_404(rows, pk=pk), timezone.localdate()
        asked = WhatIfAsked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        picture, said = picture_of(institution), asked.validated_data
        outcome = None
        if "day" in said:
            question = Question(**said)
            if found := list(objections(question, picture, today)):
                raise serializers.ValidationError(
                    {each.field: [ErrorDetail(each.message, each.code)] for each in found}
                )
            outcome = outcome_of(picture, question)
        told = {
            "id": institution.pk,
            "conditions": judge(picture, today),
            "coming": list(coming(picture, today, today + timedelta(days=FORESEEN))),
            "what_if": outcome.lost if outcome else None,
            "following": consequences_of(institution, picture, outcome, request.actor) if outcome else None,  # type: ignore[attr-defined]  # set by the kit
        }
        return Response(ConditionsSerializer(told).data)


class ForeseenSerializer(serializers.Serializer[Any]):
    """What the end of one certificate stops."""

    accreditation = serializers.UUIDField(source="row.pk", read_only=True)
    institution = serializers.UUIDField(source="row.institution_id", read_only=True)
    certificate_number = serializers.CharField(source="row.certificate_number", read_only=True)
    valid_until = serializers.DateField(source="row.valid_until", read_only=True)
    day = serializers.DateField(read_only=True, help_text=_("The first day on which the items stop."))
    stops = StopSerializer(many=True, read_only=True)


class ForesightSerializer(serializers.Serializer[Any]):
    """The certificates that end within a horizon, and what their end stops."""

    days = serializers.IntegerField(read_only=True)
    certificates = ForeseenSerializer(many=True, read_only=True)


class ForesightAsked(serializers.Serializer[Any]):
    """Within how many days."""

    days = serializers.ChoiceField([(each, str(each)) for each in HORIZONS], required=False)


class Foresight(Listed):
    """Foresight of accreditations within the scope of the posting."""

    list_code = "accreditations"
    needs: ClassVar[Any] = {"GET": "institutions:read"}
    serializer_class = ForesightSerializer

    @extend_schema(
        summary=_("Foresee what stops when accreditations end"), tags=["standing"], parameters=[ForesightAsked],
        responses=ForesightSerializer,
    )  # fmt: skip
    def foresee(self, request: Request) -> Response:
        """Answer the certificates that end within the horizon, the first to end first."""
        asked, today = ForesightAsked(data=request.query_params), timezone.localdate()
        asked.is_valid(raise_exception=True)
        days = int(asked.validated_data.get("days", HORIZONS[0]))
        rows = Accreditation.objects.visible_to(request.actor).expiring(today, days).for_list()  # type: ignore[attr-defined]  # set by the kit
        told = {"days": days, "certificates": foresee(list(rows.order_by("valid_until", "id")[:MOST]), today)}
        return Response(ForesightSerializer(told).data)
