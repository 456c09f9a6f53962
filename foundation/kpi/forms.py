"""The form for a period of any days."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.kpi.periods import FIRST_YEAR, FROM, UNTIL, Period, days_of

LONGEST = 3_660
"""Days that a period of one's own may have: ten years."""


class DaysForm(forms.Form):
    """The first and the last day of a period; `period` once it is valid."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        attributes = {"type": "date", "class": "form-control", "min": f"{FIRST_YEAR}-01-01"}
        for name, label in ((FROM, _("First day")), (UNTIL, _("Last day of the period"))):
            self.fields[name] = forms.DateField(label=label, widget=forms.DateInput(attrs=attributes))

    @property
    def period(self) -> Period:
        """The period that the form names."""
        return days_of(self.cleaned_data[FROM], self.cleaned_data[UNTIL], self.today)

    def clean(self) -> dict[str, Any]:
        """The days follow each other, have begun, and are not more than ten years."""
        given = super().clean() or {}
        first, last = given.get(FROM), given.get(UNTIL)
        if first is None or last is None:
            return given
        if first > last:
            self.add_error(UNTIL, _("The last day lies before the first."))
        elif first > self.today:
            self.add_error(FROM, _("This day has not come yet."))
        elif first.year < FIRST_YEAR or (last - first).days > LONGEST:
            self.add_error(FROM, _("A period of your own begins after 1999 and has at most ten years."))
        return given
