"""The forms of plans. Rules stand in `gate.py` and the verbs."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.desk.filling.fields import Day, Reason
from foundation.law.queries import practice_categories
from governance.layout.gate import LONGEST_TITLE, Planned, field_of
from governance.layout.targets import AT_MOST, Aim
from institutions.standing.forms import Document

LARGEST = 2**53
NUMBER = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "6"}
YEAR = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "4"}
FOUR_DIGITS = {"invalid": _("Write the year in four digits, for example 2025.")}


class PlanForm(forms.Form):
    """A plan: what it is called, for which years, and its targets, each of which may be left empty."""

    title = forms.CharField(
        label=_("Title of the plan"), max_length=LONGEST_TITLE, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    document_number = Document(label=_("Number of the document"))
    adopted_on = Day(label=_("Adopted on"))
    from_year = forms.IntegerField(
        label=_("First year"), max_value=LARGEST, widget=forms.TextInput(attrs=YEAR), error_messages=FOUR_DIGITS
    )
    until_year = forms.IntegerField(
        label=_("Final year of the plan"),
        max_value=LARGEST,
        help_text=_("Targets are to be reached by its end."),
        widget=forms.TextInput(attrs=YEAR),
        error_messages=FOUR_DIGITS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One field a target; a new form proposes five years from this one on."""
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["adopted_on"].initial = today
        self.fields["from_year"].initial, self.fields["until_year"].initial = today.year, today.year + 4
        self.aims: dict[str, tuple[str, str]] = {}
        for aim in Aim:
            if aim != Aim.CATEGORY:
                self._add(aim, "", aim.label)
        for row in practice_categories():
            self._add(Aim.CATEGORY, row.code, row.name)

    def _add(self, aim: Aim, category: str, label: Any) -> None:
        name = field_of(aim.value, category)
        self.aims[name] = (aim.value, category)
        self.fields[name] = forms.IntegerField(
            label=label,
            required=False,
            help_text=_("At most this many.") if aim.value in AT_MOST else _("At least this many."),
            widget=forms.TextInput(attrs=NUMBER),
            error_messages={"invalid": _("Write a whole number, or leave this empty.")},
        )

    def head(self) -> Iterator[BoundField]:
        """The fields of the plan itself."""
        return (self[name] for name in self.fields if name not in self.aims)

    def general(self) -> Iterator[BoundField]:
        """The targets over all categories."""
        return (self[name] for name, (_aim, category) in self.aims.items() if not category)

    def by_category(self) -> Iterator[BoundField]:
        """The targets of categories."""
        return (self[name] for name, (_aim, category) in self.aims.items() if category)

    def planned(self) -> Planned:
        """What was typed, for the verb."""
        given = self.cleaned_data
        targets = {self.aims[name]: given[name] for name in self.aims if given.get(name) is not None}
        return Planned(
            **{name: given[name] for name in ("title", "document_number", "from_year", "until_year", "adopted_on")},
            targets=targets,
        )


class EndPlanForm(forms.Form):
    """From which day a plan does not hold any more."""

    ended_on = Day(label=_("Does not hold from"), help_text=_("The first day on which it does not hold."))
    reason = Reason(help_text=_("What replaces it, or why it is given up."))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)
