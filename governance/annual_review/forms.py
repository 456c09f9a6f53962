"""The forms of the annual review. Rules stand in `gate.py` and the verbs."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.audit.reasons import LONGEST
from foundation.desk.filling.fields import Day, Reason
from foundation.desk.filling.versions import VersionedForm
from governance.annual_review.gate import LONGEST_STATEMENT, LONGEST_VALUE, Dates, Said
from governance.annual_review.lines import Line, digest_of
from governance.annual_review.models import AnnualReview
from governance.annual_review.states import Answer, Proposal, Ruling
from institutions.models import YearStanding

LARGEST = 2**63 - 1


class OpenForm(forms.Form):
    """Which year is opened, and until when each level has time."""

    year = forms.IntegerField(
        label=_("Year under review"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "4"}),
        error_messages={"invalid": _("Write the year in four digits, for example 2025.")},
    )
    begins_on = Day(label=_("Institutions fill in from"), help_text=_("The first day on which they can submit."))
    institutions_until = Day(
        label=_("Institutions submit by"), help_text=_("The last day. Later submissions are taken and marked late.")
    )
    cities_until = Day(label=_("Cities propose by"))
    province_until = Day(label=_("Province decides by"))

    def dates(self) -> Dates:
        """What was typed, for the verb."""
        return Dates(**self.cleaned_data)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A new form proposes the year before this one."""
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["year"].initial = today.year - 1
        self.fields["begins_on"].initial = today


class FillForm(VersionedForm):
    """Every line confirmed or disputed, and a statement. What is missing is said by the verb, beside the line."""

    figures = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    statement = forms.CharField(
        label=_("Statement of the institution"),
        required=False,
        help_text=_("What the figures do not say. No names or numbers of persons."),
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    own_fields: ClassVar[frozenset[str]] = frozenset({"statement", "figures"})

    def __init__(self, *args: Any, review: AnnualReview, lines: Sequence[Line], actor: AnyActor, **kwargs: Any) -> None:
        """`lines` are those of today, with the values that are confirmed."""
        super().__init__(*args, **kwargs)
        self.review, self.lines, self.actor = review, lines, actor
        for line in lines:
            self.fields[f"answer_{line.code}"] = Choice(
                label=line.name, choices=Answer.choices, widget=forms.RadioSelect
            )
            self.fields[f"own_{line.code}"] = _text(_("Value that is right"), LONGEST_VALUE)
            self.fields[f"why_{line.code}"] = _text(_("Why, and where it can be seen"), LONGEST, rows=2)
        self.fields["figures"].initial = digest_of(lines)
        self.fields["version"].initial = review.trail_seq

    def present(self) -> Mapping[str, Any]:
        """The version of the review; its lines are calculated and nobody else types into them."""
        fresh = AnnualReview.objects.visible_to(self.actor).only("trail_seq").get(pk=self.review.pk)
        return {"version": fresh.trail_seq}

    def said(self) -> dict[str, Said]:
        """What was typed about the lines, for the verb."""
        data = self.cleaned_data
        return {
            line.code: Said(data[f"answer_{line.code}"], data[f"own_{line.code}"], data[f"why_{line.code}"])
            for line in self.lines
        }

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The lines with their fields, for the template."""
        return [
            {
                "line": line,
                "answer": self[f"answer_{line.code}"],
                "own": self[f"own_{line.code}"],
                "why": self[f"why_{line.code}"],
            }
            for line in self.lines
        ]

    def labels(self) -> dict[str, str]:
        """The names of the fields in words, for two windows at one draft."""
        words = {"statement": str(self.fields["statement"].label)}
        for line in self.lines:
            words |= {f"{kind}_{line.code}": line.name for kind in ("answer", "own", "why")}
        return words


class ProposeForm(forms.Form):
    """What the city proposes, and whose value holds where a line is disputed."""

    proposal = forms.ChoiceField(label=_("Proposal"), choices=Proposal.choices, widget=forms.RadioSelect)
    reason = Reason(
        label=_("Reason of the proposal"),
        required=False,
        help_text=_("Asked for unless you propose “passes”, and always where the institution has not answered."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        """`lines` are those of the submission; the disputed ones are asked about."""
        super().__init__(*args, **kwargs)
        self.disputed = [line for line in lines if line.is_disputed]
        asked = {
            f"ruling_{line.code}": Choice(
                label=line.name,
                choices=Ruling.choices,
                widget=forms.RadioSelect,
                help_text=_("Portal: %(portal)s. Institution: %(own)s.")
                % {"portal": line.words, "own": line.said.own_value if line.said else ""},
            )
            for line in self.disputed
        }
        self.fields = {**asked, **self.fields}

    def given(self) -> dict[str, Any]:
        """What was typed, for the verb."""
        data = self.cleaned_data
        rulings = {line.code: data[f"ruling_{line.code}"] for line in self.disputed}
        return {
            "proposal": data["proposal"],
            "reason": data["reason"],
            "version": data["version"],
            "rulings": {code: ruling for code, ruling in rulings.items() if ruling},
        }


class ReturnForm(forms.Form):
    """Why a review goes back to the institution."""

    reason = Reason(
        label=_("What the institution shall put right"),
        help_text=_("The institution reads it. Kept in the trail; no names or numbers of persons."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)


class DecideForm(forms.Form):
    """The result, and why where it is bad or other than proposed."""

    result = forms.ChoiceField(
        label=_("Result of the review"), choices=YearStanding.Result.choices, widget=forms.RadioSelect
    )
    reason = Reason(
        label=_("Reason of the decision"),
        required=False,
        help_text=_(
            "Asked for when the result is “not qualified” or other than the city proposed. Stands in the letter; no "
            "names or numbers of persons."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)


class Asked(forms.CharField):
    """A text that belongs to a dispute: never called optional, and missed by the verb where a line is disputed."""

    def validate(self, value: Any) -> None:
        """Whether it is needed follows from the answer beside it."""


class Choice(forms.ChoiceField):
    """A question that has to be answered; what is missing is said by the verb, in the words of the line."""

    def validate(self, value: Any) -> None:
        """Check a given answer only."""
        if value:
            super().validate(value)


def _text(label: Any, longest: int, rows: int = 1) -> forms.CharField:
    quiet = {"autocomplete": "off"}
    widget = forms.TextInput(attrs=quiet) if rows == 1 else forms.Textarea(attrs={"rows": rows, **quiet})
    return Asked(label=label, max_length=longest, widget=widget)
