"""Appraisers for programs: the rows, filters and orders of the page."""

from typing import Any, ClassVar

from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from appraisers.models import Appraiser
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import InstitutionInShortSerializer


class AppraiserSerializer(serializers.Serializer[Appraiser]):
    """A practice certificate and its holder's name. Identity numbers never leave the portal this way."""

    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(source="person.name", read_only=True)
    institution = InstitutionInShortSerializer(read_only=True)
    certificate_number = serializers.CharField(read_only=True)
    certificate_from = serializers.DateField(read_only=True)
    certificate_until = serializers.DateField(
        read_only=True, help_text=_("The last day on which the certificate is valid.")
    )
    practice_codes = serializers.ListField(child=serializers.CharField(), read_only=True)
    city_code = serializers.CharField(read_only=True)
    county_code = serializers.CharField(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


@method_decorator(extend_schema(summary=_("List appraisers"), tags=["appraisers"]), "list")
@method_decorator(extend_schema(summary=_("Read an appraiser"), tags=["appraisers"]), "retrieve")
class Appraisers(Listed):
    """Appraisers within the scope of the posting."""

    list_code = "appraisers"
    needs: ClassVar[Any] = {"GET": "appraisers:read"}
    serializer_class = AppraiserSerializer
