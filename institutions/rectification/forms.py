"""The forms of a rectification. Rules stand in the verbs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.filling.fields import Reason
from institutions.actions.rectifying import CLOSE, ESCALATE, HAND_ON, RENEW, RETURN
from institutions.rectification.gate import LONGEST


class Days(forms.IntegerField):
    """A time limit in working days."""

    def __init__(self, **kwargs: Any) -> None:
        given = {
            "label": _("Time limit in working days"),
            "help_text": _("1 to 60; the law known to the portal names no number, the organ sets it."),
        }
        super().__init__(**{**given, **kwargs})


class Text(forms.CharField):
    """Some lines of text."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 4, "autocomplete": "off"})
        super().__init__(**{"max_length": LONGEST, "widget": widget, **kwargs})


class Version(forms.IntegerField):
    """The version of the record that was seen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.HiddenInput, min_value=0, max_value=2**62, **kwargs)


class OrderForm(forms.Form):
    """What is to be put right, and until when."""

    requirement = Text(
        label=_("What is to be put right"), help_text=_("Stands on the letter; no names or numbers of persons.")
    )
    days = Days(initial=15)
    version = Version()


class AnswerForm(forms.Form):
    """What the institution did, and what shows it."""

    text = Text(label=_("What was put right"), help_text=_("Read by the organ; no names or numbers of persons."))
    evidence = forms.FileField(
        label=_("Evidence"),
        required=False,
        help_text=_("PDF, picture or DOCX; kept under seal."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.webp,.docx"}),
    )
    version = Version()


class RecheckForm(forms.Form):
    """What the organ found when it looked again."""

    result = forms.ChoiceField(
        label=_("What the re-check came to"),
        widget=forms.RadioSelect,
        choices=[
            (CLOSE, _("Put right: close the order and the finding")),
            (RETURN, _("Not enough: send the answer back, once, with a new time limit")),
            (ESCALATE, _("Not put right: put it before the leader")),
        ],
    )
    days = Days(required=False, label=_("New time limit in working days"), help_text=_("Only where it is sent back."))
    reason = Reason()
    version = Version()


class DecideForm(forms.Form):
    """What the leader decides."""

    decision = forms.ChoiceField(
        label=_("What is to happen"),
        widget=forms.RadioSelect,
        choices=[
            (RENEW, _("The institution gets a new time limit")),
            (HAND_ON, _("Close the order as not rectified and hand it on to other measures")),
        ],
    )
    days = Days(required=False, label=_("New time limit in working days"), help_text=_("Only with a new time limit."))
    reason = Reason()
    version = Version()
