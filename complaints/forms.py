"""The forms of acts on a complaint. Rules stand in the verbs."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.decision import AllegationDecided, Rectify
from complaints.filing import LONGEST_TEXT
from complaints.happenings import WAYS
from complaints.models import Allegation, AllegationFinding, Inquiry
from complaints.wording import alleged, end_choices, outcome_choices, refusal_choices
from foundation.accounts.models import Posting
from foundation.desk.filling.fields import Day, Reason
from institutions.rectification.gate import LONGEST as LONGEST_REQUIREMENT

FOR_LETTERS = _("Stands on letters to both sides: do not name the complainant.")


class Versioned(forms.Form):
    """A form about a complaint as it was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1)


class Text(forms.CharField):
    """Some lines of text, kept under seal."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
        super().__init__(**{"max_length": LONGEST_TEXT, "widget": widget, **kwargs})


class AcceptForm(Versioned):
    """Why a complaint is accepted although the check found something."""

    reason = Reason(
        label=_("Why it is accepted all the same"),
        required=False,
        help_text=_("Asked for where the check above found something. Kept in the trail; no names of persons."),
    )

    def __init__(self, *args: Any, asks_reason: bool, **kwargs: Any) -> None:
        """`asks_reason` says whether the check found anything; without that there is nothing to give a reason for."""
        super().__init__(*args, **kwargs)
        if not asks_reason:
            del self.fields["reason"]


class RefuseForm(Versioned):
    """On which legal ground a complaint is refused, and why it applies."""

    ground = forms.ChoiceField(label=_("Legal ground"), widget=forms.RadioSelect)
    reason = Reason(
        label=_("Why this ground applies"),
        help_text=_("Stands on the letter to the complainant and in the trail; no names or numbers of persons."),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        """`on` is the day of the decision, whose table is offered."""
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = refusal_choices(on)  # type: ignore[attr-defined]  # a ChoiceField


class AskForm(Versioned):
    """What the complainant shall supplement, and until when."""

    asked_for = Text(
        label=_("What is missing"),
        help_text=_("One point a line, everything at once: the law allows one request. Kept under seal."),
    )
    answer_by = Day(label=_("Until when"), help_text=_("A reasonable time, as 2026-12-10."))


class AbandonForm(Versioned):
    """Why a complaint without supplement is closed."""

    reason = Reason()


class AssignForm(Versioned):
    """Who investigates."""

    postings = forms.MultipleChoiceField(
        label=_("Investigators"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Two persons at least. Each declares afterwards whether a conflict of interest stands against it."),
    )

    def __init__(self, *args: Any, postings: Sequence[Posting], **kwargs: Any) -> None:
        """`postings` are those that may investigate."""
        super().__init__(*args, **kwargs)
        self.fields["postings"].choices = [  # type: ignore[attr-defined]  # a MultipleChoiceField
            (str(each.pk), f"{each.user.shown_name}　{each.get_role_display()}") for each in postings
        ]

    def clean_postings(self) -> list[UUID]:
        """Return the keys of the chosen postings."""
        return [UUID(key) for key in self.cleaned_data["postings"]]


class DeclareForm(Versioned):
    """Whether a conflict of interest stands against investigating."""

    conflict = forms.TypedChoiceField(
        label=_("Your declaration"),
        widget=forms.RadioSelect,
        choices=[
            ("no", _("I have no relation to complainant or institution that stands against it.")),
            ("yes", _("A relation stands against it; I do not investigate.")),
        ],
        coerce=lambda value: value == "yes",
    )
    reason = Reason(
        label=_("Which relation, without names"), required=False, help_text=_("Asked for where one stands against it.")
    )


class InquiryForm(Versioned):
    """One step of an investigation."""

    kind = forms.ChoiceField(label=_("What was done"), choices=[("", _("Please choose")), *Inquiry.Kind.choices])
    made_on = Day(label=_("On which day"), help_text=_("From the acceptance until today, as 2026-11-23."))
    findings = Text(label=_("What it showed"), rows=6, help_text=_("Kept under seal."))


class ExtendForm(Versioned):
    """By how many days the time for the decision is extended."""

    days = forms.IntegerField(
        label=_("Calendar days"), widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "pt-in-day"})
    )
    reason = Reason(help_text=_("Stands on the letter to the complainant and in the trail; no names of persons."))


class TerminateForm(Versioned):
    """Why a complaint ends without a decision."""

    termination = forms.ChoiceField(label=_("Why it ends"), widget=forms.RadioSelect)
    refusal_ground = forms.ChoiceField(
        label=_("Ground of article 15"),
        required=False,
        help_text=_("Only where the inquiry showed one of the cases that are not accepted."),
    )
    reason = Reason(help_text=_("Stands on the letter to the complainant and in the trail; no names of persons."))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        """`on` is the day of the end, whose tables are offered."""
        super().__init__(*args, **kwargs)
        self.fields["termination"].choices = end_choices(on)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["refusal_ground"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("None")),
            *refusal_choices(on),
        ]


class InformForm(Versioned):
    """How the letters reached both sides."""

    way = forms.ChoiceField(
        label=_("How the letters reached them"), choices=list(WAYS.items()), widget=forms.RadioSelect
    )


class DecideForm(Versioned):
    """Finding, outcome and reasons for every allegation; fields are numbered by the place of the allegation."""

    requirement = forms.CharField(
        label=_("What has to be put right"),
        required=False,
        max_length=LONGEST_REQUIREMENT,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=_("Only where rectification is ordered. The institution reads it: do not name the complainant."),
    )
    days = forms.IntegerField(
        label=_("Time limit in working days"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "pt-in-day", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, allegations: Sequence[Allegation], on: date, **kwargs: Any) -> None:
        """`on` is the day of the decision, whose table of outcomes is offered."""
        super().__init__(*args, **kwargs)
        self.places = [each.position for each in allegations]
        outcomes = [("", _("Please choose")), *outcome_choices(on)]
        self.words = {each.position: alleged(each.kind, on) for each in allegations}
        for each in allegations:
            place = each.position
            self.fields[f"finding-{place}"] = forms.ChoiceField(
                label=_("Finding"), widget=forms.RadioSelect, choices=AllegationFinding.choices
            )
            self.fields[f"outcome-{place}"] = forms.ChoiceField(label=_("What follows"), choices=outcomes)
            self.fields[f"reasons-{place}"] = Text(label=_("Reasons"), help_text=FOR_LETTERS)

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The fields by allegation, for the template."""
        return [
            {
                "place": place,
                "words": self.words[place],
                "fields": [self[f"{name}-{place}"] for name in ("finding", "outcome", "reasons")],
            }
            for place in self.places
        ]

    def rectify(self) -> Rectify:
        """Return what is said of a rectification, from a valid form."""
        return Rectify(self.cleaned_data["requirement"], self.cleaned_data["days"])

    def decided(self) -> list[AllegationDecided]:
        """Return what the verb takes, from a valid form."""
        given = self.cleaned_data
        return [
            AllegationDecided(place, given[f"finding-{place}"], given[f"outcome-{place}"], given[f"reasons-{place}"])
            for place in self.places
        ]


class ReasonForm(forms.Form):
    """Why somebody asks to see who complained."""

    reason = Reason(label=_("What do you need it for?"))


class AnswerForm(forms.Form):
    """The answer to a request to see who complained."""

    request = forms.UUIDField(widget=forms.HiddenInput)
    granted = forms.TypedChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Granted")), ("no", _("Denied"))],
        coerce=lambda value: value == "yes",
    )
    reason = Reason()
