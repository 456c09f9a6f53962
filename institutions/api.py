"""Institutions for programs: the rows, filters and orders of the page."""

from typing import Any, ClassVar

from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from foundation.exchange.api.resources import Listed
from institutions.models import Institution
from institutions.querysets import Practice


class InstitutionSerializer(serializers.Serializer[Institution]):
    """A registered institution."""

    id = serializers.UUIDField(source="organisation_id", read_only=True)
    name = serializers.CharField(source="organisation.name", read_only=True)
    credit_code = serializers.CharField(source="organisation.credit_code", read_only=True)
    licence_number = serializers.CharField(read_only=True)
    licence_from = serializers.DateField(read_only=True)
    licence_until = serializers.DateField(read_only=True, help_text=_("The last day on which the licence is valid."))
    abbreviation = serializers.CharField(read_only=True)
    practice_codes = serializers.ListField(child=serializers.CharField(), read_only=True)
    address = serializers.CharField(read_only=True)
    telephone = serializers.CharField(read_only=True, help_text=_("Published in the register; empty: none on record."))
    status = serializers.ChoiceField(
        Practice.choices, source="practice", read_only=True,
        help_text=_("Whether it practises today; barred: a restriction bars its whole practice."),
    )  # fmt: skip
    city_code = serializers.CharField(read_only=True)
    county_code = serializers.CharField(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


@method_decorator(extend_schema(summary=_("List institutions"), tags=["institutions"]), "list")
@method_decorator(extend_schema(summary=_("Read an institution"), tags=["institutions"]), "retrieve")
class Institutions(Listed):
    """Institutions within the scope of the posting."""

    list_code = "institutions"
    needs: ClassVar[Any] = {"GET": "institutions:read"}
    serializer_class = InstitutionSerializer
