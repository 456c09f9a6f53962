"""The ranking of the parts of an area by one figure; parts under the smallest denominator stand apart, unranked."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.translation import gettext as _

from foundation.desk.charts.contract import Cell, Column, Table, TableRow
from foundation.desk.charts.rulers import bar
from foundation.desk.formats import MISSING, number
from foundation.kpi import measures
from foundation.kpi.boards.block import Block, Drawn, Known, Setting
from foundation.kpi.boards.comparison import span_of
from foundation.kpi.boards.naming import area_of_row, headings, known_parts, name_of
from foundation.kpi.boards.wording import value_text
from foundation.kpi.catalogue import Days, Kpi, Now, Pace, Rate, Share, ShareNow, Value, comparable, compute, in_order
from foundation.kpi.dashboard.addresses import area_url
from foundation.kpi.dashboard.gathering import Child
from foundation.kpi.dashboard.wording import bold
from foundation.kpi.drilling import link
from foundation.kpi.intervals import wilson
from foundation.kpi.periods import Period
from foundation.kpi.reading import Ask

USUAL = "on_time_share"
"""The figure by which the parts are ranked where none is chosen."""


def rankable(child: Child, period: Period) -> list[Kpi]:
    """The figures by which parts of this kind can be ranked: with a direction, and counted where the parts lie."""
    return [
        kpi
        for kpi in in_order()
        if kpi.is_fed
        and kpi.direction != "neutral"
        and not isinstance(kpi.arithmetic, Pace)
        and (period.is_running or not isinstance(kpi.arithmetic, Now | ShareNow))
        and all(measures.countable(code).column(child) for code in kpi.codes)
    ]


def chosen(setting: Setting) -> Kpi | None:
    """The figure that the address names, or the usual one."""
    offered = {kpi.code: kpi for kpi in rankable(setting.scene.child, setting.scene.period)}
    return offered.get(setting.figure) or offered.get(USUAL) or next(iter(offered.values()), None)


def _asks(setting: Setting) -> Sequence[Ask]:
    scene = setting.scene
    kpi = chosen(setting) if scene.child else None
    if kpi is None:
        return ()
    dated = not isinstance(kpi.arithmetic, Now | ShareNow)
    return (Ask("ranking", kpi.codes, span_of(kpi, scene.period) if dated else None, by=scene.child),)


def _draw(known: Known) -> Drawn | None:
    by = known.scene.child
    kpi = chosen(known.setting) if by else None
    if kpi is None:
        return None
    keys = known_parts(known, by, {key for code in kpi.codes for key in known.answers.counts("ranking", code)})
    values = {key: compute(kpi, known.answers.under(key), "ranking") for key in keys}
    ranked = [key for key in keys if comparable(values[key])]
    most_first = kpi.direction == "more"
    ranked.sort(key=lambda key: -_number(values[key]) if most_first else _number(values[key]))
    apart = [key for key in keys if key not in set(ranked)]
    apart.sort(key=lambda key: -values[key].numerator)
    widest = max([_number(values[key]) for key in ranked], default=0.0)
    with_interval = isinstance(kpi.arithmetic, Rate | Share | ShareNow)
    rows, place, before = [], 0, None
    for position, key in enumerate(ranked, 1):
        if values[key].number != before:
            place, before = position, values[key].number
        rows.append(_row(known, kpi, key, values[key], str(place), widest, with_interval=with_interval))
    rows += [_row(known, kpi, key, values[key], MISSING, widest, with_interval=with_interval) for key in apart]
    columns = [
        Column(headings()[by], numeric=False),
        Column(_("Place in the ranking")),
        Column(_("Value of the figure") if not kpi.unit else str(kpi.unit)),
        Column(_("Bar"), numeric=False, hidden_title=True, hide_on_phone=True),
    ]
    if with_interval or isinstance(kpi.arithmetic, Days):
        columns.append(Column(_("Counts"), hide_on_phone=True))
    if with_interval:
        columns.append(Column(_("95 % interval"), hide_on_phone=True))
    notes = []
    if apart and kpi.smallest:
        notes.append(
            _("%(count)s of %(all)s lie under the smallest denominator (%(least)s) and have no place.")
            % {"count": len(apart), "all": len(keys), "least": kpi.smallest}
        )
    return Drawn(
        title=_("Ranking: %(figure)s") % {"figure": kpi.name},
        finding=_finding(known, kpi, ranked, values, overlap=with_interval),
        table=Table(_("Ranking: %(figure)s") % {"figure": kpi.name}, tuple(columns), tuple(rows)),
        kpi=kpi.code,
        notes=tuple(notes),
    )


def _number(value: Value) -> float:
    return float(value.number) if value.number is not None else 0.0


def _row(known: Known, kpi: Kpi, key: str, value: Value, place: str, widest: float, *, with_interval: bool) -> TableRow:
    by = known.scene.child
    area, code = area_of_row(known, by, key), kpi.codes[0]
    href = ""
    if value.numerator and known.opens(code):
        dated = not isinstance(kpi.arithmetic, Now | ShareNow)
        href = link(code, area, span=span_of(kpi, known.scene.period) if dated else None)
    told = MISSING if value.number is None else value_text(kpi, float(value.number))
    drawn = bar(_number(value), None, widest) if place != MISSING else None
    cells = [Cell(place), Cell(told, href, tone="" if place != MISSING else "dim"), Cell(bar=drawn)]
    if isinstance(kpi.arithmetic, Days):
        cells.append(Cell(number(value.numerator)))
    elif with_interval:
        counts = {"upper": number(value.numerator), "lower": number(value.denominator)}
        cells.append(Cell(_("%(upper)s of %(lower)s") % counts if value.denominator else MISSING))
        cells.append(Cell(_interval(kpi, value)))
    return TableRow(name_of(known, by, key), tuple(cells), area_url(by, key))


def _interval(kpi: Kpi, value: Value) -> str:
    if value.number is None or not value.denominator:
        return MISSING
    per = kpi.arithmetic.per if isinstance(kpi.arithmetic, Rate) else 100
    low, high = wilson(value.numerator, value.denominator)
    return f"{value_text(kpi, low * per)}–{value_text(kpi, high * per)}"


def _finding(known: Known, kpi: Kpi, ranked: Sequence[str], values: dict[str, Value], *, overlap: bool) -> str:
    if len(ranked) < 2:
        return _("Too few reach the smallest denominator to be ranked by this figure.")
    by, first, last = known.scene.child, ranked[0], ranked[-1]
    text = _("First is {first} with {best}, last {last} with {worst}.")
    if overlap and _overlap(values[first], values[last]):
        text = _("First is {first} with {best}, last {last} with {worst}; chance alone could explain the difference.")
    return format_html(
        text,
        first=name_of(known, by, first),
        last=name_of(known, by, last),
        best=bold(value_text(kpi, _number(values[first]))),
        worst=bold(value_text(kpi, _number(values[last]))),
    )


def _overlap(one: Value, other: Value) -> bool:
    """Whether the intervals of two rates meet."""
    low, high = sorted((wilson(one.numerator, one.denominator), wilson(other.numerator, other.denominator)))
    return high[0] <= low[1]


RANKING = Block("ranking", _asks, _draw)
