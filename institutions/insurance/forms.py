"""Forms of policies. Rules stand in the verbs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.filling.fields import Day, Reason
from institutions.actions.insuring import LINE
from institutions.standing.forms import DAY_HELP, Document


class PolicyForm(forms.Form):
    """A policy of professional liability."""

    insurer = forms.CharField(
        label=_("Insurer"), max_length=LINE, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    policy_number = Document(label=_("Number of the policy"))
    cover = forms.IntegerField(
        label=_("Sum insured"),
        help_text=_("In whole yuan."),
        error_messages={"invalid": _("Write a whole number of yuan, for example 2000000.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "13"}),
    )
    valid_from = Day(label=_("Valid from"), help_text=DAY_HELP)
    valid_until = Day(label=_("Last valid day"), help_text=DAY_HELP)


class EndPolicyForm(forms.Form):
    """From which day a policy does not hold any more."""

    ended_on = Day(label=_("Does not hold from"), help_text=_("The first day on which it does not hold."))
    reason = Reason()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)
