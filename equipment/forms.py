"""Forms of the acts on instruments and methods. Rules stand in the verbs."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from equipment.gate import LINE, TEXT
from equipment.models import Calibration, Instrument, Maintenance, Method
from foundation.desk.filling.fields import Day, Offer, Reason, TypedOffer, TypedOffers
from institutions.standing.forms import DAY_HELP, Categories, tree


class Line(forms.CharField):
    """One line of text."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(**{"max_length": LINE, "widget": widget, **kwargs})


class Text(forms.CharField):
    """Some lines of text."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
        super().__init__(**{"max_length": TEXT, "widget": widget, **kwargs})


class YesNo(forms.TypedChoiceField):
    """One of two answers, in words that the page chooses."""

    def __init__(self, yes: Any, no: Any, **kwargs: Any) -> None:
        super().__init__(
            choices=[("yes", yes), ("no", no)],
            coerce=lambda value: value == "yes",
            empty_value=None,
            widget=forms.RadioSelect,
            **kwargs,
        )


class OnOne(forms.Form):
    """An act on one thing, in the version that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)


class InstrumentForm(forms.Form):
    """What is on record about an instrument."""

    number = Line(
        label=_("Instrument number"), help_text=_("The number under which the institution keeps it."), max_length=LINE
    )
    name = Line(label=_("Name of the instrument"))
    type_name = Line(label=pgettext_lazy("instrument", "Type"), required=False)
    maker = Line(label=_("Maker"), required=False)
    serial_number = Line(label=_("Serial number"), required=False)
    in_service_from = Day(label=_("In service from"), help_text=DAY_HELP)
    categories = Categories(label=_("Serves"), help_text=_("For work in these categories it can be chosen."))
    methods = TypedOffers(
        label=_("Methods it is used for"), coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    needs_calibration = YesNo(
        _("Yes: only with a calibration that holds may it be used"),
        _("No: its results do not depend on one"),
        label=_("Needs calibration"),
        initial="yes",
    )

    def __init__(self, *args: Any, practice_codes: Sequence[str], methods: Iterable[Method], **kwargs: Any) -> None:
        """`methods` are those that the institution has taken up."""
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = tree(practice_codes)  # type: ignore[attr-defined]  # a choice field
        offers = [(str(row.pk), f"{row.code}　{row.title}") for row in methods]
        self.fields["methods"].choices = offers  # type: ignore[attr-defined]  # a choice field
        if not offers:
            self.fields["methods"].widget = forms.MultipleHiddenInput()


class ChangeInstrumentForm(InstrumentForm):
    """What is on record about an instrument, and why it is changed."""

    reason = Reason()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)


def first_of(row: Instrument) -> dict[str, Any]:
    """Return the values with which the form of a change begins."""
    names = ("number", "name", "type_name", "maker", "serial_number", "in_service_from", "categories")
    return {
        **{name: getattr(row, name) for name in names},
        "methods": [str(key) for key in row.methods],
        "needs_calibration": "yes" if row.needs_calibration else "no",
        "version": row.trail_seq,
    }


class WithdrawForm(OnOne):
    """From which day the institution does not have it any more."""

    withdrawn_on = Day(label=pgettext_lazy("instrument", "Withdrawn on"), help_text=_("The first day without it."))
    reason = Reason()


class CalibrationForm(OnOne):
    """What a calibration came to."""

    kind = Offer(label=_("Verification or calibration"), choices=Calibration.Kind.choices, widget=forms.RadioSelect)
    performed_on = Day(label=_("Performed on"), help_text=DAY_HELP)
    performed_by = Line(label=_("Performed by"), help_text=_("The metrological organ or laboratory."))
    certificate_number = Line(label=_("Number of the certificate"))
    passed = YesNo(
        _("Passed: fit for its use"),
        _("Not passed: it may not be used from that day on"),
        label=pgettext_lazy("instrument", "Result"),
    )
    valid_until = Day(label=_("Last valid day"), required=False, help_text=_("Only where it was passed."))


class TakeOutForm(OnOne):
    """Since when it is out of use, and why."""

    kind = Offer(label=_("Why it is out of use"), choices=Maintenance.Kind.choices, widget=forms.RadioSelect)
    began_on = Day(label=_("Out of use from"), help_text=_("The first day on which it is not used."))
    why = Text(label=_("What is the matter"))


class PutBackForm(OnOne):
    """From which day it may be used again, and what was done."""

    ended_on = Day(label=_("In use again from"), help_text=_("The first day on which it may be used."))
    done = Text(label=pgettext_lazy("instrument", "What was done"))
    recalibrate = YesNo(
        _("Yes: only a calibration of that day or later counts"),
        _("No: its calibration still holds"),
        label=_("Does it touch the results"),
    )


class MethodForm(forms.Form):
    """A standard or technical method."""

    code = Line(label=_("Standard or method"), help_text=_("The number of the standard, or the name of the method."))
    title = Text(label=_("Title"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    rank = TypedOffer(
        label=pgettext_lazy("method", "Rank"), coerce=int, choices=Method.Rank.choices, widget=forms.RadioSelect
    )
    note = Text(
        label=_("Why there is no standard"),
        required=False,
        help_text=_("Only where most experts recognise the method."),
    )
    categories = Categories(label=_("Serves"), help_text=_("For work in these categories it can be chosen."))
    valid_from = Day(label=_("Taken up on"), help_text=DAY_HELP)

    def __init__(self, *args: Any, practice_codes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = tree(practice_codes)  # type: ignore[attr-defined]  # a choice field


class EndMethodForm(OnOne):
    """The last day of a method."""

    valid_until = Day(label=_("Last day"), help_text=DAY_HELP)
    reason = Reason()
