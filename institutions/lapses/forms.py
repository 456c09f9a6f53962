"""Forms of a suspension for rectification. Rules stand in the verbs."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.filling.fields import Day, Offer, Reason
from institutions.lapses.gate import DEREGISTER, LONGEST, RESUME, SEND_BACK
from institutions.standing.forms import DAY_HELP, Document

OUTCOMES: Final = {
    RESUME: _("The condition is kept again: the item resumes"),
    DEREGISTER: _("The item is deregistered"),
    SEND_BACK: _("Not granted: all stays as it was before"),
}


class AskForm(forms.Form):
    """Until when the item is to be suspended, and what will be done."""

    until = Day(label=_("Suspended until"), help_text=DAY_HELP)
    plan = forms.CharField(
        label=_("What will be done"),
        help_text=_("The organ reads it; name no identity numbers of persons."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)


class ReportForm(forms.Form):
    """What was done, or why the item is given up."""

    report = forms.CharField(
        label=_("What was put right"),
        help_text=_("The organ reads it; name no identity numbers of persons."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)


class GiveUpForm(ReportForm):
    """Why the item is given up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["report"].label = _("Why the item is given up")


class EndForm(forms.Form):
    """Whether the item resumes, is deregistered, or goes back."""

    outcome = Offer(label=_("Decision about the item"), widget=forms.RadioSelect)
    document_number = Document(label=_("Number of the decision"))
    reason = Reason()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)

    def __init__(self, *args: Any, offered: Sequence[str], **kwargs: Any) -> None:
        """`offered` are the outcomes that are possible now."""
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(code, OUTCOMES[code]) for code in offered]  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    """Whether a suspension is granted, and until when."""

    outcome = forms.ChoiceField(
        label=_("Decision about the suspension"),
        choices=(
            ("granted", _("Grant it: the item is barred until the day")),
            ("refused", _("Refuse it: the item stays stopped, and may be given up")),
        ),
        widget=forms.RadioSelect,
    )
    until = Day(label=_("Last day of the suspension"), required=False, help_text=_("Only where it is granted."))
    document_number = Document(label=_("Number of the decision"))
    reason = Reason()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)

    def given(self) -> dict[str, Any]:
        """What the verb takes, from a valid form."""
        data = dict(self.cleaned_data)
        data["granted"] = data.pop("outcome") == "granted"
        return data
