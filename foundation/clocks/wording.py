"""The words of an explanation: one phrase per line key, translated by gettext."""

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, gettext_noop, ngettext

from foundation.clocks.explanation import Amount, Festival, Line, Value
from foundation.clocks.rules import Unit

FESTIVALS = (
    gettext_noop("New Year's Day"),
    gettext_noop("Spring Festival"),
    gettext_noop("Tomb-sweeping Day"),
    gettext_noop("Labour Day"),
    gettext_noop("Dragon Boat Festival"),
    gettext_noop("Mid-autumn Festival"),
    gettext_noop("National Day"),
)
"""The festivals of the reference calendar, named here so that they are translated."""

PHRASES: MappingProxyType[str, str | Promise] = MappingProxyType(
    {
        "start": gettext_lazy("Begins with %(on)s, a day that is itself not counted (%(counting)s): %(amount)s."),
        "agreed": gettext_lazy("Limit of %(amount)s agreed on %(on)s, in place of %(before)s."),
        "agreed_until": gettext_lazy(
            "Completion by %(until)s agreed on %(on)s: %(amount)s without pauses, in place of %(before)s."
        ),
        "agreed_late": gettext_lazy(
            "Limit of %(amount)s agreed on %(on)s, after the due date %(due)s: kept on file, it cures nothing."
        ),
        "agreed_past": gettext_lazy(
            "Limit of %(amount)s agreed on %(on)s, though it would have run out on %(due)s: kept on file, it changes"
            " nothing."
        ),
        "agreed_after_stop": gettext_lazy(
            "Limit of %(amount)s agreed on %(on)s, after the time limit had ended: kept on file, it changes nothing."
        ),
        "extended": gettext_lazy("Extended by %(amount)s, approved on %(on)s."),
        "extended_late": gettext_lazy(
            "Extension by %(amount)s approved on %(on)s, after the due date %(due)s: kept on file, it cures nothing."
        ),
        "extended_after_stop": gettext_lazy(
            "Extension by %(amount)s approved on %(on)s, after the time limit had ended: kept on file, it changes"
            " nothing."
        ),
        "extended_again": gettext_lazy("The extension of %(on)s is number %(number)s; one is the rule."),
        "extended_too_far": gettext_lazy("The extension of %(on)s is longer than the usual %(most)s."),
        "extension_notified": gettext_lazy("The client agreed to the extension or was told of it on %(on)s."),
        "extension_not_notified": gettext_lazy(
            "No agreement of the client and no notice is on file for the extension of %(on)s."
        ),
        "pause": gettext_lazy("Paused after %(begin)s through %(end)s (%(reason)s): %(days)s not counted."),
        "pause_open": gettext_lazy("Paused since %(begin)s (%(reason)s): %(days)s not counted through %(end)s."),
        "pause_after_due": gettext_lazy(
            "The pause begun on %(begin)s (%(reason)s) came when the period was over: it changes nothing."
        ),
        "pause_not_listed": gettext_lazy(
            "The ground of the pause begun on %(begin)s (%(reason)s) is not among those of this time limit."
        ),
        "pauses_overlap": gettext_lazy("The pauses overlap; days in common are left out once: %(days)s in all."),
        "holiday": gettext_lazy("%(festival)s, %(from)s to %(to)s: %(days)s weekdays off."),
        "holiday_one": gettext_lazy("%(festival)s, %(on)s: one weekday off."),
        "makeup_day": gettext_lazy("%(on)s is a make-up workday (%(festival)s) and counts."),
        "working_days": gettext_lazy(
            "After %(after)s through %(through)s: %(days)s days − %(weekends)s weekend days − %(holidays)s weekdays off"
            " + %(makeup_days)s make-up workdays − %(paused)s paused working days = %(limit)s working days."
        ),
        "calendar_days": gettext_lazy(
            "After %(after)s through %(through)s: %(days)s days − %(paused)s paused days = %(limit)s days."
        ),
        "corresponding_day": gettext_lazy(
            "%(amount)s end on the corresponding day, lengthened by %(paused)s paused days: %(through)s."
        ),
        "rest_day_moves_on": gettext_lazy("%(from)s is a rest day; the last day moves to %(to)s."),
        "counted_back": gettext_lazy("%(amount)s before %(on)s: %(through)s. A day counted backwards is not moved."),
        "editions": gettext_lazy("Calendar in use: %(versions)s."),
        "provisional": gettext_lazy(
            "Provisional: the State Council's holidays of %(years)s are not in the calendar yet. The date is reckoned"
            " again when they come."
        ),
        "due": gettext_lazy("Last day: %(due)s."),
        "late": gettext_lazy("The last day was %(due)s: late."),
        "stopped_in_time": gettext_lazy("Done on %(on)s; the last day was %(due)s: in time."),
        "stopped_late": gettext_lazy("Done on %(on)s; the last day was %(due)s: late."),
    }
)


def phrase(line: Line) -> str:
    """Return the line in the current language without its article, for pages with a column of articles."""
    return str(PHRASES[line.key]) % {name: _word(value) for name, value in line.params.items()}


def say(line: Line) -> str:
    """Return the line in the current language, with its article behind it."""
    text = phrase(line)
    if not line.article:
        return text
    return gettext("%(text)s (%(article)s)") % {"text": text, "article": line.article}


def say_all(lines: Iterable[Line]) -> list[str]:
    """Return the lines of an explanation in the current language."""
    return [say(line) for line in lines]


def amount_in_words(count: int, unit: Unit) -> str:
    """Return for example "30 working days"."""
    if unit is Unit.WORKING_DAY:
        text = ngettext("%(count)d working day", "%(count)d working days", count)
    elif unit is Unit.CALENDAR_DAY:
        text = ngettext("%(count)d day", "%(count)d days", count)
    elif unit is Unit.MONTH:
        text = ngettext("%(count)d month", "%(count)d months", count)
    else:
        text = ngettext("%(count)d year", "%(count)d years", count)
    return text % {"count": count}


def _word(value: Value) -> str:
    if isinstance(value, Amount):
        return amount_in_words(value.count, value.unit)
    if isinstance(value, Festival):
        return gettext(value.name) if value.name else ""
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return str(value)
