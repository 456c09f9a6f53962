"""Forms of cases."""

from django import forms
from django.utils.translation import gettext_lazy

from foundation.desk.filling.fields import Reason
from foundation.desk.form_rendering import PortalRenderer


class RevealForm(forms.Form):
    """Why somebody opens the identities behind a case. The reason goes on record before anything is shown."""

    default_renderer = PortalRenderer
    reason = Reason(
        label=gettext_lazy("What do you need it for?"),
        help_text=gettext_lazy("Your reason is recorded before the seal is opened. No personal data in it."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Say what you need it for.")},
    )
