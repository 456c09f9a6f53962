"""Forms of the records about appraisers. Rules stand in the verbs."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisers.actions.keeping_records import LINE
from appraisers.querysets import AppraiserQuerySet
from foundation.desk.filling.fields import Day, Reason, TypedOffer
from institutions.standing.forms import DAY_HELP


class Line(forms.CharField):
    """One line of text."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(**{"max_length": LINE, "widget": widget, **kwargs})


class TrainingForm(forms.Form):
    """Hours of continuing education."""

    title = Line(label=_("What it was about"))
    organiser = Line(label=_("Organised by"))
    ended_on = Day(label=_("Completed on"), help_text=DAY_HELP)
    hours = forms.IntegerField(
        label=_("Hours"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "3"}),
    )
    document_number = Line(label=_("Number of the certificate"), required=False)


class WithdrawTrainingForm(forms.Form):
    """Why an entry was wrong."""

    reason = Reason()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)


def people_offered(rows: AppraiserQuerySet) -> list[tuple[str, Any]]:
    """Appraisers to choose from, after an empty choice: whom somebody means is asked, never guessed."""
    people = rows.select_related("person").order_by("certificate_number")
    named = ((str(row.pk), f"{row.person.name}　{row.certificate_number}") for row in people)
    return [("", _("Choose an appraiser")), *named]


class AssistantForm(forms.Form):
    """Who assists, and whose assistant he is."""

    name = Line(label=_("Name of the assistant"))
    mentor = TypedOffer(label=_("Mentor"), coerce=UUID, widget=forms.Select)
    valid_from = Day(label=_("Assistant from"), help_text=DAY_HELP)

    def __init__(self, *args: Any, mentors: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`mentors` are the appraisers of the institution."""
        super().__init__(*args, **kwargs)
        self.fields["mentor"].choices = mentors  # type: ignore[attr-defined]  # a choice field


class EndAssistantForm(forms.Form):
    """The last day of an assistant."""

    valid_until = Day(label=_("Last day"), help_text=DAY_HELP)
    reason = Reason()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)
