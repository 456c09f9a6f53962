"""The page "My work": heaps by whose move it is, the most urgent one opened as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appraisal_portal.pages.role_words import words_for
from foundation.accounts.acting import PostedActor
from foundation.clocks.calendar import Calendar
from foundation.clocks.queries import current_calendar
from foundation.desk.charts.days import SOON
from foundation.desk.formats import number
from foundation.desk.keyset import CAP, Page, page_of
from foundation.desk.work.counting import Counted, by_urgency, counted, recently_counted
from foundation.desk.work.heaps import SECTION_TITLES, Heap, Line, Section, own_lines

FIRST_ROWS = 12
_SHOWN_SECTIONS = (Section.MINE, Section.DUE, Section.OTHERS)


@dataclass(frozen=True)
class Row:
    """A line of the table: days left in words (negative: late) and the shape of its state."""

    line: Line
    tone: str
    state: str
    left: str


def desk(actor: PostedActor, params: QueryDict, chosen: Heap | None = None) -> dict[str, Any]:
    """Return what the page shows: the day's load, the heaps, and the rows of the chosen or most urgent one."""
    today = timezone.localdate()
    heaps = counted(actor, today)
    filled = sorted((each for each in heaps if each.count), key=by_urgency)
    waiting = [each for each in filled if each.heap.section is not Section.BACKGROUND]
    opened = next((each for each in heaps if each.heap == chosen), waiting[0] if waiting else None)
    own = own_lines(actor)
    calendar = current_calendar() if opened or own else None
    context: dict[str, Any] = {
        "today": today,
        "load": load(heaps),
        "groups": _groups(heaps),
        "background": [each for each in heaps if each.heap.section is Section.BACKGROUND],
        "opened": opened,
        "whole": chosen is not None,
        "own": [_row(line, today, calendar, in_working_days=False) for line in own],
        "about": words_for(actor.posting.role if actor.posting else ""),
        "has_heaps": bool(heaps),
    }
    if opened is not None:
        page = page_of(opened.heap.rows(actor, today), opened.heap.order, params, size=25 if chosen else FIRST_ROWS)
        context |= _table(opened, page, actor, today, calendar)
    return context


def load(heaps: Sequence[Counted]) -> list[dict[str, str]]:
    """The day's load in a few words: what waits for me, what is late, what is due soon."""
    mine = [each.count for each in heaps if each.heap.section is Section.MINE]
    late = [each.count for each in heaps if each.heap.tone == "late"]
    soon = [each.count for each in heaps if each.heap.tone == "soon"]
    facts = [
        ("", mine, ngettext("%(count)s waits for me", "%(count)s wait for me", sum(mine))),
        ("late", late, ngettext("%(count)s is late", "%(count)s are late", sum(late))),
        ("soon", soon, ngettext("%(count)s is due soon", "%(count)s are due soon", sum(soon))),
    ]
    return [{"tone": tone, "words": words % {"count": total(counts)}} for tone, counts, words in facts if any(counts)]


def total(counts: Sequence[int]) -> str:
    """The sum of capped counts in digits; with a plus as soon as one of them was capped."""
    whole = sum(min(count, CAP) for count in counts)
    return f"{number(whole)}+" if any(count > CAP for count in counts) else number(whole)


def _groups(heaps: Sequence[Counted]) -> list[dict[str, Any]]:
    groups = []
    for section in _SHOWN_SECTIONS:
        inside = [each for each in heaps if each.heap.section is section]
        if inside:
            filled = [each for each in inside if each.count]
            groups.append(
                {
                    "code": section.value,
                    "title": SECTION_TITLES[section],
                    "filled": sorted(filled, key=by_urgency),
                    "empty": [each for each in inside if not each.count],
                }
            )
    return groups


def _table(
    opened: Counted, page: Page[Any], actor: PostedActor, today: date, calendar: Calendar | None
) -> dict[str, Any]:
    heap = opened.heap
    lines = [heap.line(row, actor) for row in page.rows]
    rows = [_row(line, today, calendar, in_working_days=heap.in_working_days) for line in lines]
    return {
        "page": page,
        "rows": rows,
        "dated": any(line.due for line in lines),
        "placed": any(line.whose for line in lines),
        "full_list": heap.full_list(today) if heap.full_list else "",
        "why_url": f"{reverse('why')}?verb={heap.verb}&heap={heap.code}",
    }


def _row(line: Line, today: date, calendar: Calendar | None, *, in_working_days: bool) -> Row:
    """Put the time left of a line into words. Working days by the calendar, or calendar days."""
    if line.due is None or calendar is None:
        return Row(line, "", "", "")
    late = line.due < today
    first, last = (line.due, today) if late else (today, line.due)
    days = calendar.working_days_between(first, last) if in_working_days else (last - first).days
    if late:
        rested = in_working_days and days == 0  # nothing but rest days since
        days = (today - line.due).days if rested else days
        return Row(line, "late", _("Overdue"), _late(days, in_working_days and not rested))
    near = days <= SOON
    return Row(
        line, "due" if near else "open", _("Due soon") if near else _("Within time"), _left(days, in_working_days)
    )


def _late(days: int, in_working_days: bool) -> str:
    if in_working_days:
        return ngettext("%(days)d working day late", "%(days)d working days late", days) % {"days": days}
    return ngettext("%(days)d day past", "%(days)d days past", days) % {"days": days}


def _left(days: int, in_working_days: bool) -> str:
    if days == 0:
        return _("ends today")
    if in_working_days:
        return ngettext("%(days)d working day left", "%(days)d working days left", days) % {"days": days}
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def counts_by_route(actor: PostedActor) -> dict[str, dict[str, str]]:
    """The counts of the side navigation by route: what is late (red), else due soon (ochre), else waiting (grey).

    One statement for all, shared with the page "My work"; elsewhere what was counted a moment ago will do.
    """
    heaps = recently_counted(actor, timezone.localdate())
    found = {}
    for entry in {each.heap.entry for each in heaps if each.heap.entry}:
        inside = [each for each in heaps if each.heap.entry == entry and each.count]
        for tone in ("late", "soon", ""):
            counts = [each.count for each in inside if each.heap.tone == tone and _calls(each)]
            if counts:
                found[entry] = {"count": total(counts), "tone": tone}
                break
    mine = [each.count for each in heaps if each.heap.section is Section.MINE and each.count]
    if mine:
        found["home"] = {"count": total(mine), "tone": ""}
    return found


def _calls(each: Counted) -> bool:
    """Whether a heap is worth a number in the navigation: what only will be due later is not."""
    return each.heap.section is Section.MINE or bool(each.heap.tone)
