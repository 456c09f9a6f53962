"""The forms of releases. Rules stand in the verbs."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.desk.filling.fields import Reason
from foundation.kpi.releases.naming import periods_over

YEARS_BACK = 2
LARGEST = 2**63 - 1


class PrepareForm(forms.Form):
    """Which period is frozen, and why."""

    period = forms.CharField(
        label=_("Period"),
        max_length=7,
        help_text=_("A year, quarter or month that is over: 2025, 2026-Q3 or 2026-07."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "periods-over"}),
    )
    reason = Reason(label=_("Occasion"), help_text=_("Kept in the trail and read by the leader who publishes."))

    def over(self) -> list[str]:
        """The periods that are over, for the list beside the field."""
        return periods_over(timezone.localdate(), YEARS_BACK)[:24]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A new form proposes the period that ended last."""
        super().__init__(*args, **kwargs)
        self.fields["period"].initial = next(iter(self.over()), "")


class ActForm(forms.Form):
    """The reason of an act on a release, and the version that was read."""

    reason = Reason(label=_("Reason"), help_text=_("Kept in the trail; no names or numbers of persons."))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)


class RestateForm(ActForm):
    """Why figures that were published are restated; everybody reads it."""

    reason = Reason(
        label=_("Why the figures are restated"),
        help_text=_("Published in the list of restatements; no names or numbers of persons."),
    )
