"""The blocks of an area's own page as their files have them; the page itself draws them with rulers and links."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import gettext as _

from foundation.desk.charts.contract import Cell, Column, Table, TableRow
from foundation.desk.formats import MISSING, in_chinese, number
from foundation.kpi.boards.block import Drawn
from foundation.kpi.dashboard import series, strip, tables
from foundation.kpi.dashboard.gathering import Facts
from foundation.kpi.dashboard.wording import sentences


def _figures(facts: Facts) -> Drawn:
    """The strip as a table: each figure with its unit, target and sentence."""
    rows = []
    for figure in strip.figures(facts):
        parts = [f"{part.name} {part.value}" for part in figure.parts]
        said = sentences(figure.waiting or figure.sentence)
        text = ("；" if in_chinese() else "; ").join([*parts, str(said)]) if parts else str(said)
        cells = (
            Cell(figure.value or MISSING),
            Cell(figure.unit),
            Cell(figure.target or MISSING),
            Cell(text),
        )
        rows.append(TableRow(figure.name, cells))
    columns = (
        Column(_("Figure"), numeric=False),
        Column(_("Value of the figure")),
        Column(_("Unit"), numeric=False),
        Column(_("Target"), numeric=False),
        Column(_("What the figure says"), numeric=False),
    )
    return Drawn(_("Targets and where we stand"), "", Table(_("Targets and where we stand"), columns, tuple(rows)))


def _months(facts: Facts) -> Drawn:
    months = series.months(facts)
    rows = tuple(
        TableRow(
            months.running_label or month.label if position == months.running else month.label,
            (Cell(number(month.now)), Cell(number(month.last))),
        )
        for position, month in enumerate(months.months)
    )
    columns = (Column(_("Month"), numeric=False), Column(months.now_name), Column(months.last_name))
    return Drawn(
        months.title, months.lead, Table(months.title, columns, rows), _flow(facts), months=months
    )  # fmt: skip


def _categories(facts: Facts) -> Drawn:
    section = tables.by_category(facts)
    return Drawn(section.title, section.lead, section.table, _flow(facts), keys=section.keys)


def _areas(facts: Facts) -> Drawn | None:
    areas = tables.by_area(facts)
    if areas is None:
        return None
    return Drawn(areas.title, sentences(*areas.findings), areas.table, _flow(facts), notes=(areas.lead,), map=areas.map)


def _flow(facts: Facts) -> str:
    """The figure whose definition belongs to the flow that the page shows."""
    return "opinions_issued" if facts.scene.shown == "cases.issued" else "case_volume"


DRAWN: Final[Mapping[str, Callable[[Facts], Drawn | None]]] = {
    "figures": _figures,
    "months": _months,
    "categories": _categories,
    "areas": _areas,
}
