"""The forms of experts and of their draws. Rules stand in `gate.py` and the verbs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.audit.reasons import LONGEST
from foundation.desk.filling.fields import Day, Offer, Reason
from governance.recognition.experts.gate import LONGEST_LINE, Evaluated, Opening
from governance.recognition.experts.states import Mark, Rank, Verdict
from governance.recognition.models import ExpertSeat
from institutions.filters import category_choices

LARGEST = 2**63 - 1
READ = _("It stands in the trail; no names or numbers of persons.")


def _line(**kwargs: Any) -> forms.CharField:
    return forms.CharField(max_length=LONGEST_LINE, widget=forms.TextInput(attrs={"autocomplete": "off"}), **kwargs)


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
        help_text=_("A result announced in public that nobody can know yet, named exactly: lottery, draw, number."),
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
