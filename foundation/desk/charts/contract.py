"""What a page with figures is made of: plain values that a figure's owner fills and templates/kpi/dashboard.html draws.

Every text here is ready for people: translated, numbers already formatted (foundation.desk.formats). A sentence may be
a SafeString made with format_html when part of it links or is bold. ``href`` opens exactly the rows behind a number;
an empty ``href`` prints the number without a link, which is right only for zero and for totals without rows.

How a dashboard is filled, from top to bottom of the page::

    Dashboard(
        title="2026年全省运行情况", as_of=now, facts=("本年第219个工作日，共248个",), permalink="/figures/…",
        periods=(Link("年", "?by=year", current=True), Link("月", "?by=month")), comparisons=(),
        figures=(Figure(code="case_volume", name="年办案量", value="131,440", href="/cases/?…", unit="件",
                        target="目标150,000", ruler=ruler([131440], target=150000, pace=130876, pace_label="今日应到"),
                        sentence=format_html("完成<b>{}</b>。", "87.6%"), definition=Definition(...)), ...),
        months=Months(...), categories=Section(table=Table(...)), areas=Areas(map=city_map(...), table=Table(...)),
    )
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Tone = Literal["", "zhu", "zhe", "song", "dim"]
FillKind = Literal["fill", "soft", "last", "late", "due"]
MarkKind = Literal["pin", "goal", "pace"]
KeyKind = Literal["goal", "pace", "now", "last", "soft"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a row of links; ``current`` marks the one that is shown now."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the key beside a ruler or chart."""

    text: str
    kind: KeyKind


@dataclass(frozen=True, slots=True)
class DefinitionLine:
    """One line of a definition: its name (formula, numerator, article …), the text, and where it leads."""

    name: str
    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """How a figure is counted, one click beside it. ``lines`` in the order name, formula, numerator, denominator,
    interval, target, legal source, data."""

    lines: tuple[DefinitionLine, ...]


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled stretch of a ruler, in units of 1000 along its length."""

    x: str
    width: str
    kind: FillKind


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick under a ruler, ``x`` in units of 1000; a long tick is a quarter of the scale."""

    x: str
    long: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across a ruler: pin = where we are, goal = the limit, pace = where we should be today."""

    x: str
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Ruler:
    """A drawn scale from zero to a round end. Made by foundation.desk.charts.rulers.ruler, not by hand."""

    ticks: tuple[Tick, ...]
    fills: tuple[Fill, ...]
    marks: tuple[Mark, ...]
    labels: tuple[str, ...]
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class FigurePart:
    """A named part of a figure that is a small list instead of a ruler (licences 16, accreditation 9)."""

    name: str
    value: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the strip. ``value`` None: nothing feeds it yet, and ``waiting`` says what is missing."""

    code: str
    name: str
    value: str | None
    href: str = ""
    unit: str = ""
    target: str = ""
    tone: Tone = ""
    sentence: str = ""
    waiting: str = ""
    ruler: Ruler | None = None
    parts: tuple[FigurePart, ...] = ()
    definition: Definition | None = None


@dataclass(frozen=True, slots=True)
class WarningLine:
    """A warning that needs an act: state word (tone late or due), what and where, since when, what to do, who."""

    tone: Literal["late", "due"]
    word: str
    what: str
    href: str
    where: str
    since: str
    to_do: str
    responsible: str
    act_href: str


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the series; ``now`` or ``last`` is None where there is no figure (future, before the start)."""

    label: str
    now: int | None
    last: int | None
    now_href: str = ""
    last_href: str = ""


@dataclass(frozen=True, slots=True)
class Months:
    """This year's months as bars against last year's line. ``running`` is the index of the month not yet over
    (drawn dashed, its table row named ``running_label``, "11月（至15日）")."""

    title: str
    lead: str
    unit: str
    now_name: str
    last_name: str
    months: tuple[Month, ...]
    running: int | None = None
    running_label: str = ""
    now_key: str = ""
    links: tuple[Link, ...] = ()

    def chart_data(self) -> dict[str, object]:
        """The same numbers as the table, in the form assets/js/charts.js reads."""
        return {
            "kind": "trend",
            "months": [month.label for month in self.months],
            "now": [month.now for month in self.months],
            "last": [month.last for month in self.months],
            "part": self.running,
            "unit": self.unit,
            "nowName": self.now_name,
            "lastName": self.last_name,
        }


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in a table cell: this year above, last year as a thin line; widths in hundredths of the widest."""

    now: str
    last: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column head. ``sort_href`` makes it a link; ``sorted`` is the present order of this column."""

    title: str
    numeric: bool = True
    hide_on_phone: bool = False
    hidden_title: bool = False
    sort_href: str = ""
    sorted: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell after the first column: formatted text that opens its rows, or a bar.

    ``shade`` 1 to 5 colours the ground as the classes of the map do; 0 leaves it white.
    """

    text: str = ""
    href: str = ""
    tone: Tone = ""
    bar: Bar | None = None
    shade: int = 0


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its name (opens the same page for that category, city, county or institution) and its cells."""

    name: str
    cells: tuple[Cell, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures; fewer columns for a lower level is simply fewer entries in ``columns`` and ``cells``."""

    label: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    total: TableRow | None = None

    def __post_init__(self) -> None:
        """Refuse rows whose cells do not fit the columns (the first column is the name)."""
        for row in (*self.rows, *((self.total,) if self.total else ())):
            if len(row.cells) != len(self.columns) - 1:
                raise ValueError(f"Row {row.name!r} has {len(row.cells)} cells for {len(self.columns)} columns.")


@dataclass(frozen=True, slots=True)
class Section:
    """A sheet with a table: one sentence that says the finding, then the table."""

    title: str
    lead: str
    table: Table
    keys: tuple[Key, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class MapShape:
    """One city on the map, projected: outline as path data, label point, colour class 1–5, text and link."""

    code: str
    name: str
    label: str
    value: str
    href: str
    path: str
    x: int
    y: int
    shade: int
    on_dark: bool
    current: bool = False


@dataclass(frozen=True, slots=True)
class CityMap:
    """The drawn map. Made by foundation.desk.charts.city_map.city_map, not by hand."""

    title: str
    width: int
    height: int
    shapes: tuple[MapShape, ...]
    legend: tuple[str, ...]
    approval: str = ""


@dataclass(frozen=True, slots=True)
class Areas:
    """Cities with their map, or counties or institutions as a table alone. ``findings`` are full sentences."""

    title: str
    lead: str
    table: Table
    map: CityMap | None = None
    findings: tuple[str, ...] = ()
    measures: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The whole page for province, city, county or institution; a part that is None or empty is not drawn."""

    title: str
    as_of: datetime
    figures: tuple[Figure, ...]
    facts: tuple[str, ...] = ()
    permalink: str = ""
    periods: tuple[Link, ...] = ()
    comparisons: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    crumbs: tuple[Link, ...] = ()
    warnings: tuple[WarningLine, ...] = field(default_factory=tuple)
    warnings_links: tuple[Link, ...] = ()
    warnings_total: int = 0  # open ones in all, where only the most urgent are listed
    months: Months | None = None
    categories: Section | None = None
    areas: Areas | None = None
    notes: tuple[str, ...] = ()
