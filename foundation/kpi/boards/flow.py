"""The way from entrustment to archive: what became of the entrustments received and the cases accepted in a period.

Each step counts the same entrustments, or the same cases, as the first: shares never come from two different sets.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from django.utils.html import format_html
from django.utils.translation import gettext as _

from foundation.desk.charts.contract import Cell, Column, Table, TableRow
from foundation.desk.charts.rulers import bar
from foundation.desk.formats import MISSING, MONTHS_EN, in_chinese, number, percent
from foundation.kpi.boards.block import Block, Drawn, Known, Setting
from foundation.kpi.boards.naming import area_of_row, headings, known_parts, name_of
from foundation.kpi.dashboard.addresses import area_url
from foundation.kpi.dashboard.wording import bold, sentences
from foundation.kpi.periods import Span, month_after, month_end
from foundation.kpi.reading import Ask, By

RECEIVED, ENTERED = "entrustments.filed", "cases.accepted"
FROM_RECEIVED = ("entrustments.filed_accepted", "entrustments.filed_refused", "entrustments.filed_withdrawn")
FROM_ENTERED = ("cases.accepted_issued", "cases.accepted_terminated")
CODES = (RECEIVED, *FROM_RECEIVED, ENTERED, *FROM_ENTERED)


def _asks(by: By, setting: Setting) -> Sequence[Ask]:
    return (Ask(f"flow by {by}", CODES, setting.scene.period.span, by=by),)


def _asks_by_area(setting: Setting) -> Sequence[Ask]:
    return _asks(setting.scene.child, setting) if setting.scene.child else ()


def _explained() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Counted"),
            _(
                "Entrustments received in the period through the portal, and cases accepted in the period, each with "
                "what has become of it until now."
            ),
        ),
        (
            _("Not counted"),
            _("Entrustments of cases that come from ledgers; cases loaded by mistake. Archiving is not recorded yet."),
        ),
        (_("Legal source"), _("General Rules on Procedure, articles 11 to 15, 29, 36 to 42")),
        (_("Counted from"), ", ".join(CODES)),
    )


def _draw(known: Known) -> Drawn:
    counts = {code: known.answers.total("flow by ", code) for code in CODES}
    received, entered = counts[RECEIVED], counts[ENTERED]
    undecided = received - sum(counts[code] for code in FROM_RECEIVED)
    still_open = entered - sum(counts[code] for code in FROM_ENTERED)
    steps: list[tuple[str, str, int, int]] = [
        (_("Entrustments received"), RECEIVED, received, received),
        (_("— accepted"), FROM_RECEIVED[0], counts[FROM_RECEIVED[0]], received),
        (_("— not accepted"), FROM_RECEIVED[1], counts[FROM_RECEIVED[1]], received),
        (_("— withdrawn"), FROM_RECEIVED[2], counts[FROM_RECEIVED[2]], received),
        (_("— not decided yet"), "", undecided, received),
        (_("Cases accepted (with those of ledgers)"), ENTERED, entered, entered),
        (_("— opinion issued"), FROM_ENTERED[0], counts[FROM_ENTERED[0]], entered),
        (_("— terminated"), FROM_ENTERED[1], counts[FROM_ENTERED[1]], entered),
        (_("— in progress or suspended"), "", still_open, entered),
    ]
    widest, span = max(received, entered), known.scene.period.span
    rows = []
    for name, code, count, whole in steps:
        cell = known.rows(count, code, known.scene.asked, span=span) if code else Cell(number(count))
        rows.append(TableRow(name, (Cell(bar=bar(count, None, widest)), cell, Cell(_share(count, whole)))))
    rows.append(TableRow(_("— archived"), (Cell(), Cell(_("no data yet"), tone="dim"), Cell(MISSING))))
    return Drawn(
        title=_("From entrustment to archive"),
        finding=_finding(counts, undecided, still_open),
        table=Table(
            _("From entrustment to archive"),
            (
                Column(_("Step")),
                Column(_("Bar"), numeric=False, hidden_title=True, hide_on_phone=True),
                Column(_("How many")),
                Column(_("Share of the first step")),
            ),
            tuple(rows),
        ),
        explained=_explained(),
        notes=(_("What is received or accepted late in the period has had less time to come to its end."),),
    )


def _share(count: int, whole: int) -> str:
    return percent(count / whole) if whole else MISSING


def _finding(counts: Mapping[str, int], undecided: int, still_open: int) -> str:
    parts: list[str] = []
    received, entered = counts[RECEIVED], counts[ENTERED]
    if received:
        parts.append(
            format_html(
                _("Of {received} entrustments received {accepted} were accepted; {undecided} are not decided yet."),
                received=number(received),
                accepted=bold(_share(counts[FROM_RECEIVED[0]], received)),
                undecided=number(undecided),
            )
        )
    else:
        parts.append(_("No entrustment was received through the portal in this period."))
    if entered:
        parts.append(
            format_html(
                _("Of {entered} cases accepted {issued} have their opinion; {open} are still open."),
                entered=number(entered),
                issued=bold(_share(counts[FROM_ENTERED[0]], entered)),
                open=number(still_open),
            )
        )
    return sentences(*parts)


def _columns(first: str) -> tuple[Column, ...]:
    return (
        Column(first, numeric=False),
        Column(_("Entrustments received"), hide_on_phone=True),
        Column(_("Of these accepted"), hide_on_phone=True),
        Column(_("Cases accepted")),
        Column(_("Opinion issued")),
        Column(_("Terminated"), hide_on_phone=True),
        Column(_("Still open")),
    )


def _line(known: Known, question: str, key: str, name: str, span: Span, *, by: str, href: str = "") -> TableRow:
    found = {code: known.answers.counts(question, code).get(key, 0) for code in CODES}
    return _row_of(known, found, name, span, area_key=key if by in ("city", "county", "institution") else "", href=href)


def _row_of(
    known: Known, found: Mapping[str, int], name: str, span: Span, *, area_key: str = "", href: str = ""
) -> TableRow:
    area = area_of_row(known, known.scene.child, area_key) if area_key else known.scene.asked

    def rows(code: str) -> Cell:
        return known.rows(found[code], code, area, span=span)

    still_open = found[ENTERED] - sum(found[code] for code in FROM_ENTERED)
    issued = rows(FROM_ENTERED[0])
    share = _share(found[FROM_ENTERED[0]], found[ENTERED])
    cells = (
        rows(RECEIVED),
        rows(FROM_RECEIVED[0]),
        rows(ENTERED),
        Cell(_("%(count)s (%(share)s)") % {"count": issued.text, "share": share}, issued.href),
        rows(FROM_ENTERED[1]),
        Cell(number(still_open)),
    )
    return TableRow(name, cells, href)


def _total(known: Known, question: str) -> TableRow:
    found = {code: known.answers.total(question, code) for code in CODES}
    return _row_of(known, found, known.scene.name, known.scene.period.span)


def _draw_by_month(known: Known) -> Drawn | None:
    period = known.scene.period.span
    months, first = [], period.first
    while first <= period.last:
        months.append(Span(first, min(month_end(first), period.last)))
        first = month_after(first)
    rows = tuple(
        _line(known, "flow by month", each.first.replace(day=1).isoformat(), _month(each), each, by="month")
        for each in months
    )
    if len(rows) < 2:
        return None
    return Drawn(
        title=_("By month of receipt and acceptance"),
        finding=_("Younger months have had less time: more of their cases are still open."),
        table=Table(_("The way by month"), _columns(_("Month")), rows, _total(known, "flow by month")),
        explained=_explained(),
    )


def _month(span: Span) -> str:
    day = span.first
    return f"{day.year}年{day.month}月" if in_chinese() else f"{MONTHS_EN[day.month - 1]} {day.year}"


def _draw_by_area(known: Known) -> Drawn | None:
    by = known.scene.child
    if not by:
        return None
    question, span = f"flow by {by}", known.scene.period.span
    keys = known_parts(known, by, {key for code in CODES for key in known.answers.counts(question, code)})
    entered = known.answers.counts(question, ENTERED)
    keys.sort(key=lambda key: -entered.get(key, 0))
    rows = tuple(
        _line(known, question, key, name_of(known, by, key), span, by=by, href=area_url(by, key)) for key in keys
    )
    return Drawn(
        title=_("By area"),
        finding=_("How far the entrustments and cases of each have come."),
        table=Table(_("The way by area"), _columns(headings()[by]), rows, _total(known, question)),
        explained=_explained(),
    )


WHOLE = Block("flow", partial(_asks, ""), _draw)
BY_MONTH = Block("flow-by-month", partial(_asks, "month"), _draw_by_month)
BY_AREA = Block("flow-by-area", _asks_by_area, _draw_by_area)
