"""The errors of a form as one list, in the order of the fields, each with the field it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField


@dataclass(frozen=True, slots=True)
class Problem:
    """One error: the same words as beside the field, and the id of the control (empty for the form as a whole)."""

    text: str
    target: str


def problems_of(form: BaseForm | BaseFormSet[Any] | list[Any]) -> list[Problem]:
    """List the errors of a bound form or formset, or of several in the order of the page. An unbound one has none."""
    if isinstance(form, list):
        return [problem for each in form for problem in problems_of(each)]
    if isinstance(form, BaseFormSet):
        whole = [Problem(str(text), "") for text in form.non_form_errors()] if form.is_bound else []
        return whole + [problem for each in form.forms for problem in problems_of(each)]
    if not form.is_bound:
        return []
    hidden = [Problem(str(text), "") for field in form.hidden_fields() for text in field.errors]
    fields = [Problem(str(text), target_of(field)) for field in form.visible_fields() for text in field.errors]
    return [Problem(str(text), "") for text in form.non_field_errors()] + hidden + fields


def target_of(field: BoundField) -> str:
    """The id that a link to the field must name: the first control of a group of choices or of a split date."""
    first = next(iter(field.subwidgets), None) if field.use_fieldset else None
    return (first.id_for_label if first else "") or field.id_for_label or field.auto_id
