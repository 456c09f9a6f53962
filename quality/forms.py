"""The forms of case reviews. Rules stand in the verbs."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.filling.fields import Day, Offer, Reason
from institutions.filters import category_choices
from institutions.models import Finding
from institutions.rectification.forms import Text, Version
from institutions.rectification.gate import LONGEST
from quality import criteria
from quality.actions.drawing import LONGEST_VALUE
from quality.actions.opening import LONGEST_LINE, Opening
from quality.actions.reviewing import OpinionGiven
from quality.states import Conclusion

CONCLUSIONS = Conclusion.choices


class Line(forms.CharField):
    """One line of text."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(**{"max_length": LONGEST_LINE, "widget": widget, **kwargs})


class RoundForm(forms.Form):
    """What a round is about, and the public value fixed in advance."""

    name = Line(
        label=_("Name of the round"), help_text=_("For example: review of forensic clinical cases, 3rd quarter.")
    )
    year = forms.IntegerField(label=_("Year of the round"))
    practice_code = Offer(label=_("Practice category"), required=False)
    issued_from = Day(label=_("Opinions issued from"))
    issued_until = Day(label=_("Opinions issued until"))
    size = forms.IntegerField(label=_("Cases in the sample"), help_text=_("1 to 50."))
    seed_source = Line(
        label=_("Where the public value comes from"),
        help_text=_("A result announced in public that nobody can know yet, named exactly: lottery, draw, number."),
    )
    seed_on = Day(label=_("Day of the public value"), help_text=_("After today, within 60 days."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practice_code"].choices = [("", _("Every category")), *category_choices()]  # type: ignore[attr-defined]

    def opening(self) -> Opening:
        """Return what the verb takes, from a valid form."""
        return Opening(**self.cleaned_data)


class DrawForm(forms.Form):
    """The public value as it was announced."""

    value = Line(
        label=_("Public value"),
        max_length=LONGEST_VALUE,
        help_text=_("Exactly as announced. It is hashed with the commitment and cannot be changed."),
    )
    version = Version()


class OpinionForm(forms.Form):
    """Points by criterion, a conclusion, remarks."""

    conclusion = forms.ChoiceField(label=_("Conclusion"), choices=CONCLUSIONS, widget=forms.RadioSelect)
    remarks = forms.CharField(
        label=_("Remarks"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        help_text=_("Asked for where there are defects; no names or numbers of persons."),
    )
    version = Version()

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        """`on` is the day whose list of criteria holds."""
        super().__init__(*args, **kwargs)
        self.codes = []
        scores: dict[str, forms.Field] = {}
        for code, words in criteria.in_words(on):
            self.codes.append(code)
            scores[f"score_{code}"] = forms.IntegerField(label=words, help_text=_("0 to 10 points."))
        self.fields = {**scores, **self.fields}

    def given(self) -> OpinionGiven:
        """Return what the verb takes, from a valid form."""
        data = self.cleaned_data
        return OpinionGiven({code: data[f"score_{code}"] for code in self.codes}, data["conclusion"], data["remarks"])


class ReasonForm(forms.Form):
    """Why."""

    reason = Reason()
    version = Version()


class ConcludeForm(ReasonForm):
    """What a case comes to whose reviewers differ."""

    conclusion = forms.ChoiceField(label=_("Conclusion"), choices=CONCLUSIONS, widget=forms.RadioSelect)
    field_order = ("conclusion", "reason")


class FindingForm(forms.Form):
    """What is wrong, by which point, how grave."""

    ground = Offer(label=_("Point"), widget=forms.RadioSelect)
    description = Text(
        label=_("What is wrong"),
        help_text=_("Stands on the letter to the institution; no names or numbers of persons."),
    )
    severity = forms.ChoiceField(label=_("How grave"), choices=Finding.Severity.choices, widget=forms.RadioSelect)
    version = Version()

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        """`on` is the day of the finding, whose list is offered."""
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = criteria.in_words(on)  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """Closing asks for nothing but the version that was seen."""

    version = Version()
