"""Sentences are put together from parts with numbers in them; nothing here judges without a number."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from foundation.desk.formats import MISSING, MONTHS_EN, change, in_chinese, number, prose_date
from foundation.kpi.periods import Against, Period, Span


def bold(text: object) -> SafeString:
    """A part of a sentence that stands out."""
    return format_html("<b>{}</b>", text)


def linked(text: object, href: str) -> SafeString:
    """A part of a sentence that opens its rows."""
    return format_html('<a href="{}">{}</a>', href, text) if href else format_html("{}", text)


def sentences(*parts: str) -> SafeString:
    """Join whole sentences; Chinese ones need no space between them."""
    return SafeString(("" if in_chinese() else " ").join(format_html("{}", part) for part in parts if part))


def listed(words: Sequence[object]) -> SafeString:
    """A list inside a sentence."""
    return SafeString(("、" if in_chinese() else ", ").join(format_html("{}", word) for word in words))


def days(value: Fraction | int | None) -> str:
    """Working days as a number: 14, or 13.5 for a median between two."""
    if value is None:
        return MISSING
    return number(float(value), 0 if value == int(value) else 1)


def base_in_words(against: Against) -> str:
    """What a period is compared with, in the middle of a sentence."""
    return _("the period before") if against == "before" else _("the same days of last year")


def base_heading(against: Against) -> str:
    """What a period is compared with, at the head of a column."""
    return _("Against the period before") if against == "before" else _("Against last year")


def ratio(now: int, last: int) -> float | None:
    """The change against last year, or None without a figure of last year."""
    return (now - last) / last if last else None


def against(now: int, last: int) -> str:
    """The change against last year for a table."""
    return change(ratio(now, last))


def period_name(period: Period) -> str:
    """2026年, 2026年第四季度, 2026年11月."""
    values = {"year": period.year, "number": period.number}
    if period.kind == "quarter":
        return _("quarter %(number)s of %(year)s") % values
    if period.kind == "month":
        month = period.number
        return f"{period.year}年{month}月" if in_chinese() else f"{MONTHS_EN[month - 1]} {period.year}"
    if period.kind == "days":
        first, last = (prose_date(day, with_year=True) for day in (period.whole.first, period.whole.last))
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    return _("year %(year)s") % values


def until(span: Span) -> str:
    """The last day of a span, in a sentence."""
    return prose_date(span.last)
