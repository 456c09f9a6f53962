"""What is said of a target: the limit, how far it is reached, and whether that can be told already."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from django.utils.translation import gettext as _

from foundation.desk.formats import number, percent
from foundation.kpi.intervals import is_open
from foundation.kpi.models import Target
from governance.reporting import values
from governance.reporting.asking import TODAY, accumulated
from governance.reporting.contents import Contents
from governance.reporting.states import ReportKind
from governance.reporting.values import Frozen

Reading = Literal["none", "open", "met", "missed", "ahead", "behind"]


def reached(contents: Contents, target: Mapping[str, Any]) -> Frozen | None:
    """The value that is held against a target: of the year so far, or of the data time."""
    so_far = values.figure(contents, target["kpi"], accumulated(contents["kind"]))
    return so_far or values.figure(contents, target["kpi"], TODAY)


def reading(contents: Contents, target: Mapping[str, Any]) -> Reading:
    """What can be told: of a rate nothing while its interval crosses the limit or its denominator is too small.

    A count of a year that is not over is ahead of or behind its pace by working days.
    """
    value, limit = reached(contents, target), Decimal(target["value"])
    if value is None or value.number is None:
        return "none"
    if not value.comparable:
        return "open"
    if value.low is not None and value.up is not None and is_open(value.low, value.up, float(limit)):
        return "open"
    at_least = target["comparison"] == Target.Comparison.AT_LEAST
    if value.number >= limit if at_least else value.number <= limit:
        return "met"
    pace = _pace(contents, target)
    if contents["kind"] == ReportKind.MONTH and pace is not None and pace.number is not None:
        return "ahead" if pace.number >= 100 else "behind"
    return "missed"


def reading_in_words(contents: Contents, target: Mapping[str, Any]) -> str:
    """The reading as the report writes it."""
    return {
        "none": _("no data yet"),
        "open": _("cannot be told yet"),
        "met": _("met"),
        "missed": _("not met"),
        "ahead": _("ahead of its pace by working days"),
        "behind": _("behind its pace by working days"),
    }[reading(contents, target)]


def limit_in_words(target: Mapping[str, Any]) -> str:
    """At least 150,000; at most 1."""
    limit = {"limit": number(Decimal(target["value"]))}
    if target["comparison"] == Target.Comparison.AT_LEAST:
        return _("at least %(limit)s") % limit
    return _("at most %(limit)s") % limit


def carried_in_words(target: Mapping[str, Any]) -> str:
    """Whose year's target it is, where the year has none of its own."""
    return _("of %(year)s, carried forward") % {"year": target["year"]}


def progress(contents: Contents, target: Mapping[str, Any]) -> str:
    """The part of a count's target that is reached, and of what was due by working days; empty for rates."""
    value = reached(contents, target)
    if value is None or not values.is_count(target["kpi"]) or target["comparison"] != Target.Comparison.AT_LEAST:
        return ""
    share = percent(value.numerator / float(target["value"]))
    pace = _pace(contents, target)
    if contents["kind"] != ReportKind.MONTH or pace is None or pace.number is None:
        return share
    return _("%(share)s; %(pace)s%% of what was due") % {"share": share, "pace": number(float(pace.number), 1)}


def _pace(contents: Contents, target: Mapping[str, Any]) -> Frozen | None:
    """The pace of the volume; no other count has one."""
    if target["kpi"] != "case_volume":
        return None
    return values.figure(contents, "pace", accumulated(contents["kind"]))
