"""Fields that bring the right keyboard on a phone, and the same words everywhere."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from foundation.audit.reasons import LEAST, LONGEST


class Day(forms.DateField):
    """A day in a staff form: one field, written as 2026-11-23 in every language."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "10", "class": "pt-in-day"}
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs=attrs),
            error_messages={"invalid": _("Write the day as year-month-day, for example 2026-11-23.")},
            **kwargs,
        )


class DayInParts(forms.MultiValueField):
    """A day in a citizen's form: three numeric fields, year, month and day."""

    def __init__(self, **kwargs: Any) -> None:
        parts = (forms.CharField(max_length=4), forms.CharField(max_length=2), forms.CharField(max_length=2))
        super().__init__(
            fields=parts,
            widget=PartsOfDay(),
            error_messages={"incomplete": _("Write year, month and day.")},
            require_all_fields=True,
            **kwargs,
        )

    def compress(self, data_list: list[str]) -> date | None:
        """Return the day. Raises ValidationError for one that does not exist."""
        if not data_list:
            return None
        try:
            year, month, day = (int(text) for text in data_list)
            return date(year, month, day)
        except ValueError:
            raise ValidationError(_("This day does not exist. Write it in digits, for example 2026, 11, 23.")) from None


class PartsOfDay(forms.MultiWidget):
    """Three numeric controls, each with its name."""

    template_name = "components/day_in_parts.html"
    use_fieldset = True

    def __init__(self) -> None:
        number = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            widgets={
                "year": forms.TextInput({**number, "maxlength": "4"}),
                "month": forms.TextInput({**number, "maxlength": "2"}),
                "day": forms.TextInput({**number, "maxlength": "2"}),
            }
        )

    def decompress(self, value: date | None) -> list[str]:
        """Return the three parts."""
        return [str(value.year), str(value.month), str(value.day)] if value else ["", "", ""]


class JudgedByVerb:
    """For fields of choices: what is chosen is judged by the verb, in its own words, also where it is not offered.

    An offer may be overtaken between page and answer; a program has none at all.
    """

    def valid_value(self, value: Any) -> bool:
        """Take every value that can be read."""
        return True


class Offer(JudgedByVerb, forms.ChoiceField):
    """One of what is offered."""


class TypedOffer(JudgedByVerb, forms.TypedChoiceField):
    """One of what is offered, read as something else than text."""


class TypedOffers(JudgedByVerb, forms.TypedMultipleChoiceField):
    """Some of what is offered, each read as something else than text."""


class SuggestingInput(forms.TextInput):
    """A line of text with suggestions from the browser's own list; anything else may be typed."""

    template_name = "components/suggesting_input.html"
    suggestions: Sequence[tuple[str, str]] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the suggestions and tie them to the input."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{name}-suggestions"
        return {**context, "suggestions": self.suggestions}


class Suggested(forms.CharField):
    """A line of text for which values are offered: each with words that say what it stands for."""

    def __init__(self, **kwargs: Any) -> None:
        widget = SuggestingInput(attrs={"autocomplete": "off"})
        super().__init__(**{"max_length": 100, "widget": widget, **kwargs})

    def offer(self, suggestions: Sequence[tuple[str, str]]) -> None:
        """Offer values with their words."""
        self.widget.suggestions = suggestions


class Reason(forms.CharField):
    """Why something is decided: on every decision, kept in the trail."""

    def __init__(self, **kwargs: Any) -> None:
        given: dict[str, Any] = {
            "label": _("Reason"),
            "help_text": format_lazy(  # forms live longer than a language
                _("At least {least} characters. Kept in the trail; no names or numbers of persons."), least=LEAST
            ),
            "max_length": LONGEST,
            "min_length": LEAST,
            "error_messages": {"min_length": _("Write the reason in at least %(limit_value)d characters.")},
            "widget": forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        }
        words = {**given["error_messages"], **kwargs.pop("error_messages", {})}
        super().__init__(**{**given, **kwargs, "error_messages": words})


class Telephone(forms.CharField):
    """A telephone number as people write it."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "tel", "autocomplete": "off"}
        super().__init__(**{"max_length": 40, "widget": forms.TextInput(attrs=attrs), **kwargs})


class IdentityNumber(forms.CharField):
    """The number of an identity document. Whether it is right is asked by the verb; letters must stay possible."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "pt-num"}
        super().__init__(**{"max_length": 24, "widget": forms.TextInput(attrs=attrs), **kwargs})
