"""Forms of pauses and extensions of a case, and of its process record."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.actions.recording import MOST as LONGEST_ENTRY
from cases.actions.supplementing import MOST as LONGEST_LIST
from cases.conduct.forms import ClockTime, OnCase
from cases.conduct.grounds import CUSTODY, process_kinds
from cases.entrustments.grounds import words_of
from cases.models import Supplement
from equipment.fitness import Offered
from foundation.desk.filling.fields import Day, Offer, Reason, TypedOffers
from foundation.desk.form_rendering import PortalRenderer


class AskForm(OnCase):
    """Which materials are wanted, and from whom."""

    wanted = forms.CharField(
        label=gettext_lazy("Materials wanted"),
        help_text=gettext_lazy("Stands on the letter to the client; no names or numbers of persons."),
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    supplier = forms.ChoiceField(
        label=gettext_lazy("From whom"), choices=Supplement.Supplier.choices, widget=forms.RadioSelect
    )


class ReceiveForm(OnCase):
    """When the supplement came, and what it was."""

    received_on = Day(label=gettext_lazy("Supplement received on"))
    received = forms.CharField(
        label=gettext_lazy("What has come"),
        help_text=gettext_lazy("Name, kind and quantity; no names or numbers of persons."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )


class RequestForm(OnCase):
    """By how many working days the time shall be extended, and why."""

    days = forms.IntegerField(
        label=gettext_lazy("Working days"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "3"}),
    )
    reason = Reason(
        label=gettext_lazy("Why the time is not enough"),
        help_text=gettext_lazy("Stands on the notice to the client and in the trail; no names or numbers of persons."),
    )


class DecideForm(OnCase):
    """The head approves, or declines with a reason."""

    approve = forms.TypedChoiceField(
        label=gettext_lazy("Decision"),
        choices=[("yes", gettext_lazy("Approve")), ("no", gettext_lazy("Decline"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        empty_value=None,
    )
    reason = Reason(label=gettext_lazy("Reason, when it is declined"), required=False)


class InformForm(OnCase):
    """When the client was informed."""

    informed_on = Day(label=gettext_lazy("Client informed on"))


class EntryForm(forms.Form):
    """One entry of the process record. Day and time are two fields, so that both can be typed without a picker."""

    default_renderer = PortalRenderer
    kind = Offer(label=gettext_lazy("Step of the appraisal"))
    day = Day(label=gettext_lazy("Day"))
    time = ClockTime()
    text = forms.CharField(
        label=gettext_lazy("Record"),
        help_text=gettext_lazy("Method, instruments, result. Kept under seal, and never changed afterwards."),
        max_length=LONGEST_ENTRY,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )
    instruments = TypedOffers(
        label=gettext_lazy("Instruments used"), coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    methods = TypedOffers(
        label=gettext_lazy("Standards and methods followed"),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    counters = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)

    def __init__(
        self, *args: Any, on: date, custody_only: bool, chained: bool, equipment: Offered, **kwargs: Any
    ) -> None:
        """`on` is the day whose table is offered; `custody_only` leaves only the kinds of art. 22.

        `chained` says that these are told by the chains of custody: they are then not offered.
        """
        super().__init__(*args, **kwargs)
        self._offer("instruments", [(str(row.pk), f"{row.name}　{row.number}") for row in equipment.instruments])
        self._offer("methods", [(str(row.pk), f"{row.code}　{row.title}") for row in equipment.methods])
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (each.code, words_of(each))
            for each in process_kinds(on)
            if (not chained if each.code in CUSTODY else not custody_only)
        ]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Offer what can be chosen; where nothing can, the field is not shown."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        if not choices:
            self.fields[name].widget = forms.MultipleHiddenInput()

    def given(self) -> dict[str, Any]:
        """What the verb takes, from a valid form."""
        read = self.cleaned_data
        moment = timezone.make_aware(datetime.combine(read["day"], read["time"]))
        said = {name: read[name] for name in ("kind", "text", "counters", "instruments", "methods")}
        return {**said, "happened_at": moment}

    def clean(self) -> dict[str, Any]:
        """The earliest day a moment may have is that of the law; what lies before cannot be reckoned with."""
        read = super().clean() or {}
        day = read.get("day")
        if day is not None and day.year < 2000:
            raise ValidationError({"day": _("Write a day from %(first)s on.") % {"first": "2000-01-01"}})
        return read
