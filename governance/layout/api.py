"""The layout for programs: counts by county and category, institutions by size, plans moved by the pages' verbs."""

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

from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import ReasonSerializer, StrictSerializer
from foundation.exchange.api.views import ApiView
from foundation.law.queries import practice_categories
from governance.layout.actions import planning
from governance.layout.coverage import coverage_of
from governance.layout.gate import Planned
from governance.layout.models import LayoutPlan, LayoutTarget
from governance.layout.progress import Line, actuals_on, lines_of
from governance.layout.sizes import sizes_on
from governance.layout.targets import Aim
from institutions.models import Institution

TAG = "layout"
YEAR: dict[str, Any] = {"min_value": 0, "max_value": 9_999}


class CoverageRowSerializer(serializers.Serializer[Any]):
    """How many institutions in practice and appraisers one county has for one category."""

    city_code = serializers.CharField(read_only=True)
    county_code = serializers.CharField(read_only=True)
    category = serializers.CharField(read_only=True)
    institutions = serializers.IntegerField(read_only=True)
    appraisers = serializers.IntegerField(read_only=True)


class CoverageSerializer(serializers.Serializer[Any]):
    """Counties × categories as far as the posting watches them; a count of 0 is a gap."""

    as_of = serializers.DateField(read_only=True)
    rows = CoverageRowSerializer(many=True, read_only=True)


class LayoutCoverage(ApiView):
    """Counties × categories."""

    needs: ClassVar[Any] = {"GET": "layout:read"}
    serializer_class = CoverageSerializer

    @extend_schema(summary=_("Read who practises what in which county"), tags=[TAG], responses=CoverageSerializer)
    def cover(self, request: Request) -> Response:
        """Answer every county with every category, gaps included."""
        actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]  # set by the kit
        houses, people = coverage_of(actor, today), coverage_of(actor, today, of_appraisers=True)
        rows = [
            {
                "city_code": county.parent_id,
                "county_code": code,
                "category": category.code,
                "institutions": houses.of_county(code, category.code),
                "appraisers": people.of_county(code, category.code),
            }
            for code, county in houses.counties.items()
            for category in practice_categories()
        ]
        return Response(CoverageSerializer({"as_of": today, "rows": rows}).data)


class SizedInstitutionSerializer(serializers.Serializer[Institution]):
    """An institution in practice with what decides about its size."""

    id = serializers.UUIDField(source="organisation_id", read_only=True)
    name = serializers.CharField(source="organisation.name", read_only=True)
    city_code = serializers.CharField(read_only=True)
    county_code = serializers.CharField(read_only=True)
    appraisers = serializers.IntegerField(source="appraiser_count", read_only=True)
    categories = serializers.ListField(source="practice_codes", child=serializers.CharField(), read_only=True)
    sizes = serializers.SerializerMethodField()

    def get_sizes(self, row: Any) -> list[str]:
        """The kinds of the dated list that it fits today."""
        kinds = sizes_on(timezone.localdate())
        return [each.kind for each in kinds if each.fits(row.appraiser_count, row.category_count)]


@method_decorator(extend_schema(summary=_("List institutions by size"), tags=[TAG]), "list")
@method_decorator(extend_schema(summary=_("Read the size of an institution"), tags=[TAG]), "retrieve")
class SizedInstitutions(Listed):
    """Institutions in practice by size, within the scope of the posting."""

    list_code = "layout_institutions"
    needs: ClassVar[Any] = {"GET": "layout:read"}
    serializer_class = SizedInstitutionSerializer


