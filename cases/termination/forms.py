"""The form of a termination. Rules stand in the verb."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.entrustments.grounds import words_of
from cases.termination.grounds import items_of, offered
from foundation.desk.filling.fields import Day, Offer, Reason


class TerminateForm(forms.Form):
    """On which legal ground an appraisal is terminated, why, from when, and until when materials are fetched."""

    ground = Offer(label=_("Legal ground"), widget=forms.RadioSelect)
    reason = Reason(
        label=_("Reason of the termination"),
        help_text=_("Stands on the notice to the client and in the trail; no names or numbers of persons."),
    )
    terminated_on = Day(label=_("Terminated on"), help_text=_("The day of the decision; the time limit stops there."))
    return_until = Day(
        label=_("Refund and return of materials until"),
        help_text=_("The last day on which the client settles the fee and fetches the materials."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        """`on` is the day of the decision, whose table is offered."""
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (
                each.code,
                _("%(ground)s (%(article)s)") % {"ground": words_of(each), "article": "、".join(items_of(each))},
            )
            for each in offered(on)
        ]
