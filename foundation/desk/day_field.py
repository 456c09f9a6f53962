"""A day as citizens write it: three numeric fields for year, month and day (interface, section 8)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PARTS = ((_("Year"), 4), (_("Month"), 2), (pgettext_lazy("part of a date", "Day"), 2))


class DayInputs(forms.MultiWidget):
    """Three short inputs, each with its label; the question is the legend around them."""

    template_name = "components/day_inputs.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        numeric = {"inputmode": "numeric", "autocomplete": "off", "class": "form-control"}
        super().__init__([forms.TextInput({**numeric, "maxlength": length}) for _label, length in PARTS], attrs)

    def decompress(self, value: Any) -> Sequence[Any]:
        """Split a day into its parts."""
        return [value.year, value.month, value.day] if isinstance(value, date) else ["", "", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give every input its label."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for part, (label, _length) in zip(context["widget"]["subwidgets"], PARTS, strict=True):
            part["label"] = label
        return context


class DayParts(forms.MultiValueField):
    """A civil day from year, month and day; digits of any width."""

    widget = DayInputs

    def __init__(self, **kwargs: Any) -> None:
        fields = [forms.CharField(max_length=length, required=False) for _label, length in PARTS]
        super().__init__(fields=fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: Sequence[str]) -> date | None:
        """Put the parts together. Raises ValidationError for what is no day."""
        if not any(data_list):
            return None
        try:
            year, month, day = (int(part) for part in data_list)
        except ValueError as error:
            raise ValidationError(_("Write year, month and day as digits, as 2026, 3 and 9.")) from error
        try:
            return date(year, month, day)
        except (ValueError, OverflowError) as error:
            raise ValidationError(_("There is no such day. Look at year, month and day again.")) from error
