"""Controls of the questions: a day of which perhaps only the month is remembered, choices with a line under each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from foundation.desk.day_field import DayInputs, DayParts
from foundation.desk.spoken import spoken


@dataclass(frozen=True)
class KnownOn:
    """A day, or with `to_month` the first day of a month of which no day is remembered."""

    day: date
    to_month: bool


class MonthOrDayInputs(DayInputs):
    """Year, month and day, the day not needed."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Say at the last part that it may stay empty."""
        context = super().get_context(name, value, attrs)
        context["widget"]["subwidgets"][2]["label"] = _("Day (if known)")
        return context


class MonthOrDay(DayParts):
    """A day in the past as a person remembers it: year and month at least."""

    widget = MonthOrDayInputs

    def compress(self, data_list: Sequence[str]) -> Any:
        """Put the parts together. Raises ValidationError for what is no day or no month."""
        if not any(data_list):
            return None
        year, month, day = (*data_list, "", "", "")[:3]
        if not (year and month):
            raise ValidationError(_("Write the year and the month at least."))
        found = super().compress([year, month, day or "1"])
        return KnownOn(found, to_month=not day) if found else None


def with_line(text: Any, line: Any) -> SafeString:
    """Return the words of a choice with a smaller line under them."""
    return format_html("{}<small>{}</small>", spoken(text), spoken(line))
