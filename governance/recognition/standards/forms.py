"""The forms of applications for a recognition. Rules stand in `gate.py` and the verbs."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.audit.reasons import LONGEST
from foundation.desk.filling.fields import Reason
from governance.recognition.assessment.scoring import Value
from governance.recognition.assessment.wording import words_of
from governance.recognition.standards.criteria import Criterion
from governance.recognition.standards.gate import LONGEST_STATEMENT, Given
from governance.recognition.standards.lines import Line
from governance.recognition.standards.states import Result

LARGEST = 2**63 - 1


class _Checklist(forms.Form):
    """Points and a note for each criterion. What is missing is said by the verb, beside its field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes: list[str] = []

    def ask(self, code: str, points: Any, note: Any, *, help_text: Any = "", note_initial: str = "") -> None:
        """Ask for points and note of one criterion."""
        self.codes.append(code)
        self.fields[f"points_{code}"] = _Text(
            label=points,
            help_text=help_text,
            max_length=4,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        )
        self.fields[f"note_{code}"] = forms.CharField(
            label=note,
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        )

    def given(self) -> dict[str, Given]:
        """What was typed, by the codes of the criteria."""
        data = self.cleaned_data
        return {code: Given(data[f"points_{code}"], data[f"note_{code}"]) for code in self.codes}

    def pair(self, code: str) -> list[forms.BoundField]:
        """The two fields of a criterion, for the template."""
        return [self[f"points_{code}"], self[f"note_{code}"]]


class ApplyForm(_Checklist):
    """The self-score of an institution, a statement and evidence."""

    statement = forms.CharField(
        label=_("Statement of the institution"),
        required=False,
        help_text=_("What the checklist does not ask. No names or numbers of persons."),
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    evidence = forms.FileField(
        label=_("Evidence"),
        required=False,
        help_text=_("PDF, picture or DOCX; kept under seal."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.webp,.docx"}),
    )

    def __init__(
        self, *args: Any, criteria: Sequence[Criterion], known: Mapping[str, Value], kind: str, **kwargs: Any
    ) -> None:
        """`known` is what the portal knows of some criteria."""
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.CharField(widget=forms.HiddenInput, initial=kind, max_length=40)
        self.criteria, self.known = criteria, known
        for each in criteria:
            self.ask(each.code, _("Points, at most %(weight)d") % {"weight": each.weight}, _("What shows it"))

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The criteria with their fields, for the template."""
        return [
            {
                "criterion": each,
                "known": words_of(self.known[each.code]) if each.code in self.known else "",
                "fields": self.pair(each.code),
            }
            for each in self.criteria
        ]

    @property
    def rest(self) -> list[forms.BoundField]:
        """The fields that belong to no criterion."""
        return [self["statement"], self["evidence"]]


class VerifyForm(_Checklist):
    """What the city found on site, and what follows."""

    result = forms.ChoiceField(label=_("Result of the verification"), choices=Result.choices, widget=forms.RadioSelect)
    reason = Reason(
        label=_("Reason"),
        required=False,
        help_text=_("Asked for where the conditions are not met. The institution reads it; no names of persons."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        """The points of the institution are proposed for those of the city."""
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            row = line.row
            self.ask(row.code, _("Points verified, at most %(weight)d") % {"weight": row.weight}, _("Finding on site"))
            self.fields[f"points_{row.code}"].initial = str(row.own_points)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The lines with their fields, for the template."""
        return [{"line": line, "fields": self.pair(line.row.code)} for line in self.lines]

    @property
    def rest(self) -> list[forms.BoundField]:
        """The fields that belong to no line."""
        return [self["result"], self["reason"]]


class DecideForm(forms.Form):
    """What the province decides."""

    result = forms.ChoiceField(label=_("Decision"), choices=Result.choices, widget=forms.RadioSelect)
    reason = Reason(
        label=_("Reason"),
        required=False,
        help_text=_("Asked for where the conditions are not met. The institution reads it; no names of persons."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)


class WithdrawForm(forms.Form):
    """Why a recognition is withdrawn."""

    reason = Reason(
        label=_("Reason of the withdrawal"),
        help_text=_("The institution reads it, and it stands in the trail; no names or numbers of persons."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)


class _Text(forms.CharField):
    """Points; what is missing is said by the verb."""

    def validate(self, value: Any) -> None:
        """Whether they fit is asked by the verb."""
