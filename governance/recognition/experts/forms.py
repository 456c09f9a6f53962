"""The forms of experts and of their draws. Rules stand in `gate.py` and the verbs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.audit.reasons import LONGEST
from foundation.desk.filling.fields import Day, IdentityNumber, Offer, Reason
from governance.recognition.experts.gate import LONGEST_LINE, LONGEST_NAME, Evaluated, Opening
from governance.recognition.experts.states import Mark, Rank, Verdict
from governance.recognition.models import ExpertSeat
from institutions.filters import category_choices, city_choices

LARGEST = 2**63 - 1
READ = _("It stands in the trail; no names or numbers of persons.")


def _line(**kwargs: Any) -> forms.CharField:
    given = {"max_length": LONGEST_LINE, "widget": forms.TextInput(attrs={"autocomplete": "off"})}
    return forms.CharField(**{**given, **kwargs})


def _version() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)


class NominateForm(forms.Form):
    """Who is nominated, for which category, as what, and why."""

    practice_code = Offer(label=_("Practice category"))
    rank = forms.ChoiceField(label=_("Kind of expert"), choices=Rank.choices, widget=forms.RadioSelect)
    grounds = forms.CharField(
        label=_("Grounds of the nomination"),
        help_text=_("Practice, research, standards, teaching; no numbers of persons."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, codes: Sequence[str], **kwargs: Any) -> None:
        """`codes` are the categories of the certificate."""
        super().__init__(*args, **kwargs)
        offered = [choice for choice in category_choices() if choice[0] in codes]
        self.fields["practice_code"].choices = [("", _("Choose one")), *offered]  # type: ignore[attr-defined]


class OutsideForm(forms.Form):
    """Who is nominated from outside the profession, for which category, as what, and why."""

    name = _line(label=_("Name"), max_length=LONGEST_NAME)
    identity_number = IdentityNumber(
        label=_("Identity number"),
        required=False,
        help_text=_("Kept sealed. It tells whether somebody is on file already; it may be left empty."),
    )
    employer = _line(
        label=_("Place of work"),
        help_text=_("In full, as its seal says: whoever belongs to the institution in question is recused by it."),
    )
    title = _line(label=_("Professional title"), max_length=LONGEST_NAME, required=False)
    field = _line(
        label=_("Field of work"), help_text=_("For example: orthopaedics, paint chemistry, audio engineering.")
    )
    contact = _line(label=_("Contact details"), required=False, help_text=_("Telephone or address; kept sealed."))
    city_code = Offer(
        label=_("City that keeps in touch"), help_text=_("Usually where he works; for experts of other provinces any.")
    )
    practice_code = Offer(label=_("Practice category"))
    rank = forms.ChoiceField(label=_("Kind of expert"), choices=Rank.choices, widget=forms.RadioSelect)
    grounds = forms.CharField(
        label=_("Grounds of the nomination"),
        help_text=_("Practice, research, standards, teaching; no numbers of persons."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, cities: Sequence[str], **kwargs: Any) -> None:
        """`cities` are those of the organ that nominates."""
        super().__init__(*args, **kwargs)
        choose: list[tuple[str, Any]] = [("", _("Choose one"))]
        here = [choice for choice in city_choices() if choice[0] in cities]
        self.fields["city_code"].choices = here if len(here) == 1 else [*choose, *here]  # type: ignore[attr-defined]
        self.fields["practice_code"].choices = [*choose, *category_choices()]  # type: ignore[attr-defined]


class EmploymentForm(forms.Form):
    """Where an expert from outside works now, and why it is recorded."""

    employer = _line(
        label=_("Place of work"),
        help_text=_("In full, as its seal says: whoever belongs to the institution in question is recused by it."),
    )
    title = _line(label=_("Professional title"), max_length=LONGEST_NAME, required=False)
    field = _line(label=_("Field of work"))
    contact = _line(
        label=_("Contact details"), required=False, help_text=_("Left empty, what is on file stays sealed as it is.")
    )
    reason = Reason(label=_("Reason"), help_text=READ)
    version = _version()


class RevealForm(forms.Form):
    """Why somebody opens what of an expert is sealed; it goes on record before anything is shown."""

    reason = Reason(
        label=_("What do you need it for?"),
        help_text=_("Your reason is recorded before the seal is opened. No personal data in it."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Say what you need it for.")},
    )


class AppointForm(forms.Form):
    """What the province decides about a nomination."""

    result = forms.ChoiceField(
        label=_("Decision"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
    )
    reason = Reason(label=_("Reason"), required=False, help_text=_("Asked for where it is declined."))
    version = _version()


class ReasonForm(forms.Form):
    """Why, and the version that was read."""

    reason = Reason(label=_("Reason"), help_text=READ)
    version = _version()


class AvailabilityForm(forms.Form):
    """Whether an expert can be used, and why not."""

    available = forms.TypedChoiceField(
        label=_("Availability"),
        choices=(("yes", _("Available for draws")), ("no", _("Not available"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = Reason(label=_("Reason"), required=False, help_text=_("Asked for where he is not available."))
    version = _version()


class OpenForm(forms.Form):
    """What experts are drawn for, and the public value fixed in advance."""

    matter = _line(label=_("Matter"), help_text=_("For example: on-site review of a capability assessment."))
    practice_code = Offer(label=_("Practice category"))
    size = forms.IntegerField(label=_("Experts to be drawn"), help_text=_("1 to 9."))
    seed_source = _line(
        label=_("Where the public value comes from"),
        help_text=_(
            "A result announced in public that nobody can know yet, named exactly: lottery, draw, number. What you"
            " write here is published."
        ),
    )
    seed_on = Day(label=_("Day of the public value"), help_text=_("After today, within 60 days."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practice_code"].choices = [("", _("Choose one")), *category_choices()]  # type: ignore[attr-defined]

    def opening(self) -> Opening:
        """Return what the verb takes, from a valid form."""
        return Opening(**self.cleaned_data)


class DrawForm(forms.Form):
    """The public value as it was announced."""

    value = _line(label=_("Public value"), help_text=_("As it was announced, with nothing left out."))
    version = _version()


class ReplaceForm(forms.Form):
    """Who is replaced and why."""

    place = forms.TypedChoiceField(label=_("Expert"), coerce=int, widget=forms.RadioSelect)
    reason = Reason(label=_("Ground of the recusal or absence"), help_text=READ)
    version = _version()

    def __init__(self, *args: Any, seats: Sequence[ExpertSeat], **kwargs: Any) -> None:
        """`seats` are those at work."""
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(seat.place, f"{seat.place}　{seat.expert}") for seat in seats]  # type: ignore[attr-defined]


class EvaluateForm(forms.Form):
    """A mark for each expert at work."""

    version = _version()

    def __init__(self, *args: Any, seats: Sequence[ExpertSeat], **kwargs: Any) -> None:
        """`seats` are those at work."""
        super().__init__(*args, **kwargs)
        self.seats = seats
        asked: dict[str, forms.Field] = {}
        for seat in seats:
            asked[f"mark_{seat.place}"] = _Choice(label=_("Mark"), choices=Mark.choices, widget=forms.RadioSelect)
            asked[f"note_{seat.place}"] = forms.CharField(
                label=_("Remark"),
                required=False,
                help_text=_("Asked for with the two lowest marks."),
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
            )
        self.fields = {**asked, **self.fields}

    def given(self) -> dict[str, Evaluated]:
        """What was typed, by the places of the experts."""
        data = self.cleaned_data
        return {
            str(seat.place): Evaluated(data[f"mark_{seat.place}"], data[f"note_{seat.place}"]) for seat in self.seats
        }

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The experts with their fields, for the template."""
        return [
            {"seat": seat, "fields": [self[f"mark_{seat.place}"], self[f"note_{seat.place}"]]} for seat in self.seats
        ]


class _Choice(forms.ChoiceField):
    """A question that has to be answered; what is missing is said by the verb."""

    def validate(self, value: Any) -> None:
        """Check a given answer only."""
        if value:
            super().validate(value)
