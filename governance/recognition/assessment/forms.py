"""The forms of the capability assessment. Rules stand in `gate.py` and the verbs."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.reasons import LONGEST
from foundation.desk.filling.fields import Day, Reason
from governance.recognition.assessment.gate import LONGEST_STATEMENT, Dates, Ruled
from governance.recognition.assessment.lines import Line
from governance.recognition.assessment.states import Ruling

LARGEST = 2**63 - 1


class OpenForm(forms.Form):
    """Which year is assessed, and until when institutions may object and cities settle."""

    year = forms.IntegerField(
        label=_("Year assessed"),
        help_text=_("Facts are those of its last day, or of today while it is running."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "4"}),
        error_messages={"invalid": _("Write the year in four digits, for example 2025.")},
    )
    objections_until = Day(
        label=_("Institutions object until"), help_text=_("The last day. Later objections are not taken.")
    )
    settled_until = Day(label=_("Cities settle objections until"))

    def dates(self) -> Dates:
        """What was typed, for the verb."""
        return Dates(**self.cleaned_data)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A new form proposes this year and two weeks for each step."""
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["year"].initial = today.year
        self.fields["objections_until"].initial = today + timedelta(days=14)
        self.fields["settled_until"].initial = today + timedelta(days=28)


class ObjectForm(forms.Form):
    """What is wrong about which lines, and what shows it."""

    statement = forms.CharField(
        label=_("Statement of the institution"),
        required=False,
        help_text=_("What the lines do not say. No names or numbers of persons."),
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    evidence = forms.FileField(
        label=_("Evidence"),
        required=False,
        help_text=_("PDF, picture or DOCX; kept under seal."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.webp,.docx"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        """`lines` are those of the assessment; what is written beside one objects to it."""
        super().__init__(*args, **kwargs)
        self.lines = lines
        asked = {
            f"why_{line.code}": forms.CharField(
                label=line.name,
                required=False,
                max_length=LONGEST,
                help_text=_("Computed: %(words)s; %(points)s of %(weight)d points.")
                % {"words": line.words, "points": line.shown, "weight": line.weight},
                widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
            )
            for line in lines
        }
        self.fields = {**asked, **self.fields}

    def objections(self) -> dict[str, str]:
        """What was written beside lines, by their codes."""
        typed = {line.code: self.cleaned_data[f"why_{line.code}"] for line in self.lines}
        return {code: text for code, text in typed.items() if text.strip()}

    @property
    def rows(self) -> list[forms.BoundField]:
        """The fields of the lines, for the template."""
        return [self[f"why_{line.code}"] for line in self.lines]

    @property
    def rest(self) -> list[forms.BoundField]:
        """The fields that belong to no line."""
        return [self["statement"], self["evidence"]]


class SettleForm(forms.Form):
    """Whether each objected line stands, else the figure that is right, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        """`lines` are those that were objected to."""
        super().__init__(*args, **kwargs)
        self.lines = lines
        asked: dict[str, forms.Field] = {}
        for line in lines:
            asked[f"ruling_{line.code}"] = _Choice(label=_("Ruling"), choices=Ruling.choices, widget=forms.RadioSelect)
            asked[f"figure_{line.code}"] = _Asked(
                label=_("Figure that is right"),
                help_text=_("Only where it is corrected: a number, shares in per cent. Points follow from the scale."),
                max_length=10,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )
            asked[f"reason_{line.code}"] = _Asked(
                label=_("Why, and by which evidence"),
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
            )
        self.fields = {**asked, **self.fields}

    def rulings(self) -> dict[str, Ruled]:
        """What was typed, by the codes of the lines."""
        data = self.cleaned_data
        return {
            line.code: Ruled(data[f"ruling_{line.code}"], data[f"figure_{line.code}"], data[f"reason_{line.code}"])
            for line in self.lines
        }

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The lines with their fields, for the template."""
        return [
            {"line": line, "fields": [self[f"{name}_{line.code}"] for name in ("ruling", "figure", "reason")]}
            for line in self.lines
        ]


class PublishForm(forms.Form):
    """By which decision the grades are published."""

    reason = Reason(
        label=_("Decision of the organ"),
        help_text=_("Number and day of the decision; it stands in the trail. No names or numbers of persons."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)


class _Asked(forms.CharField):
    """A text whose lack is said by the verb, in the words of its line."""

    def validate(self, value: Any) -> None:
        """Whether it is needed follows from the ruling beside it."""


class _Choice(forms.ChoiceField):
    """A question that has to be answered; what is missing is said by the verb."""

    def validate(self, value: Any) -> None:
        """Check a given answer only."""
        if value:
            super().validate(value)
