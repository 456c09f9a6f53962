"""Forms of premises. Rules stand in the verbs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.filling.fields import Day, Reason
from institutions.actions.housing import LONGEST_ADDRESS
from institutions.models import Premises
from institutions.standing.forms import DAY_HELP, Document


class PremisesForm(forms.Form):
    """A place where the institution works."""

    address = forms.CharField(
        label=_("Address"), max_length=LONGEST_ADDRESS, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    use = forms.ChoiceField(label=_("What the place serves"), choices=Premises.Use.choices)
    right = forms.ChoiceField(label=_("Right of use"), choices=Premises.Right.choices)
    area = forms.IntegerField(
        label=_("Area (m²)"),
        help_text=_("In whole square metres."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "8"}),
    )
    document_number = Document(label=_("Number of the title deed or lease"))
    valid_from = Day(label=_("Used from"), help_text=DAY_HELP)
    valid_until = Day(
        label=_("Last day of the lease"), required=False, help_text=_("Leave this empty for what is owned.")
    )


class LeavePremisesForm(forms.Form):
    """From which day a place is not used any more."""

    ended_on = Day(label=_("Not used from"), help_text=_("The first day on which it is not used."))
    reason = Reason()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)
