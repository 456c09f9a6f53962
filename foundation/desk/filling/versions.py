"""Two people at one record: the form shows what is stored now beside what was typed, and takes over either."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

TAKE = "take"
VERSION = "version"


@dataclass(frozen=True)
class FieldDifference:
    """One field that is stored otherwise than it was typed, both in words."""

    name: str
    label: str
    stored: str
    sent: str


class VersionedForm(forms.Form):
    """A form about a record that others may change meanwhile.

    A subclass says in `present()` what the record holds now, by field, with its `version`. Fields that it does not
    name (the reason) belong to the act and are not compared.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)
    differences: "list[FieldDifference]"
    changed_meanwhile: bool
    overtaken: bool  # the act was refused because of it, whether or not a field differs
    # What stays as it was typed although the record changed.
    own_fields: ClassVar[frozenset[str]] = frozenset({"reason"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences = []
        self.changed_meanwhile = False
        self.overtaken = False

    def present(self) -> Mapping[str, Any]:
        """What the record holds now, by the names of the fields, and its `version`."""
        raise NotImplementedError

    def show_differences(self) -> None:
        """Compare with the record as it is now; the next sending refers to that version."""
        present = self.present()
        self.changed_meanwhile = True
        self.differences = [
            FieldDifference(name, str(self[name].label), in_words(field, present[name]), self._sent(name, field))
            for name, field in self.fields.items()
            if name in present and name != VERSION and name not in self.own_fields
            if field.has_changed(present[name], self._raw(name, field))
        ]
        self.data = changed(self.data, {self.add_prefix(VERSION): str(present[VERSION])})

    def _sent(self, name: str, field: forms.Field) -> str:
        if name in getattr(self, "cleaned_data", {}):
            return in_words(field, self.cleaned_data[name])
        return str(self._raw(name, field) or "")

    def _raw(self, name: str, field: forms.Field) -> Any:
        return field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))


def take_stored(form: VersionedForm, name: str) -> bool:
    """Put the stored value of a field where the typed one was, if a button asked for it."""
    if not form.is_bound or name not in form.fields or name == VERSION:
        return False
    present = form.present()
    if name not in present:
        return False
    stored = present[name]
    if isinstance(form.fields[name], forms.BooleanField):
        written = "on" if stored else None
    else:
        written = "" if stored is None else str(form.fields[name].prepare_value(stored))
    form.data = changed(form.data, {form.add_prefix(name): written})
    form.show_differences()
    return True


def in_words(field: forms.Field, value: Any) -> str:
    """Write a value as a person reads it."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return next((str(words) for code, words in choices if str(code) == str(value)), str(value or ""))
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def changed(data: Any, values: Mapping[str, str | None]) -> QueryDict:
    """Return posted data with some values replaced; None takes a name out."""
    copy: QueryDict = QueryDict(mutable=True)
    for name in data:
        copy.setlist(name, data.getlist(name))
    for name, value in values.items():
        if value is None:
            copy.pop(name, None)
        else:
            copy[name] = value
    return copy