class LayoutPlanSerializer(serializers.Serializer[LayoutPlan]):
    """The plan of a city for its institutions."""

    id = serializers.UUIDField(read_only=True)
    city_code = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    document_number = serializers.CharField(read_only=True)
    from_year = serializers.IntegerField(read_only=True)
    until_year = serializers.IntegerField(read_only=True)
    adopted_on = serializers.DateField(read_only=True)
    ended_on = serializers.DateField(read_only=True, allow_null=True, help_text=_("The first day it does not hold."))
    end_reason = serializers.CharField(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class LayoutTargetSerializer(serializers.Serializer[Line]):
    """One target with what there is today."""

    aim = serializers.ChoiceField(Aim.choices, source="target.aim", read_only=True)
    category = serializers.CharField(source="target.practice_code", read_only=True)
    value = serializers.IntegerField(source="target.value", read_only=True)
    at_most = serializers.BooleanField(read_only=True, help_text=_("Whether the value is an upper bound."))
    actual = serializers.IntegerField(read_only=True)
    is_met = serializers.BooleanField(read_only=True)


class LayoutPlanInFullSerializer(LayoutPlanSerializer):
    """The plan of a city with its targets."""

    targets = LayoutTargetSerializer(many=True, read_only=True)


class LayoutTargetGiven(StrictSerializer):
    """One target: what is counted, of which category where it is of one, and the number."""

    aim = serializers.ChoiceField(Aim.choices)
    category = serializers.CharField(max_length=16, allow_blank=True, default="")
    value = serializers.IntegerField(min_value=-(2**53), max_value=2**53, help_text=_("A whole number."))


class LayoutPlanGiven(StrictSerializer):
    """The plan of the city whose organ sends it."""

    title = serializers.CharField(allow_blank=True, max_length=2_000)
    document_number = serializers.CharField(allow_blank=True, max_length=2_000)
    from_year = serializers.IntegerField(**YEAR)
    until_year = serializers.IntegerField(**YEAR)
    adopted_on = serializers.DateField()
    targets = LayoutTargetGiven(many=True)


class LayoutPlanEndGiven(ReasonSerializer):
    """From which day a plan does not hold any more, and why."""

    ended_on = serializers.DateField()


class _Plans(Listed):
    """Plans within the scope of the posting."""

    list_code = "layout_plans"
    serializer_class = LayoutPlanSerializer

    def seen(self, request: Request, pk: UUID) -> LayoutPlan:
        """Return one plan; one outside the scope is absent."""
        rows = LayoutPlan.objects.visible_to(request.actor)  # type: ignore[attr-defined]  # set by the kit
        return get_object_or_404(rows.prefetch_related("targets"), pk=pk)

    def told(self, request: Request, pk: UUID) -> dict[str, Any]:
        """Return one plan with its targets and what there is."""
        row = self.seen(request, pk)
        targets: list[LayoutTarget] = list(row.targets.all())
        lines: Any = lines_of(row, targets, actuals_on(request.actor, timezone.localdate()))  # type: ignore[attr-defined]
        said = LayoutPlanSerializer(row).data
        return {**said, "targets": LayoutTargetSerializer(lines, many=True).data}


@method_decorator(extend_schema(summary=_("List plans of cities for their institutions"), tags=[TAG]), "list")
class LayoutPlans(_Plans):
    """Plans: list, one of them, and adopting that of one's own city."""

    needs: ClassVar[Any] = {"GET": "layout:read", "POST": "layout:adopt"}

    @extend_schema(summary=_("Read the plan of a city"), tags=[TAG], responses=LayoutPlanInFullSerializer)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer one plan with its targets and what there is."""
        return Response(self.told(request, pk))

    @extend_schema(
        summary=_("Adopt the plan of one's own city"),
        tags=[TAG],
        request=LayoutPlanGiven,
        responses={201: LayoutPlanInFullSerializer},
    )
    def create(self, request: Request) -> Response:
        """Adopt it."""
        sent = LayoutPlanGiven(data=request.data)
        sent.is_valid(raise_exception=True)
        given, actor = dict(sent.validated_data), request.actor  # type: ignore[attr-defined]  # set by the kit
        targets = {(each["aim"], each["category"]): each["value"] for each in given.pop("targets")}

        def act() -> tuple[int, dict[str, Any]]:
            return 201, self.told(request, planning.adopt_plan(Planned(**given, targets=targets), by=actor).pk)

        return carried_out_once(request, act)


class LayoutPlanEnd(_Plans):
    """Ending a plan."""

    needs: ClassVar[Any] = {"POST": "layout:end"}

    @extend_schema(
        summary=_("End the plan of a city"),
        tags=[TAG],
        request=LayoutPlanEndGiven,
        responses={200: LayoutPlanInFullSerializer},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """End it, if it is still what was read."""
        key, sent = self.seen(request, pk).pk, LayoutPlanEndGiven(data=request.data)
        sent.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            planning.end_plan(key, by=request.actor, **sent.validated_data)  # type: ignore[attr-defined]
            return 200, self.told(request, key)

        return carried_out_once(request, act)
