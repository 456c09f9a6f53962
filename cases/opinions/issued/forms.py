"""The forms of what follows an issued opinion. Rules stand in the verbs."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.entrustments.forms import Line, Text
from cases.entrustments.grounds import in_full
from cases.opinions.issued import revoking
from cases.opinions.issued.correcting import LONGEST_PLACE, LONGEST_WORDS
from cases.opinions.issued.correction_grounds import offered
from cases.opinions.issued.states import Part
from foundation.desk.filling.fields import Day, Offer, Reason


class CorrectForm(forms.Form):
    """What 文书格式 6 asks of a correction. The opinion itself is not among the parts."""

    part = Offer(
        label=_("Part of the opinion"),
        choices=[("", _("Please choose")), *Part.choices],
        widget=forms.Select,
        help_text=_("The part “Opinion” cannot be corrected (article 41)."),
    )
    location = Line(
        label=_("Where in this part"),
        max_length=LONGEST_PLACE,
        help_text=_("Page and line, as “page 3, line 2”. No names of persons."),
    )
    ground = Offer(label=_("Legal ground"), widget=forms.RadioSelect)
    reason = Reason(
        label=_("Reason of the correction"),
        help_text=_("Stands on the correction and in the trail; no names or numbers of persons."),
    )
    old_words = Text(
        label=_("Words in the opinion"),
        rows=2,
        required=False,
        max_length=LONGEST_WORDS,
        help_text=_(
            "Exactly as they stand in this part. Left empty only where nothing can be quoted. Kept under seal."
        ),
    )
    new_words = Text(
        label=_("Corrected to"), rows=2, max_length=LONGEST_WORDS, help_text=_("Kept under seal; stands on the paper.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        """`on` is today, whose table of grounds is offered."""
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [(each.code, in_full(each)) for each in offered(on)]  # type: ignore[attr-defined]  # a choice field


class RevokeForm(forms.Form):
    """What a revocation says: the ground of 条例 art. 38, since when it is known, and why."""

    ground = Offer(label=_("Legal ground"), widget=forms.RadioSelect)
    found_on = Day(label=_("Found on"), help_text=_("The day on which the institution found it: not before the issue."))
    reason = Reason(
        label=_("Reason of the revocation"),
        help_text=_("What was found and how. Stands on the notice and in the trail; no names or numbers of persons."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        """`on` is today, whose grounds are offered."""
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [(each.code, in_full(each)) for each in revoking.offered(on)]  # type: ignore[attr-defined]  # a choice field
