"""The deadline board: cases in progress by the working days that are left, counted now."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from django.utils.html import format_html
from django.utils.translation import gettext as _

from foundation.clocks.calendar import Calendar
from foundation.desk.charts.city_map import legend
from foundation.desk.charts.contract import Cell, Column, Table, TableRow
from foundation.desk.formats import number
from foundation.kpi.boards.block import Block, Drawn, Known, Setting, limits_of, shade
from foundation.kpi.boards.naming import area_of_row, headings, known_parts, name_of
from foundation.kpi.dashboard.addresses import area_url
from foundation.kpi.dashboard.wording import bold
from foundation.kpi.drilling import link
from foundation.kpi.periods import Span
from foundation.kpi.reading import Ask, By

LATE, DUE = "cases.overdue", "cases.due"
LIMITS = (5, 10, 20, 30)
"""Working days left up to which a band reaches."""
_FAR = timedelta(days=3_660)


def bands(calendar: Calendar, today: date) -> list[tuple[str, Span]]:
    """The bands of working days that are left, each with the last days that lie in it."""
    first, before, found = today, -1, []
    for limit in LIMITS:
        last = calendar.add_working_days(today, limit)
        found.append((_("%(first)s–%(last)s days") % {"first": before + 1, "last": limit}, Span(first, last)))
        first, before = last + timedelta(days=1), limit
    found.append((_("over %(limit)s days") % {"limit": LIMITS[-1]}, Span(first, first + _FAR)))
    return found


def _asks(of_category: bool, setting: Setting) -> Sequence[Ask]:
    scene = setting.scene
    by: By = "category" if of_category else scene.child
    if not by:
        return ()
    spans = [span for _name, span in bands(setting.calendar, scene.period.today)]
    return (
        Ask(f"late by {by}", (LATE,), by=by),
        *(Ask(f"due {place} by {by}", (DUE,), span, by=by) for place, span in enumerate(spans)),
    )


def _draw(of_category: bool, known: Known) -> Drawn | None:
    by: By = "category" if of_category else known.scene.child
    if not by:
        return None
    spans = bands(known.setting.calendar, known.scene.period.today)
    late = known.answers.counts(f"late by {by}", LATE)
    due = [known.answers.counts(f"due {place} by {by}", DUE) for place in range(len(spans))]
    keys = known_parts(known, by, {*late, *(key for counts in due for key in counts)})
    keys.sort(key=lambda key: (-late.get(key, 0), -due[0].get(key, 0)))
    limits = limits_of([count for counts in due for count in counts.values()])
    rows = []
    for key in keys:
        area, category = area_of_row(known, by, key), key if by == "category" else ""
        cells = [known.rows(late.get(key, 0), LATE, area, category=category, tone="zhu")]
        for counts, (_name, span) in zip(due, spans, strict=True):
            count = counts.get(key, 0)
            cell = known.rows(count, DUE, area, span=span, category=category)
            cells.append(Cell(cell.text, cell.href, shade=shade(count, limits)))
        whole = late.get(key, 0) + sum(counts.get(key, 0) for counts in due)
        rows.append(TableRow(name_of(known, by, key), (*cells, Cell(number(whole))), _page_of(by, key)))
    totals = [sum(late.values()), *(sum(counts.values()) for counts in due)]
    heads = [Column(headings()[by], numeric=False), Column(_("Overdue"))]
    heads += [Column(name) for name, _span in spans]
    return Drawn(
        title=_("Days left by category") if of_category else _("Days left by area"),
        finding=_finding(known, by, late, totals),
        table=Table(
            _("Days left by category") if of_category else _("Days left by area"),
            (*heads, Column(_("In progress"))),
            tuple(rows),
            TableRow(known.scene.name, tuple(Cell(number(each)) for each in (*totals, sum(totals)))),
        ),
        kpi="overdue",
        notes=(
            _("Working days left until the last day, today not counted; suspended cases have none and stand apart."),
        ),
        shades=legend(limits),
    )


def _page_of(by: By, key: str) -> str:
    return "" if by == "category" else area_url(by, key)


def _finding(known: Known, by: By, late: dict[str, int], totals: Sequence[int]) -> str:
    whole = sum(totals)
    if not whole:
        return _("No case is in progress.")
    asked, soon = known.scene.asked, bands(known.setting.calendar, known.scene.period.today)[0][1]
    values = {
        "all": number(whole),
        "late": format_html('<a href="{}">{}</a>', link(LATE, asked), number(totals[0])) if totals[0] else "0",
        "soon": format_html('<a href="{}">{}</a>', link(DUE, asked, span=soon), number(totals[1]))
        if totals[1]
        else "0",
    }
    text = _("Of {all} cases in progress {late} are overdue and {soon} end within 5 working days.")
    if not totals[0]:
        return format_html(text, **values)
    worst = max(late, key=lambda key: (late[key], key))
    text = _(
        "Of {all} cases in progress {late} are overdue and {soon} end within 5 working days; most in {name}: {most}."
    )
    return format_html(text, **values, name=name_of(known, by, worst), most=bold(number(late[worst])))


BY_AREA = Block("deadlines-by-area", partial(_asks, False), partial(_draw, False))
BY_CATEGORY = Block("deadlines-by-category", partial(_asks, True), partial(_draw, True))
