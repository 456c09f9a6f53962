"""The forms of the mail with the numbers of one's work."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.accounts.models import Digest


class MailForm(forms.Form):
    """How often, and where to."""

    rhythm = forms.ChoiceField(label=_("How often"), choices=Digest.Rhythm.choices, widget=forms.RadioSelect)
    address = forms.EmailField(
        label=_("Address"),
        required=False,
        max_length=254,
        help_text=_("An official address. A code is mailed to it before anything else is."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean(self) -> dict[str, object]:
        """A rhythm needs an address."""
        data = super().clean() or self.cleaned_data
        wanted = data.get("rhythm") not in (None, Digest.Rhythm.NONE)
        if wanted and not data.get("address") and "address" not in self.errors:
            words = _("Give the address that the mail is to go to, for example name@example.gov.cn.")
            self.add_error("address", words)
        return data


class CodeForm(forms.Form):
    """The code from the mail."""

    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
