"""The tables of a report, written once in the language of the moment for page, PDF and XLSX."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from django.utils.translation import gettext as _

from foundation.desk.formats import MISSING, number, percent
from foundation.kpi.catalogue import TOPICS, kpi_of
from foundation.kpi.dashboard.series import month_name
from governance.reporting import targets, values
from governance.reporting.asking import (
    BEFORE,
    COLUMNS,
    LAST,
    NOW,
    SERIES,
    TODAY,
    YEAR,
    YEAR_LAST,
    accumulated,
    is_about_today,
)
from governance.reporting.contents import Contents
from governance.reporting.states import ReportKind
from governance.reporting.values import NOT_COMPARED, Frozen


@dataclass(frozen=True)
class Cell:
    """What stands in a table: a text with smaller ones under it; `number` is the same for a sheet to reckon with."""

    text: str
    notes: tuple[str, ...] = ()
    number: float | int | None = None
    decimals: int = 0
    change: Literal["", "percent", "difference"] = ""


@dataclass(frozen=True)
class Column:
    """The head of a column; text columns stand left."""

    title: str
    numeric: bool = True


@dataclass(frozen=True)
class Line:
    """A row: its name with the unit under it, and its cells."""

    name: str
    cells: tuple[Cell, ...]
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """A table with the sentence above it."""

    code: str
    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    first: str
    lead: str = ""
    total: Line | None = None

    @property
    def rows(self) -> list[tuple[Line, list[tuple[Column, Cell]]]]:
        """The lines with each cell under its column, for templates."""
        return [(line, self._under(line)) for line in self.lines]

    @property
    def total_row(self) -> list[tuple[Column, Cell]]:
        """The cells of the total under their columns."""
        return self._under(self.total) if self.total else []

    def _under(self, line: Line) -> list[tuple[Column, Cell]]:
        return list(zip(self.columns, line.cells, strict=True))


EMPTY: Final = Cell("")


def main_tables(contents: Contents) -> list[Table]:
    """Every figure of the trade by subject: the period beside others, what is about today in a table of its own."""
    found = []
    for topic, title in TOPICS.items():
        kpis = [each for each in contents["figures"] if _topic(contents, each["kpi"]) == topic]
        flows = [each for each in kpis if not is_about_today(kpi_of(each["kpi"]))]
        stocks = [each for each in kpis if is_about_today(kpi_of(each["kpi"]))]
        if flows:
            lines = tuple(_flow_line(contents, each) for each in flows)
            found.append(
                Table(topic, str(title), _flow_columns(contents), lines, _("Figure"), _articles(contents, flows))
            )
        if stocks:
            lines = tuple(_stock_line(contents, each) for each in stocks)
            named = _("%(topic)s, at the data time") % {"topic": title}
            columns = (Column(_("Value of the figure")),)
            found.append(Table(f"{topic}-now", named, columns, lines, _("Figure"), _articles(contents, stocks)))
    return found


def in_order(contents: Contents) -> list[str]:
    """The figures by subject, as the tables and the definitions name them."""
    kpis = [each["kpi"] for each in contents.get("figures", ())]
    topics = list(TOPICS)
    return sorted(kpis, key=lambda kpi: topics.index(_topic(contents, kpi)))  # type: ignore[arg-type]


def _topic(contents: Contents, kpi: str) -> str:
    return str(contents["definitions"][kpi]["topic"])


def _articles(contents: Contents, figures: Iterable[Mapping[str, Any]]) -> str:
    """The articles that the figures of a table rest on."""
    named = dict.fromkeys(values.words(contents, each["kpi"])["article"] for each in figures)
    articles = [article for article in named if article]
    return _("Rests on: %(articles)s") % {"articles": _semicolon().join(articles)} if articles else ""


def _semicolon() -> str:
    return "；" if values.language() == values.CHINESE else "; "


def _flow_columns(contents: Contents) -> tuple[Column, ...]:
    last = Column(_("Against last year"))
    if contents["kind"] == ReportKind.YEAR:
        year = int(contents["period"])
        names = (_("year %(year)s") % {"year": each} for each in (year, year - 1))
        return (*(Column(name) for name in names), last)
    month = int(contents["period"][-2:])
    so_far = _("January to %(month)s") % {"month": month_name(month)} if month > 1 else month_name(1)
    titles = (_("This month"), _("Month before"), _("Against it"), _("Month of last year"), _("Against last year"))
    return (*(Column(title) for title in titles), Column(so_far), last)


def _flow_line(contents: Contents, figure: Mapping[str, Any]) -> Line:
    kpi = figure["kpi"]
    unit, many = values.words(contents, kpi)["unit"], len(_flow_columns(contents)) - 1
    if not figure["fed"]:
        return Line(_name(contents, kpi), (Cell(_("no data yet")), *(EMPTY for _each in range(many))), unit)
    got = {column: values.read(cell) for column, cell in figure["values"].items()}

    def compared(column: str, with_column: str) -> Cell:
        now, then = got.get(column), got.get(with_column)
        if now is None or then is None:
            return EMPTY
        return _changed(kpi, now, then if values.on_record(contents, with_column) else None)

    def shown(column: str, *, whole: bool = True) -> Cell:
        return _cell(kpi, got[column], whole=whole) if column in got else EMPTY

    if contents["kind"] == ReportKind.YEAR:
        cells: tuple[Cell, ...] = (shown(NOW), shown(LAST, whole=False), compared(NOW, LAST))
    else:
        cells = (
            shown(NOW), shown(BEFORE, whole=False), compared(NOW, BEFORE), shown(LAST, whole=False),
            compared(NOW, LAST), shown(YEAR), compared(YEAR, YEAR_LAST),
        )  # fmt: skip
    return Line(_name(contents, kpi), cells, unit)


def _stock_line(contents: Contents, figure: Mapping[str, Any]) -> Line:
    kpi = figure["kpi"]
    unit = values.words(contents, kpi)["unit"]
    cell = _cell(kpi, values.read(figure["values"][TODAY])) if figure["fed"] else Cell(_("no data yet"))
    return Line(_name(contents, kpi), (cell,), unit)


def _name(contents: Contents, kpi: str) -> str:
    return values.words(contents, kpi)["name"]


def _cell(kpi: str, value: Frozen, *, whole: bool = True) -> Cell:
    """A value with its counts, and with its interval where the `whole` of it is told."""
    notes: list[str] = []
    if values.is_days(kpi):
        if value.high is not None:
            notes.append(_("9 of 10: %(days)s") % {"days": number(value.high)})
    elif not values.is_count(kpi) and (value.numerator or value.denominator):
        notes.append(values.counts_of(value))
    if whole and value.has_interval:
        notes.append(values.interval_of(kpi, value))
    exact = None if value.number is None else float(value.number)
    decimals = 1 if values.is_days(kpi) and exact is not None and exact != int(exact) else values.decimals_of(kpi)
    plain = int(exact) if exact is not None and not decimals and exact == int(exact) else exact
    return Cell(values.text_of(kpi, value), tuple(notes), plain, decimals)


def _changed(kpi: str, now: Frozen | None, before: Frozen | None) -> Cell:
    """What changed, as text and as the number behind it."""
    text, moved = values.change_of(kpi, now, before), values.moved(kpi, now, before)
    if moved is None:
        return Cell(text)
    number, is_ratio = moved
    decimals = 1 if is_ratio or values.is_days(kpi) else values.decimals_of(kpi)
    return Cell(text, (), number, decimals, "percent" if is_ratio else "difference")


def target_table(contents: Contents) -> Table | None:
    """The targets of the year; None where the area has none."""
    lines = tuple(_target_line(contents, each) for each in contents["targets"])
    if not lines:
        return None
    so_far = _("Year so far") if contents["kind"] == ReportKind.MONTH else _("Whole year")
    columns = (Column(_("Target")), Column(so_far), Column(_("Progress")), Column(_("How it stands"), numeric=False))
    return Table("targets", _("Targets of the year"), columns, lines, _("Figure"), _sources(contents))


def _sources(contents: Contents) -> str:
    named = _semicolon().join(dict.fromkeys(each["source"] for each in contents["targets"]))
    return _("Source: %(source)s") % {"source": named}


def _target_line(contents: Contents, target: Mapping[str, Any]) -> Line:
    kpi, value = target["kpi"], targets.reached(contents, target)
    cells = (
        Cell(targets.limit_in_words(target), (targets.carried_in_words(target),) if target["carried"] else ()),
        _cell(kpi, value) if value else Cell(_("no data yet")),
        Cell(targets.progress(contents, target) or MISSING),
        Cell(targets.reading_in_words(contents, target)),
    )
    return Line(_name(contents, kpi), cells)


def area_table(contents: Contents) -> Table | None:
    """The divisions below, or the institutions of a county; None for an institution, which has nothing below it."""
    kind, by = contents["kind"], contents["areas"]["by"]
    if not by:
        return None
    rare = accumulated(kind)
    titles = {"city": _("By city"), "county": _("By county"), "institution": _("By institution")}
    heads = {"city": _("City"), "county": _("County"), "institution": _("Institution")}
    columns = (
        Column(_("Accepted")),
        Column(_("Against last year")),
        Column(_("Issued")),
        Column(_("Median")),
        Column(_("On time, %")),
        Column(
            _("Valid complaints a 10,000, year so far") if kind == ReportKind.MONTH else _("Valid complaints a 10,000")
        ),
        Column(_("Open cases")),
        Column(_("Overdue cases")),
    )

    compares = values.on_record(contents, LAST)

    def cells(look: Any) -> tuple[Cell, ...]:
        volume, before = look("case_volume", NOW), look("case_volume", LAST)
        return (
            _counted("case_volume", volume),
            _changed("case_volume", volume, before if compares else None),
            _counted("opinions_issued", look("opinions_issued", NOW)),
            _rated("turnaround", look("turnaround", NOW)),
            _rated("on_time_share", look("on_time_share", NOW)),
            _rated("complaint_rate", look("complaint_rate", rare), whole=True),
            _counted("open_cases", look("open_cases", TODAY)),
            _counted("overdue", look("overdue", TODAY)),
        )

    lines = tuple(
        Line(values.name_of(row["name"]), cells(lambda kpi, column, row=row: values.in_row(row, kpi, column)))
        for row in contents["areas"]["rows"]
    )
    total = Line(_("Together"), cells(lambda kpi, column: values.figure(contents, kpi, column)))
    lead = _("Open and overdue cases are those of the data time.")
    return Table("areas", titles[by], columns, lines, heads[by], lead, total)


def category_table(contents: Contents) -> Table:
    """The practice categories."""
    columns = (
        Column(_("Accepted")),
        Column(_("Share")),
        Column(_("Against last year")),
        Column(_("Issued")),
        Column(_("Median")),
        Column(_("On time, %")),
    )
    whole = values.figure(contents, "case_volume", NOW)

    compares = values.on_record(contents, LAST)

    def cells(look: Any) -> tuple[Cell, ...]:
        volume, before = look("case_volume", NOW), look("case_volume", LAST)
        share = volume.numerator / whole.numerator if whole and whole.numerator and volume else None
        return (
            _counted("case_volume", volume),
            Cell(percent(share), (), None if share is None else round(100 * share, 1), 1),
            _changed("case_volume", volume, before if compares else None),
            _counted("opinions_issued", look("opinions_issued", NOW)),
            _rated("turnaround", look("turnaround", NOW)),
            _rated("on_time_share", look("on_time_share", NOW)),
        )

    lines = tuple(
        Line(values.name_of(row["name"]), cells(lambda kpi, column, row=row: values.in_row(row, kpi, column)))
        for row in contents["categories"]
    )
    total = Line(_("Together"), cells(lambda kpi, column: values.figure(contents, kpi, column)))
    return Table("categories", _("By practice category"), columns, lines, _("Practice category"), "", total)


def _counted(kpi: str, value: Frozen | None) -> Cell:
    return _cell(kpi, value) if value else Cell(MISSING)


def _plain(kpi: str, cell: Mapping[str, Any] | None) -> Cell:
    """A value with its counts and without its interval; days with the number that they are the median of."""
    if not cell:
        return Cell(MISSING)
    value = values.read(cell)
    found = _cell(kpi, value, whole=False)
    if not values.is_days(kpi):
        return found
    return replace(found, notes=(*found.notes, _("of %(count)s") % {"count": number(value.numerator)}))


def _rated(kpi: str, value: Frozen | None, *, whole: bool = False) -> Cell:
    """A rate or median of a part: under the smallest denominator its counts alone."""
    if value is None or value.number is None:
        return Cell(MISSING)
    if not value.comparable:
        counts = number(value.numerator) if values.is_days(kpi) else values.counts_of(value)
        return Cell(NOT_COMPARED, (counts,))
    return _cell(kpi, value, whole=whole)


def month_table(contents: Contents) -> Table:
    """The months of the year and of the year before, as the chart draws them."""
    columns = tuple(Column(month_name(month)) for month in range(1, 13))
    lines = []
    for kpi in SERIES:
        for year, counts in series(contents, kpi):
            cells = tuple(Cell(MISSING if count is None else number(count), (), count) for count in counts)
            named = _("%(figure)s, %(year)s") % {"figure": _name(contents, kpi), "year": year}
            lines.append(Line(named, cells))
    return Table("months", _("By month"), columns, tuple(lines), _("Figure"))


def series(contents: Contents, kpi: str) -> list[tuple[int, list[int | None]]]:
    """The counts of the twelve months of the year and of the year before; None for months after the period."""
    counted, last = contents["months"][kpi], contents["last_day"]
    year = int(last[:4])

    def of(year: int, month: int) -> int | None:
        first = f"{year}-{month:02d}-01"
        return counted.get(first, 0) if first <= last else None

    return [(each, [of(each, month) for month in range(1, 13)]) for each in (year, year - 1)]


def change_table(contents: Contents) -> Table | None:
    """What is another figure than in the version before; None in the first version, or where nothing changed."""
    found = contents.get("changes")
    if not found or not found["rows"]:
        return None
    lines = tuple(
        Line(
            _name(contents, row["kpi"]),
            (
                Cell(values.name_of(row["name"]) if row["name"] else _("Together")),
                Cell(values.column_title(row["column"])),
                _plain(row["kpi"], row["before"]),
                _plain(row["kpi"], row["after"]),
            ),
        )
        for row in found["rows"]
    )
    columns = (
        Column(_("Place or category"), numeric=False), Column(_("Column"), numeric=False),
        Column(_("Version %(version)s") % {"version": found["against"]}), Column(_("This version")),
    )  # fmt: skip
    return Table("changes", _("What changed since the version before"), columns, lines, _("Figure"))


def every_table(contents: Contents) -> list[Table]:
    """All tables of figures in the order of the report."""
    found: Sequence[Table | None] = (
        target_table(contents),
        *main_tables(contents),
        month_table(contents),
        area_table(contents),
        category_table(contents),
        change_table(contents),
    )
    return [table for table in found if table is not None]


__all__ = ["COLUMNS", "Cell", "Column", "Line", "Table", "every_table"]
