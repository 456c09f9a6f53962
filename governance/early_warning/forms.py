"""The form of early warnings. Rules stand in the verb."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.filling.fields import Reason


class AcknowledgeForm(forms.Form):
    """What is known of a warning and what follows, and the version that was read."""

    reason = Reason(
        label=_("What is known and what follows"),
        help_text=_("Stands on the page of the warning and in the trail; no names or numbers of persons."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1)
