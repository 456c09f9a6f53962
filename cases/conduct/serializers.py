"""How the supplements, extensions and process entries of a case are written for programs."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from cases.conduct.states import ExtensionState
from cases.models import ProcessEntry, Supplement

VERSION_HELP = _("Rises with every change.")


class SupplementSerializer(serializers.Serializer[Any]):
    """One supplement that pauses the time."""

    number = serializers.IntegerField(read_only=True)
    ground = serializers.CharField(read_only=True, help_text=_("The code of what stops the clock, such as EX-1."))
    wanted = serializers.CharField(read_only=True)
    supplier = serializers.ChoiceField(Supplement.Supplier.choices, read_only=True)
    asked_on = serializers.DateField(read_only=True)
    received_on = serializers.DateField(read_only=True, allow_null=True)
    received = serializers.CharField(read_only=True)


class ExtensionSerializer(serializers.Serializer[Any]):
    """One extension of the time, in working days."""

    number = serializers.IntegerField(read_only=True)
    state = serializers.ChoiceField(ExtensionState.choices, read_only=True)
    days = serializers.IntegerField(read_only=True)
    reason = serializers.CharField(read_only=True)
    requested_on = serializers.DateField(read_only=True)
    decided_on = serializers.DateField(read_only=True, allow_null=True)
    informed_on = serializers.DateField(read_only=True, allow_null=True, help_text=_("When the client was informed."))
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=VERSION_HELP)


class ProcessEntrySerializer(serializers.Serializer[Any]):
    """One entry of the process record; its text stays under seal."""

    number = serializers.IntegerField(read_only=True)
    kind = serializers.CharField(read_only=True, help_text=_("The code of a kind of the process record, such as GC-7."))
    happened_at = serializers.DateTimeField(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
    certificate_number = serializers.CharField(
        source="appraiser.certificate_number",
        read_only=True,
        default="",
        help_text=_("Empty where the institution acted."),
    )
    counters = serializers.IntegerField(
        source="counters.number", read_only=True, default=None, allow_null=True, help_text=_("The entry it corrects.")
    )
    instruments = serializers.SerializerMethodField(help_text=_("The instruments that were used, by their ids."))
    methods = serializers.SerializerMethodField(help_text=_("The methods that were followed, by their ids."))

    def get_instruments(self, entry: ProcessEntry) -> list[UUID]:
        """Those that the entry names."""
        return [each.instrument_id for each in entry.uses.all() if each.instrument_id is not None]

    def get_methods(self, entry: ProcessEntry) -> list[UUID]:
        """Those that the entry names."""
        return [each.method_id for each in entry.uses.all() if each.method_id is not None]
