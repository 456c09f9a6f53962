"""The three economic circles of the province side by side."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.translation import gettext as _

from foundation.desk.charts.contract import Cell, Column, Table, TableRow
from foundation.desk.formats import number, percent
from foundation.kpi.areas import Area
from foundation.kpi.boards.block import Block, Drawn, Known, Setting
from foundation.kpi.boards.comparison import difference, told
from foundation.kpi.catalogue import compute, kpi_of
from foundation.kpi.circles import CIRCLES, NAMES, cities_of
from foundation.kpi.dashboard.addresses import page_of, with_period
from foundation.kpi.dashboard.wording import bold
from foundation.kpi.drilling import link
from foundation.kpi.reading import Answers, Ask

FLOWS = ("case_volume", "opinions_issued", "on_time_share", "complaint_rate")
DAYS = "turnaround"


def _codes() -> tuple[str, ...]:
    return tuple(sorted({code for kpi in FLOWS if kpi_of(kpi).is_fed for code in kpi_of(kpi).codes}))


def _asks(setting: Setting) -> Sequence[Ask]:
    if not setting.scene.asked.is_province:
        return ()
    period, months = setting.scene.period, kpi_of(DAYS).codes
    return (
        Ask("circles now", _codes(), period.span, by="city"),
        Ask("circles last", _codes(), period.last_year, by="city"),
        Ask("circles days", months, period.span.whole_months(), by="city"),
    )


def _draw(known: Known) -> Drawn | None:
    if not known.scene.asked.is_province:
        return None
    period = known.scene.period
    kpis = [kpi_of(code) for code in FLOWS if kpi_of(code).is_fed]
    rows, volumes = [], {}
    for circle in CIRCLES:
        mine = _sum(known.answers, cities_of(circle))
        cells = []
        for kpi in kpis:
            now, last = (compute(kpi, mine, f"circles {when}") for when in ("now", "last"))
            code = kpi.codes[0]
            opens = now.numerator and known.opens(code)
            href = link(code, Area(circle=circle), span=period.span) if opens else ""
            cells += [Cell(told(now), href), Cell(difference(now, last))]
            if kpi.code == FLOWS[0]:
                volumes[circle] = now.numerator
        cells.append(Cell(told(compute(kpi_of(DAYS), mine, "circles days"))))
        address = with_period(page_of(Area(circle=circle)), period.parameters())
        rows.append(TableRow(str(NAMES[circle]), tuple(cells), address))
    columns = [Column(_("Economic circle"), numeric=False)]
    for kpi in kpis:
        columns += [Column(str(kpi.name)), Column(_("Against the year before"), hide_on_phone=True)]
    columns.append(Column(_("Median／90th percentile"), hide_on_phone=True))
    total = sum(volumes.values())
    most = max(volumes, key=lambda circle: volumes[circle])
    finding = (
        format_html(
            _("{name} has the most cases: {count}, {share} of the province."),
            name=NAMES[most],
            count=bold(number(volumes[most])),
            share=percent(volumes[most] / total),
        )
        if total
        else _("Nothing to count in this period.")
    )
    return Drawn(
        title=_("The economic circles"),
        finding=finding,
        table=Table(_("The economic circles"), tuple(columns), tuple(rows)),
        kpi=FLOWS[0],
        notes=(_("Which city belongs to which circle stands in the table of divisions with its source."),),
    )


def _sum(answers: Answers, cities: Sequence[str]) -> Answers:
    """The answers of some cities together."""
    summed = Answers()
    for named, found in answers.values.items():
        for city in cities:
            for bucket, value in found.get(city, {}).items():
                summed.values[named][""][bucket] += value
    return summed


CIRCLES_BLOCK = Block("circles", _asks, _draw)
