"""Forms of the desk: layout of a list, saved views, acts on many rows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.lists.declaring import BulkAct, ListSpec
from foundation.desk.lists.layouts import DENSITIES, SIZES

WORDS = {"tight": _("Dense"), "roomy": _("Roomy")}


class LayoutForm(forms.Form):
    """Which columns a list shows, how dense, how many rows a page, and whether its keys work."""

    columns = forms.MultipleChoiceField(required=False)
    density = forms.ChoiceField(choices=[(code, WORDS[code]) for code in DENSITIES])
    size = forms.TypedChoiceField(choices=[(size, str(size)) for size in SIZES], coerce=int)
    keys = forms.BooleanField(required=False)

    def __init__(self, *args: Any, spec: ListSpec, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["columns"].choices = [(column.code, column.label) for column in spec.columns]  # type: ignore[attr-defined]


class ViewForm(forms.Form):
    """The name of a view, and whether the unit sees it."""

    name = forms.CharField(
        label=_("Name of the view"),
        max_length=40,
        help_text=_("For example: urgent cases of courts. No names of persons."),
    )
    shared = forms.BooleanField(label=_("Share with my unit"), required=False)


class BulkForm(forms.Form):
    """One reason for an act on many rows."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        help_text=_("One reason for all rows, kept in the trail of each. No personal data."),
    )

    def __init__(self, *args: Any, act: BulkAct, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = act.needs_reason
