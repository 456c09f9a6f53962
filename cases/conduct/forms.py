"""Forms of the conduct of a case."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.conduct.candidates import Choices
from cases.conduct.grounds import recusal_grounds
from cases.entrustments.grounds import in_full
from foundation.desk.filling.fields import Offer, Reason, TypedOffer, TypedOffers
from foundation.desk.form_rendering import PortalRenderer

NO_GROUND = "none"


class ClockTime(forms.TimeField):
    """Hours and minutes beside a day, so that both can be typed without a picker."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("Time"),
            help_text=gettext_lazy("Hours and minutes, for example 09:30."),
            input_formats=["%H:%M", "%H：%M", "%H%M"],
            widget=forms.TimeInput(
                format="%H:%M",
                attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "5", "class": "pt-in-day"},
            ),
            error_messages={"invalid": gettext_lazy("Write the time as hours and minutes, for example 09:30.")},
            **kwargs,
        )


class OnCase(forms.Form):
    """An act on a case, or on a part of it, in the version that was seen."""

    default_renderer = PortalRenderer
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1)


class AssignForm(OnCase):
    """Who appraises the case."""

    appraisers = TypedOffers(
        label=gettext_lazy("Appraisers"),
        help_text=gettext_lazy("Two or more; with those already assigned they appraise together."),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose the appraisers.")},
    )
    reason = Reason(
        label=gettext_lazy("Reason, where a point above may be passed"),
        required=False,
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        """`choices` are the candidates."""
        super().__init__(*args, **kwargs)
        self.fields["appraisers"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class ReplaceForm(OnCase):
    """Who leaves, who comes, and why."""

    assignment = TypedOffer(label=gettext_lazy("Who leaves"), coerce=UUID, widget=forms.RadioSelect)
    appraiser = TypedOffer(label=gettext_lazy("Who comes"), coerce=UUID, widget=forms.RadioSelect)
    reason = Reason(label=gettext_lazy("Why the appraiser is replaced"))

    def __init__(self, *args: Any, leaving: Choices, coming: Choices, **kwargs: Any) -> None:
        """`leaving` are the current assignments, `coming` the candidates."""
        super().__init__(*args, **kwargs)
        self.fields["assignment"].choices = leaving  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["appraiser"].choices = coming  # type: ignore[attr-defined]  # a ChoiceField


class DeclareForm(OnCase):
    """Whether a ground for recusal exists, declared by the appraiser for himself."""

    ground = Offer(
        label=gettext_lazy("Is there a ground for recusal?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether a ground exists.")},
    )
    reason = Reason(
        label=gettext_lazy("The circumstances, if a ground exists"),
        help_text=gettext_lazy("Kept in the trail; no names or numbers of persons."),
        required=False,
    )

    def __init__(self, *args: Any, on: date, may_deny: bool, **kwargs: Any) -> None:
        """`on` is the day whose table is offered; `may_deny` offers "none", once."""
        super().__init__(*args, **kwargs)
        none = [(NO_GROUND, _("No, none of the grounds below exists"))] if may_deny else []
        grounds = [(each.code, in_full(each)) for each in recusal_grounds(on)]
        self.fields["ground"].choices = [*none, *grounds]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_ground(self) -> str:
        """The code of a ground, empty for none."""
        chosen: str = self.cleaned_data["ground"]
        return "" if chosen == NO_GROUND else chosen
