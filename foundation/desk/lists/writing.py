"""The rows of a list as HTML: hundreds of cells a page, written without a template for each where none is needed."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django.forms import BoundField, DateInput, NumberInput, SearchInput, Select, SelectMultiple, TextInput
from django.forms.utils import flatatt
from django.template.loader import get_template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from foundation.desk import formats
from foundation.desk.lists.declaring import Column, ListSpec
from foundation.desk.lists.layouts import Layout
from foundation.desk.templatetags.portal import doc_no, state, table_date, table_moment, thousands

_WRITERS: Mapping[str, Callable[[Any], Any]] = {
    "date": table_date,
    "moment": table_moment,
    "number": thousands,
    "doc_no": doc_no,
}
_PLAIN_INPUTS = {TextInput, SearchInput, NumberInput, DateInput}
_BOX = '<td class="pt-t__pick"><input class="form-check-input" type="checkbox" name="row" '
_CLASSES = {"number": "n", "code": "pt-num", "moment": "pt-nb"}


def written(spec: ListSpec, rows: Sequence[Any], layout: Layout, *, choosable: bool) -> list[SafeString]:
    """Return the table row of each row of a page: a box to choose it where acts are offered, its name, its cells."""
    openings = [_opening(column, layout, first=not place) for place, column in enumerate(layout.columns)]
    choose = _("Choose %(label)s") if choosable else ""
    templates = {column.code: get_template(column.template) for column in layout.columns if column.template}
    lines = []
    for row in rows:
        key = escape(str(row.pk))
        parts: list[str] = [f'<tr data-row="{key}">']
        if choosable:
            label = escape(choose % {"label": spec.label_of(row)})
            parts.append(f'{_BOX}value="{key}" form="selection" aria-label="{label}"></td>')
        for place, column in enumerate(layout.columns):
            if column.standing:
                shown = column.standing(row)
                text: Any = state(shown.tone, shown.word)
            elif column.template:
                values = {"row": row, "value": column.of(row)}
                text = mark_safe(templates[column.code].render(values).strip())  # noqa: S308
            else:
                text = _text(column, column.of(row))
            link = spec.link_of(row) if not place else None
            # The standard library's escape: Django's looks for lazy words first, which here costs more than the work.
            inner = escape(text) if type(text) is str else conditional_escape(text)
            if link:
                inner = f'<a href="{escape(link)}">{inner}</a>'
            parts += [openings[place], inner, "</td>" if place else "</th>"]
        parts.append("</tr>")
        lines.append(mark_safe("".join(parts)))  # noqa: S308  (every part is escaped above)
    return lines


def _opening(column: Column, layout: Layout, *, first: bool) -> SafeString:
    """The opening tag of a column's cells."""
    if first:
        return format_html('<th scope="row"{}>', SafeString(' class="pt-mono"') if column.kind == "code" else "")
    kind = _CLASSES.get(column.kind, "")
    if not layout.is_on_phone(column):
        return format_html('<td class="{}">', f"{kind} hide-s".strip())
    return format_html('<td{} data-label="{}">', format_html(' class="{}"', kind) if kind else "", column.label)


def _text(column: Column, value: Any) -> Any:
    if value is None or value == "":
        return formats.MISSING
    writer = _WRITERS.get(column.kind)
    return writer(value) if writer is not None else value


def control(field: BoundField) -> SafeString:
    """A field of the filter as HTML. Boxes and choices are written here: templates for them cost more than the list."""
    widget = field.field.widget
    if type(widget) in _PLAIN_INPUTS:
        attributes = field.build_widget_attrs({"id": field.auto_id, **widget.attrs}, widget)
        value = widget.format_value(field.value())
        given = "" if value is None else format_html(' value="{}"', value)
        return format_html(
            '<input type="{}" name="{}"{}{}>', widget.input_type, field.html_name, given, flatatt(attributes)
        )
    choices = [(key or "", words) for key, words in getattr(field.field, "choices", ())]
    grouped = any(isinstance(words, (list, tuple)) for _key, words in choices)
    if not isinstance(widget, Select) or isinstance(widget, SelectMultiple) or grouped:
        return SafeString(field)
    attributes = field.build_widget_attrs({"id": field.auto_id, **widget.attrs}, widget)
    value = field.value()
    chosen = "" if value is None else str(value)
    options = _options(tuple((str(key), str(words)) for key, words in choices), chosen)
    return format_html('<select name="{}"{}>{}</select>', field.html_name, flatatt(attributes), options)


@lru_cache(maxsize=256)
def _options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """The options of a select, written once for the same words: dozens on each page, nearly always the same."""
    marked = ((key, SafeString(" selected") if key == chosen else "", words) for key, words in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', marked)
