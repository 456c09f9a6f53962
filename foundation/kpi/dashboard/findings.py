"""What the tables say, in sentences computed from their numbers."""

from collections.abc import Mapping, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from foundation.desk.formats import number, percent
from foundation.kpi import histograms
from foundation.kpi.dashboard.addresses import area_url
from foundation.kpi.dashboard.gathering import Facts
from foundation.kpi.dashboard.wording import against, base_in_words, bold, linked, listed, ratio

NAMED = 3
"""As many names as a sentence holds; more become a number."""

_DAYS = "cases.turnaround"


def categories(facts: Facts) -> str:
    """Which categories need longer than the time limit for one opinion in ten."""
    slow = slower_than_limit(facts, "category days", facts.categories)
    known = [code for code in facts.categories if facts.answers.histogram("category days", _DAYS, code)]
    if facts.limit is None or not known:
        return ""
    if not slow:
        return _("In every category 9 of 10 opinions were issued within %(limit)s working days.") % {
            "limit": facts.limit
        }
    names = listed([facts.categories[code] for code in slow])
    return format_html(_("{names}: the 90th percentile exceeds {limit} working days."), names=names, limit=facts.limit)


def areas(
    facts: Facts, now: Mapping[str, int], last: Mapping[str, int], late: Mapping[str, int]
) -> tuple[SafeString, ...]:
    """Who rose and fell, where the overdue cases are, and where opinions take long."""
    found = (_rise_and_fall(facts, now, last), _concentration(facts, late), _slow(facts))
    return tuple(SafeString(each) for each in found if each)


def slower_than_limit(facts: Facts, question: str, keys: Mapping[str, str]) -> list[str]:
    """The keys whose 90th percentile exceeds the time limit, longest first."""
    if facts.limit is None:
        return []
    high = {key: histograms.nearest_rank(facts.answers.histogram(question, _DAYS, key), 90) for key in keys}
    slow = [(value, key) for key, value in high.items() if value is not None and value > facts.limit]
    return [key for _value, key in sorted(slow, key=lambda each: (-each[0], each[1]))]


def _rise_and_fall(facts: Facts, now: Mapping[str, int], last: Mapping[str, int]) -> SafeString | str:
    compared = {key: change for key, value in last.items() if (change := ratio(now.get(key, 0), value)) is not None}
    if not compared:
        return ""
    fell = sorted((key for key, change in compared.items() if change < 0), key=lambda key: compared[key])
    rose = sum(change > 0 for change in compared.values())
    if not fell:
        return _("%(rose)s of %(all)s lie above %(base)s, none below.") % {
            "base": base_in_words(facts.scene.against),
            "rose": rose,
            "all": len(compared),
        }
    named = listed(
        [format_html("{} {}", _named(facts, key), against(now.get(key, 0), last[key])) for key in _worth_naming(fell)]
    )
    text = _("{rose} of {all} lie above {base}; {fell} below: {named}.")
    if len(fell) > NAMED:
        text = _("{rose} of {all} lie above {base}; {fell} below, first {named}.")
    return format_html(
        text, base=base_in_words(facts.scene.against), rose=rose, all=len(compared), fell=len(fell), named=named
    )


def _concentration(facts: Facts, late: Mapping[str, int]) -> SafeString | str:
    total = sum(late.values())
    if not total:
        return ""
    key = max(late, key=lambda each: (late[each], each))
    return format_html(
        _("Of {total} overdue cases {name} has {most}, {share}."),
        total=number(total),
        name=_named(facts, key),
        most=bold(number(late[key])),
        share=percent(late[key] / total),
    )


def _slow(facts: Facts) -> SafeString | str:
    slow = slower_than_limit(facts, "area days", facts.names)
    if facts.limit is None or not facts.answers.histogram("days", _DAYS):
        return ""
    if not slow:
        return _("Everywhere 9 of 10 opinions were issued within %(limit)s working days.") % {"limit": facts.limit}
    named = listed([_named(facts, key) for key in _worth_naming(slow)])
    text = _("The 90th percentile exceeds {limit} working days in {count}: {named}.")
    if len(slow) > NAMED:
        text = _("The 90th percentile exceeds {limit} working days in {count}, first {named}.")
    return format_html(text, limit=facts.limit, count=len(slow), named=named)


def _worth_naming(keys: Sequence[str]) -> Sequence[str]:
    return keys[:NAMED]


def _named(facts: Facts, key: str) -> SafeString:
    return linked(facts.names.get(key, key), area_url(facts.scene.child, key))
