"""The form that orders an export."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.lists import ListSpec
from foundation.exchange.models import Form


class ExportForm(forms.Form):
    """Which kind of file, and which columns. Those that hold personal data are offered masked and not chosen."""

    form = forms.ChoiceField(label=_("File"), choices=Form.choices, widget=forms.RadioSelect)
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one column.")},
    )

    def __init__(self, *args: Any, spec: ListSpec, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["columns"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  (declared above)
        field.choices = [
            (column.code, _("%(label)s (masked)") % {"label": column.label} if column.personal else column.label)
            for column in spec.columns
            if column.exported
        ]
        self.initial.setdefault("form", Form.XLSX)
        self.initial.setdefault(
            "columns",
            [column.code for column in spec.columns if column.exported and column.shown and not column.personal],
        )
