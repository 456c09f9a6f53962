"""Forms of the objection of the barred, and of the decision about it. Rules stand in the verbs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.filling.fields import Reason
from institutions.restrictions.gate import LONGEST
from institutions.standing.forms import Document


class ObjectForm(forms.Form):
    """What speaks against a restriction, and what shows it."""

    text = forms.CharField(
        label=_("Grounds of the objection"),
        help_text=_("The organ reads it; name no identity numbers of persons."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )
    evidence = forms.FileField(
        label=_("Evidence"),
        required=False,
        help_text=_("PDF, picture or DOCX; kept under seal."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.webp,.docx"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)


class DecideForm(forms.Form):
    """Whether an objection is upheld."""

    outcome = forms.ChoiceField(
        label=_("Decision about the objection"),
        choices=(
            ("upheld", _("Uphold it: the restriction is lifted from today on")),
            ("rejected", _("Reject it: the restriction stays")),
        ),
        widget=forms.RadioSelect,
    )
    document_number = Document(label=_("Number of the decision"))
    reason = Reason(
        label=_("Why it is decided so"),
        help_text=_("The barred reads it, and it stands in the trail; no names or numbers of persons."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)

    def given(self) -> dict[str, Any]:
        """What the verb takes, from a valid form."""
        data = dict(self.cleaned_data)
        data["upheld"] = data.pop("outcome") == "upheld"
        return data
