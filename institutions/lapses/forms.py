"""Forms of a suspension for rectification. Rules stand in the verbs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.filling.fields import Day, Reason
from institutions.lapses.gate import LONGEST
from institutions.standing.forms import DAY_HELP, Document


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
