"""The tables by practice category and by city, county or institution."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.desk.charts.city_map import CityFigure, city_map
from foundation.desk.charts.contract import Areas, Cell, CityMap, Column, Key, Section, Table, TableRow, Tone
from foundation.desk.charts.rulers import bar
from foundation.desk.formats import number, percent
from foundation.kpi import histograms
from foundation.kpi.areas import Area
from foundation.kpi.dashboard import findings
from foundation.kpi.dashboard.addresses import area_url
from foundation.kpi.dashboard.gathering import Facts
from foundation.kpi.dashboard.wording import against, base_heading, base_in_words, days
from foundation.kpi.drilling import link

DAYS = "cases.turnaround"


def by_category(facts: Facts) -> Section:
    """Each practice category: this period and last year's, share, change, median and 90th percentile."""
    now, last = _both(facts, "category")
    codes = sorted({*facts.categories, *now, *last}, key=lambda code: (-now.get(code, 0), code))
    total, widest = sum(now.values()), max([1, *now.values(), *last.values()])
    rows = []
    for code in codes:
        mine, before = now.get(code, 0), last.get(code, 0)
        median, high = _days(facts, "category days", code)
        rows.append(
            TableRow(
                facts.categories.get(code, code),
                (
                    Cell(bar=bar(mine, before, widest)),
                    Cell(number(mine), _rows(facts, category=code) if mine else ""),
                    Cell(percent(mine / total) if total else percent(None)),
                    Cell(against(mine, before)),
                    Cell(days(median)),
                    Cell(days(high), tone=_tone(high, facts.limit)),
                ),
            )
        )
    columns = (
        Column(_("Practice category"), numeric=False),
        Column(_("This period and the one compared"), numeric=False, hidden_title=True, hide_on_phone=True),
        Column(_shown(facts)),
        Column(_("Share"), hide_on_phone=True),
        Column(base_heading(facts.scene.against)),
        Column(_("Median"), hide_on_phone=True),
        Column(_("90th percentile")),
    )
    return Section(
        title=_("Practice categories"),
        lead=findings.categories(facts),
        table=Table(_("Figures by practice category"), columns, tuple(rows)),
        keys=(Key(_("this period"), "now"), Key(base_in_words(facts.scene.against), "last")),
    )


def by_area(facts: Facts) -> Areas | None:
    """Cities with their map, counties, or institutions; None for an institution."""
    child = facts.scene.child
    if not child:
        return None
    now, last = _both(facts, "area")
    late = facts.answers.counts("overdue", "cases.overdue")
    if child == "institution":
        keys = sorted(facts.names, key=lambda key: (-now.get(key, 0), facts.names[key]))
    else:
        keys = sorted(
            {key for key in facts.names if is_below(facts.scene.asked, key, child)} | {*now, *last, *late} - {""}
        )
    running = facts.scene.period.is_running
    rows = tuple(_area_row(facts, key, now, last, late) for key in keys)
    titles = {"city": _("City"), "county": _("County"), "institution": _("Institution")}
    columns = (
        Column(titles[child], numeric=False),
        Column(_shown(facts)),
        Column(base_heading(facts.scene.against)),
        Column(_("Median／90th percentile"), hide_on_phone=True),
        *((Column(_("Overdue")),) if running else ()),
    )
    headings = {
        "city": _("Cities of the circle") if facts.scene.asked.circle else _("The cities"),
        "county": _("Counties and districts"),
        "institution": _("Institutions"),
    }
    return Areas(
        title=headings[child],
        lead=_("How long opinions took: median and 90th percentile in working days, net of pauses."),
        table=Table(_("Figures by area"), columns, rows, _total(facts)),
        map=_map(facts, now) if child == "city" else None,
        findings=findings.areas(facts, now, last, late),
    )


def part_of(asked: Area, child: str, key: str) -> Area:
    """The area of a row."""
    if child == "institution":
        return replace(asked, institution=UUID(key))
    return replace(asked, city=key) if child == "city" else replace(asked, county=key)


def _both(facts: Facts, what: str) -> tuple[dict[str, int], dict[str, int]]:
    shown = facts.scene.shown
    return facts.answers.counts(f"{what} now", shown), facts.answers.counts(f"{what} last", shown)


def is_below(asked: Area, code: str, child: str) -> bool:
    """Whether a division's code is a city, or a county of the asked city."""
    if child == "city":
        return code.endswith("00") and not code.endswith("0000") and (not asked.circle or code in asked.cities)
    return code[:4] == asked.city[:4] and not code.endswith("00")


def _area_row(
    facts: Facts, key: str, now: Mapping[str, int], last: Mapping[str, int], late: Mapping[str, int]
) -> TableRow:
    child, mine, overdue = facts.scene.child, now.get(key, 0), late.get(key, 0)
    median, high = _days(facts, "area days", key)
    there = part_of(facts.scene.asked, child, key)
    cells = [
        Cell(number(mine), _rows(facts, area=there) if mine else ""),
        Cell(against(mine, last.get(key, 0))),
        Cell(f"{days(median)}／{days(high)}", tone=_tone(high, facts.limit)),
    ]
    if facts.scene.period.is_running:
        cells.append(Cell(number(overdue), link("cases.overdue", there) if overdue else "", "zhu" if overdue else ""))
    return TableRow(facts.names.get(key, key), tuple(cells), area_url(child, key))


def _total(facts: Facts) -> TableRow:
    now, last = facts.total("now", facts.scene.shown), facts.total("last", facts.scene.shown)
    median, high = _days(facts, "days", "")
    cells = [Cell(number(now)), Cell(against(now, last)), Cell(f"{days(median)}／{days(high)}")]
    if facts.scene.period.is_running:
        cells.append(Cell(number(facts.total("overdue", "cases.overdue"))))
    return TableRow(facts.scene.name, tuple(cells))


def _map(facts: Facts, now: Mapping[str, int]) -> CityMap:
    shown = {
        code: CityFigure(name, now.get(code, 0), area_url("city", code))
        for code, name in facts.names.items()
        if is_below(facts.scene.asked, code, "city")
    }
    return city_map(_shown(facts), shown)


def _days(facts: Facts, question: str, key: str) -> tuple[Fraction | None, int | None]:
    found = facts.answers.histogram(question, DAYS, key)
    return histograms.median(found), histograms.nearest_rank(found, 90)


def _rows(facts: Facts, *, area: Area | None = None, category: str = "") -> str:
    return link(facts.scene.shown, area or facts.scene.asked, span=facts.scene.period.span, category=category)


def _shown(facts: Facts) -> str:
    return _("Issued") if facts.scene.shown == "cases.issued" else _("Accepted")


def _tone(high: int | None, limit: int | None) -> Tone:
    """Ochre where one opinion in ten takes longer than the time limit."""
    return "zhe" if high is not None and limit is not None and high > limit else ""
