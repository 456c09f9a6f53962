"""The matrix of areas and practice categories: where which kind of appraisal is done."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.translation import gettext as _

from foundation.desk.charts.city_map import legend
from foundation.desk.charts.contract import Cell, Column, Table, TableRow
from foundation.desk.formats import number, percent
from foundation.kpi.boards.block import Block, Drawn, Known, Setting, limits_of, shade
from foundation.kpi.boards.naming import area_of_row, headings, known_parts, name_of
from foundation.kpi.dashboard.addresses import area_url
from foundation.kpi.dashboard.wording import bold
from foundation.kpi.reading import Ask

_BY = {"city": "city+category", "county": "county+category", "institution": "institution+category"}


def _asks(setting: Setting) -> Sequence[Ask]:
    scene = setting.scene
    if not scene.child:
        return ()
    # Whole months: only they lie in cells by area and category, whatever the number of cases.
    return (Ask("matrix", (scene.shown,), scene.period.span.whole_months(), by=_BY[scene.child]),)  # type: ignore[arg-type]


def _draw(known: Known) -> Drawn | None:
    by, shown = known.scene.child, known.scene.shown
    if not by:
        return None
    counts: dict[tuple[str, str], int] = {}
    for key, count in known.answers.counts("matrix", shown).items():
        place, _bar, category = key.partition("|")
        counts[place, category] = count
    places = known_parts(known, by, {place for place, _category in counts})
    categories = known_parts(known, "category", {category for _place, category in counts})
    limits = limits_of(list(counts.values()))
    span = known.scene.period.span.whole_months()
    rows = []
    for place in places:
        area, cells = area_of_row(known, by, place), []
        for category in categories:
            count = counts.get((place, category), 0)
            cell = known.rows(count, shown, area, span=span, category=category)
            cells.append(Cell(cell.text, cell.href, shade=shade(count, limits)))
        whole = sum(counts.get((place, category), 0) for category in categories)
        cells.append(known.rows(whole, shown, area, span=span))
        rows.append(TableRow(name_of(known, by, place), tuple(cells), area_url(by, place)))
    totals = [sum(counts.get((place, category), 0) for place in places) for category in categories]
    foot = [
        known.rows(total, shown, known.scene.asked, span=span, category=category)
        for total, category in zip(totals, categories, strict=True)
    ]
    issued = shown == "cases.issued"
    return Drawn(
        title=_("Opinions issued by area and category") if issued else _("Cases accepted by area and category"),
        finding=_finding(known, counts, len(places) * len(categories)),
        table=Table(
            _("Figures by area and practice category"),
            (
                Column(headings()[by], numeric=False),
                *(Column(name_of(known, "category", category)) for category in categories),
                Column(_("Total")),
            ),
            tuple(rows),
            TableRow(known.scene.name, (*foot, known.rows(sum(totals), shown, known.scene.asked, span=span))),
        ),
        kpi="opinions_issued" if issued else "case_volume",
        notes=(
            _("Figures by area and category are kept by whole months; the running month counts as far as it has come."),
        ),
        shades=legend(limits),
    )


def _finding(known: Known, counts: dict[tuple[str, str], int], cells: int) -> str:
    total = sum(counts.values())
    if not total:
        return _("Nothing to count in this period.")
    place, category = max(counts, key=lambda key: (counts[key], key))
    return format_html(
        _("The most are {category} in {name}: {most}, {share} of all; {empty} of {cells} fields are empty."),
        category=name_of(known, "category", category),
        name=name_of(known, known.scene.child, place),
        most=bold(number(counts[place, category])),
        share=percent(counts[place, category] / total),
        empty=number(cells - len(counts)),
        cells=number(cells),
    )


MATRIX = Block("matrix", _asks, _draw)
