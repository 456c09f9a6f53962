"""What a report asks of the figures: everything in one statement, so that all of it is of one moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from foundation.kpi.catalogue import Kpi, Now, Pace, ShareNow, Value, compute, in_order, kpi_of
from foundation.kpi.periods import FIRST_YEAR, Period, Span, month_of
from foundation.kpi.reading import Answers, Ask
from foundation.kpi.targets import AimedAt
from governance.reporting.places import Place
from governance.reporting.states import ReportKind

NOW, BEFORE, LAST, YEAR, YEAR_LAST, TODAY = "now", "before", "last", "year", "year_last", "today"
COLUMNS: Final = {
    ReportKind.MONTH.value: (NOW, BEFORE, LAST, YEAR, YEAR_LAST),
    ReportKind.YEAR.value: (NOW, LAST),
}
"""The spans of a report: the period, the month before, the same of last year, the year so far and that of last year."""

AREA_KPIS: Final = ("case_volume", "opinions_issued", "turnaround", "on_time_share", "complaint_rate")
AREA_STOCKS: Final = ("open_cases", "overdue")
CATEGORY_KPIS: Final = ("case_volume", "opinions_issued", "turnaround", "on_time_share")
SERIES: Final = ("case_volume", "opinions_issued")
EVER: Final = "ever"
"""Every month of an area: with the first one in which a case was accepted its records begin."""


@dataclass(frozen=True)
class Split:
    """A table of a report: which figures, over which columns, under which name they were asked."""

    name: str
    kpis: tuple[str, ...]
    columns: tuple[str, ...]


def spans(period: Period) -> dict[str, Span]:
    """The days of each column of a report on a period that is over."""
    whole, last = period.whole, period.whole_last_year
    found = {NOW: whole, LAST: last}
    if period.kind == "month":
        ended = whole.first - timedelta(days=1)
        found[BEFORE] = month_of(ended.year, ended.month, period.today).whole
        found[YEAR] = Span(date(whole.last.year, 1, 1), whole.last)
        found[YEAR_LAST] = Span(date(last.last.year, 1, 1), last.last)
    return found


def accumulated(kind: str) -> str:
    """The column that holds the year so far: what targets of the year and small rates are read in."""
    return YEAR if kind == ReportKind.MONTH else NOW


def splits(kind: str) -> tuple[Split, ...]:
    """The tables by area and by category. Complaints are so few that areas show those of the year so far."""
    rare = accumulated(kind)
    flows = tuple(code for code in AREA_KPIS if code != "complaint_rate")
    return (
        Split("areas", fed(flows), (NOW, LAST)),
        Split("areas rare", fed(("complaint_rate",)), (rare,)),
        Split("areas stock", fed(AREA_STOCKS), (TODAY,)),
        Split("categories", fed(CATEGORY_KPIS), (NOW, LAST)),
    )


def fed(codes: Iterable[str]) -> tuple[str, ...]:
    """Those figures that a register feeds."""
    return tuple(code for code in codes if kpi_of(code).is_fed)


def is_about_today(kpi: Kpi) -> bool:
    """Whether a figure says how things stand at the data time, whatever the period."""
    return isinstance(kpi.arithmetic, Now | ShareNow)


def columns_of(kpi: Kpi, kind: str) -> tuple[str, ...]:
    """The columns of a figure: the data time alone where it is about today, the year so far of a pace."""
    if not kpi.is_fed:
        return ()
    if is_about_today(kpi):
        return (TODAY,)
    return (accumulated(kind),) if isinstance(kpi.arithmetic, Pace) else COLUMNS[kind]


def questions(place: Place, period: Period) -> list[Ask]:
    """Everything that is asked for a report."""
    days = spans(period)
    kpis = [kpi for kpi in in_order() if kpi.is_fed]
    flows = _codes(kpi for kpi in kpis if not is_about_today(kpi))
    asked = [Ask(column, flows, days[column]) for column in COLUMNS[period.kind]]
    asked.append(Ask(TODAY, _codes(kpi for kpi in kpis if is_about_today(kpi))))
    for split in splits(period.kind):
        by = "category" if split.name == "categories" else place.child
        if by is None:
            continue
        codes = _codes(kpi_of(code) for code in split.kpis)
        asked += [Ask(f"{split.name} {column}", codes, days.get(column), by=by) for column in split.columns if codes]
    two_years = Span(date(period.year - 1, 1, 1), period.whole.last)
    asked.append(Ask(EVER, kpi_of(SERIES[0]).codes, Span(date(FIRST_YEAR, 1, 1), period.whole.last), by="month"))
    asked.append(Ask("months", _codes(kpi_of(code) for code in SERIES), two_years, by="month"))
    return asked


def _codes(kpis: Iterable[Kpi]) -> tuple[str, ...]:
    return tuple(sorted({code for kpi in kpis for code in kpi.codes}))


def value_in(answers: Answers, kpi: Kpi, column: str, target: AimedAt | None, until: date) -> Value:
    """The value of a figure in a column; a pace is measured on its last day."""
    return compute(kpi, answers, column, target, until=until)


def value_at(answers: Answers, kpi: Kpi, name: str, key: str) -> Value:
    """The value of a figure for one key of a split question, by the arithmetic of the whole."""
    alone = Answers()
    for code in kpi.codes:
        alone.values[name, code][""] = answers.values[name, code][key]
    return compute(kpi, alone, name)
