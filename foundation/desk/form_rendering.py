"""How Django forms look: label, hint, error and control in this order, described to screen readers, no inline style.

``{{ form }}`` renders the visible and hidden fields; ``{{ form.name.as_field_group }}`` renders one. Widgets get the
classes of the style sheet here, so no form class names a class.
"""

from functools import cached_property
from typing import Any

from django.forms import (
    BaseForm,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    Field,
    FileInput,
    RadioSelect,
    Select,
    Widget,
)
from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import gettext as _

CHOICE_WIDGETS = (RadioSelect, CheckboxSelectMultiple)


class PortalBoundField(BoundField):
    """A field that knows its style class and which texts describe it."""

    def __init__(self, form: BaseForm, field: Field, name: str) -> None:
        """Say what is missing by its name, unless the form has its own words; made before the form is checked."""
        super().__init__(form, field, name)
        if field.widget.attrs.get("placeholder") == self.label:  # says nothing that the label does not
            del field.widget.attrs["placeholder"]
        if field.required and field.error_messages.get("required") == Field.default_error_messages["required"]:
            field.error_messages["required"] = missing_words(field.widget) % {"label": self.label}

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        """Add the class of the control; the description and validity come from Django."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        given = f"{widget.attrs.get('class', '')} {attrs.get('class', '')}".split()
        attrs["class"] = " ".join(dict.fromkeys([*given, *style_of(widget).split()]))
        return {name: value for name, value in attrs.items() if value != ""}

    @property
    def is_check(self) -> bool:
        """A single box to tick: its label stands behind it."""
        return isinstance(self.field.widget, CheckboxInput)

    @property
    def is_group(self) -> bool:
        """Several controls under one question: the question is a legend."""
        return self.use_fieldset


def missing_words(widget: Widget) -> str:
    """What to ask for when a field is empty, by the kind of its control."""
    if isinstance(widget, CheckboxInput):
        return _("Please confirm: %(label)s")
    if isinstance(widget, (Select, *CHOICE_WIDGETS, FileInput)):
        return _("Please choose: %(label)s")
    return _("Please fill in: %(label)s")


def style_of(widget: Widget) -> str:
    """The style class of a control by its kind."""
    if isinstance(widget, CHOICE_WIDGETS):
        return ""
    if isinstance(widget, CheckboxInput):
        return "form-check-input"
    if isinstance(widget, FileInput):
        return "form-control pt-file"
    if isinstance(widget, Select):
        return "form-select"
    return "form-control"


class PortalRenderer(BaseRenderer):
    """Renders forms through the project's templates and falls back on Django's own for plain widgets."""

    form_template_name = "components/form.html"
    formset_template_name = "components/formset.html"
    field_template_name = "components/field.html"
    bound_field_class = PortalBoundField

    @cached_property
    def _djangos(self) -> DjangoTemplates:
        return DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        """The project's template of that name, else Django's; raises TemplateDoesNotExist."""
        try:
            return get_template(template_name)
        except TemplateDoesNotExist:
            return self._djangos.get_template(template_name)
