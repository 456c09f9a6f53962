"""How the letter of entrustment is written and read by programs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.agreements.choices import DeliveryWay, DisputeWay, Leftover, MaterialsReturn
from cases.agreements.forms import LABELS
from cases.agreements.terms import Terms
from cases.models import Agreement
from foundation.exchange.api.serializers import StrictSerializer

LINE: dict[str, Any] = {"allow_blank": True, "default": "", "max_length": 10_000}
NUMBER: dict[str, Any] = {"allow_null": True, "default": None, "min_value": 0, "max_value": 2**15 - 1}
MONEY: dict[str, Any] = {"max_digits": 12, "decimal_places": 2, "allow_null": True, "default": None}


@extend_schema_field(serializers.ChoiceField(DeliveryWay.choices, allow_blank=True))
class DeliveryGiven(serializers.CharField):
    """A code of the way of delivery; described with its choices, judged by the verb."""


@extend_schema_field(serializers.ChoiceField(MaterialsReturn.choices, allow_blank=True))
class MaterialsReturnGiven(serializers.CharField):
    """A code of what becomes of the materials; described with its choices, judged by the verb."""


@extend_schema_field(serializers.ChoiceField(Leftover.choices, allow_blank=True))
class LeftoverGiven(serializers.CharField):
    """A code of what becomes of materials left over; described with its choices, judged by the verb."""


@extend_schema_field(serializers.ChoiceField(DisputeWay.choices, allow_blank=True))
class DisputesGiven(serializers.CharField):
    """A code of how disputes are settled; described with its choices, judged by the verb."""


class TermsSerializer(StrictSerializer):
    """What a letter of entrustment says. Lengths, choices and days are judged by the verb, as on the page."""

    fee = serializers.DecimalField(help_text=_("Estimated, in yuan; 0 where none is charged."), **MONEY)
    fee_terms = serializers.CharField(**LINE)
    delivery = DeliveryGiven(help_text=LABELS["delivery"], **LINE)
    delivery_address = serializers.CharField(write_only=True, **LINE)
    delivery_note = serializers.CharField(**LINE)
    copies = serializers.IntegerField(help_text=_("For the client."), **NUMBER)
    materials_return = MaterialsReturnGiven(help_text=LABELS["materials_return"], **LINE)
    materials_keeping = serializers.CharField(**LINE)
    leftover = LeftoverGiven(help_text=LABELS["leftover"], **LINE)
    leftover_weeks = serializers.IntegerField(**NUMBER)
    leftover_fee = serializers.DecimalField(**MONEY)
    leftover_note = serializers.CharField(**LINE)
    limit_days = serializers.IntegerField(
        help_text=_("Working days from the day the letter takes effect; empty: the time of the law."), **NUMBER
    )
    limit_until = serializers.DateField(
        allow_null=True, default=None, help_text=_("The agreed last day, in place of a number of days.")
    )
    recused = serializers.ListField(
        child=serializers.UUIDField(), default=list, max_length=100, help_text=_("Appraisers of the institution.")
    )
    recusal_reason = serializers.CharField(write_only=True, **LINE)
    disputes = DisputesGiven(help_text=LABELS["disputes"], **LINE)
    disputes_note = serializers.CharField(**LINE)
    other_terms = serializers.CharField(**LINE)
    notes = serializers.CharField(**LINE)
    officer = serializers.CharField(write_only=True, **LINE)
    risks_told = serializers.BooleanField(default=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what the verb takes: the terms as one, the rest by its name."""
        read = dict(super().validate(attrs))
        read["recused"] = tuple(read.get("recused", ()))
        rest = {name: value for name, value in read.items() if name not in LABELS}
        return {**rest, "terms": Terms.of(read)}


class AgreementSerializer(serializers.Serializer[Agreement]):
    """One version of the letter, without what is under seal."""

    number = serializers.IntegerField(read_only=True)
    agreed_on = serializers.DateField(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
    reason = serializers.CharField(read_only=True)
    consent = serializers.CharField(read_only=True)
    changed = serializers.ListField(child=serializers.CharField(), read_only=True)
    fee = serializers.DecimalField(max_digits=12, decimal_places=2, read_only=True)
    fee_terms = serializers.CharField(read_only=True)
    delivery = serializers.CharField(read_only=True)
    delivery_note = serializers.CharField(read_only=True)
    copies = serializers.IntegerField(read_only=True)
    materials_return = serializers.CharField(read_only=True)
    materials_keeping = serializers.CharField(read_only=True)
    leftover = serializers.CharField(read_only=True)
    leftover_weeks = serializers.IntegerField(read_only=True, allow_null=True)
    leftover_fee = serializers.DecimalField(max_digits=12, decimal_places=2, read_only=True, allow_null=True)
    leftover_note = serializers.CharField(read_only=True)
    limit_days = serializers.IntegerField(read_only=True, allow_null=True)
    limit_until = serializers.DateField(read_only=True, allow_null=True)
    recused = serializers.ListField(child=serializers.UUIDField(), read_only=True)
    disputes = serializers.CharField(read_only=True)
    disputes_note = serializers.CharField(read_only=True)
    other_terms = serializers.CharField(read_only=True)
    notes = serializers.CharField(read_only=True)
    signed_on = serializers.DateField(read_only=True, allow_null=True)
    signed_sha256 = serializers.CharField(
        source="signed_copy.sha256", read_only=True, default="", help_text=_("Empty where no copy is kept.")
    )
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class CaseAgreementSerializer(serializers.Serializer[Any]):
    """The letter of a case: its versions, the first one first; the last one holds."""

    id = serializers.UUIDField(read_only=True)
    due_on = serializers.DateField(read_only=True, allow_null=True, help_text=_("The last day of the appraisal."))
    agreements = AgreementSerializer(many=True, read_only=True)
    version = serializers.IntegerField(read_only=True, help_text=_("That of the case; rises with every change."))
