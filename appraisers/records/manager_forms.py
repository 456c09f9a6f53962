"""Forms of quality managers. Rules stand in the verbs."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.filling.fields import Day, Offer, Reason, TypedOffer
from institutions.standing.forms import DAY_HELP, Document


class AppointForm(forms.Form):
    """Who becomes quality manager of which practice category."""

    practice_code = Offer(label=_("Practice category"), widget=forms.RadioSelect)
    appraiser = TypedOffer(label=_("Quality manager"), coerce=UUID, widget=forms.Select)
    valid_from = Day(label=_("Quality manager from"), help_text=DAY_HELP)
    document_number = Document(label=_("Number of the document"))

    def __init__(
        self,
        *args: Any,
        practices: Sequence[tuple[str, str]],
        people: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """`practices` are those of the licence, `people` the appraisers of the institution."""
        super().__init__(*args, **kwargs)
        self.fields["practice_code"].choices = practices  # type: ignore[attr-defined]  # a choice field
        self.fields["appraiser"].choices = people  # type: ignore[attr-defined]  # a choice field


class DismissForm(forms.Form):
    """The last day of a quality manager."""

    valid_until = Day(label=_("Last day"), help_text=DAY_HELP)
    reason = Reason()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)
