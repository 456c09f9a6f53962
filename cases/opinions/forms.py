"""The forms of the chain of an opinion. Rules stand in the verbs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.entrustments.forms import Line, Text
from cases.opinions.texts import DEMANDED, LABELS, LONGEST, OpinionTexts
from foundation.desk.filling.fields import Day, Reason


class VersionSeen(forms.Form):
    """Which state of the opinion was seen; 0 where there was none."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1)


class TextsForm(VersionSeen):
    """The parts of an opinion that its appraisers write (文书格式 2). Only put-forward versions have to be complete."""

    examined_on = Day(
        label=LABELS["examined_on"], required=False, help_text=_("As 2026-11-23, where somebody or something was seen.")
    )
    place = Line(label=LABELS["place"], required=False)
    attendees = Line(label=LABELS["attendees"], required=False, help_text=_("Kept under seal."))
    facts = Text(label=LABELS["facts"], rows=5, required=False, max_length=LONGEST)
    summary = Text(label=LABELS["summary"], rows=6, required=False, max_length=LONGEST)
    process = Text(
        label=LABELS["process"],
        rows=8,
        required=False,
        max_length=LONGEST,
        help_text=_("Methods and standards in the order of the law, and what was found."),
    )
    analysis = Text(label=LABELS["analysis"], rows=8, required=False, max_length=LONGEST)
    opinion = Text(label=LABELS["opinion"], rows=4, required=False, max_length=LONGEST)
    annexes = Text(label=LABELS["annexes"], rows=2, required=False, max_length=LONGEST)

    def __init__(self, *args: Any, ready: bool = True, **kwargs: Any) -> None:
        """Without `ready` an unfinished text may be kept: no part is asked for."""
        super().__init__(*args, **kwargs)
        for name in DEMANDED:
            self.fields[name].required = ready

    def texts(self) -> OpinionTexts:
        """Return what was typed, from a valid form."""
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in LABELS}
        return OpinionTexts(**given)


class SignForm(VersionSeen):
    """A signature at the first level, with a differing opinion where there is one."""

    dissent = Text(
        label=_("Your dissenting opinion"),
        rows=4,
        required=False,
        max_length=LONGEST,
        help_text=_("Only where you differ; it is a signature all the same and stands on the opinion. Under seal."),
    )


class ReviewForm(VersionSeen):
    """What the reviewer says (文书格式 5)."""

    on_procedure = Text(label=_("On the procedure"), rows=4, max_length=LONGEST, help_text=_("Kept under seal."))
    on_opinion = Text(label=_("On the opinion"), rows=4, max_length=LONGEST, help_text=_("Kept under seal."))


class ReturnForm(VersionSeen):
    """Why a version goes back."""

    disagreement = Text(
        label=_("What you do not agree with"),
        rows=5,
        max_length=LONGEST,
        help_text=_("The appraisers read it and put down a new version. Stays on file, under seal."),
    )


class ReadForm(forms.Form):
    """Why a text is opened."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    reason = Reason(
        label=_("What do you need it for?"),
        help_text=_("Your reason is recorded before the text is opened. No personal data in it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
