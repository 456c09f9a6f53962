"""Every figure of the catalogue with its definition and its value for an area and a period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.desk.charts.contract import Definition
from foundation.desk.formats import number
from foundation.kpi import measures
from foundation.kpi.areas import Area
from foundation.kpi.catalogue import (
    TOPICS,
    VOLUME,
    Count,
    Days,
    Kpi,
    Now,
    Pace,
    Rate,
    Share,
    ShareNow,
    Value,
    all_kpis,
    compute,
    in_order,
    target_of,
)
from foundation.kpi.dashboard.definitions import definition, target_in_words
from foundation.kpi.dashboard.targets_table import in_each_category
from foundation.kpi.drilling import link
from foundation.kpi.models import Target
from foundation.kpi.periods import Period, Span
from foundation.kpi.reading import Answers, Ask, ask
from foundation.kpi.targets import AimedAt, targets_for

DECIMALS = {Rate: 2, Share: 1, ShareNow: 1, Pace: 1}


@dataclass(frozen=True)
class Line:
    """One figure: `value` None says that nothing feeds it yet, or why there is none (`why`)."""

    kpi: Kpi
    value: str | None
    why: str
    counts: str
    href: str
    target: str
    definition: Definition


@dataclass(frozen=True)
class Part:
    """The figures of one topic."""

    title: Any
    lines: list[Line]


def overview(asked: Area, area: Area, period: Period, actor: AnyActor, every: Sequence[Target] = ()) -> list[Part]:
    """Return the catalogue by topic, read in one statement.

    `area` is the part of the area asked for that the actor sees; `every` are all targets, for those of categories.
    Stocks and figures about today are shown only while the period runs; days are counted over whole months.
    """
    kpis = [kpi for kpi in all_kpis() if kpi.is_fed]
    answers = ask(area, _questions(kpis, period), period.today)
    # A target is one of a year: beside a quarter it would be read as that of the quarter. A pace is one of the year.
    yearly = [kpi.code for kpi in all_kpis()] if period.kind == "year" else [VOLUME]
    targets = targets_for(yearly, asked, period.year)
    aims = {}
    if period.kind == "year":
        aims = {kpi.code: in_each_category(every, kpi, asked, period.year) for kpi in all_kpis()}
    parts = []
    for topic, title in TOPICS.items():
        mine = [kpi for kpi in in_order() if kpi.topic == topic]
        lines = [
            _line(kpi, answers, asked, period, target_of(kpi, targets), actor, aims.get(kpi.code, "")) for kpi in mine
        ]
        parts.append(Part(title, lines))
    return parts


def _questions(kpis: Iterable[Kpi], period: Period) -> list[Ask]:
    """What is asked: flows in the period, days in its whole months, and how things stand today."""
    codes: dict[str, set[str]] = {"flows": set(), "days": set(), "today": set(), "year": set()}
    for kpi in kpis:
        codes[_question_of(kpi)].update(kpi.codes)
    spans = {"flows": period.span, "days": period.span.whole_months(), "today": None, "year": _year_so_far(period)}
    return [Ask(name, tuple(sorted(found)), spans[name]) for name, found in codes.items() if found]


def _year_so_far(period: Period) -> Span:
    """The days of the year up to the end of the period: what a pace counts."""
    return Span(period.span.last.replace(month=1, day=1), period.span.last)


def _question_of(kpi: Kpi) -> str:
    match kpi.arithmetic:
        case Days():
            return "days"
        case Now() | ShareNow():
            return "today"
        case Pace():
            return "year"
        case _:
            return "flows"


def _line(
    kpi: Kpi, answers: Answers, asked: Area, period: Period, target: AimedAt | None, actor: AnyActor, aim: str
) -> Line:
    shown = target if period.kind == "year" and not isinstance(kpi.arithmetic, Pace) else None
    in_words = target_in_words(shown) if shown else aim
    empty = Line(kpi, None, "", "", "", in_words, definition(kpi, shown, aim=aim))
    if not kpi.is_fed:
        return _because(empty, _("No data yet: no register feeds this figure."))
    if isinstance(kpi.arithmetic, Now | ShareNow) and not period.is_running:
        return _because(empty, _("A figure about today; this period is over."))
    found = compute(kpi, answers, _question_of(kpi), target, until=period.span.last)
    if isinstance(kpi.arithmetic, Pace) and not found.denominator:
        return _because(empty, _("No target is set for this area."))
    if found.number is None:
        return _because(empty, _("Nothing to count in this period."))
    decimals = DECIMALS.get(type(kpi.arithmetic), 0)
    text = number(float(found.number), decimals)
    return Line(kpi, text, "", _counts(found), _rows(kpi, found, asked, period, actor), in_words, empty.definition)


def _because(line: Line, why: str) -> Line:
    return Line(line.kpi, None, why, "", "", line.target, line.definition)


def _counts(found: Value) -> str:
    """The counts behind a rate or share, and the 90th percentile of days."""
    match found.kpi.arithmetic:
        case Rate() | Share() | ShareNow() | Pace():
            values = {"upper": number(found.numerator), "lower": number(found.denominator)}
            return _("%(upper)s of %(lower)s") % values
        case Days():
            return _("9 of 10 within %(days)s, of %(all)s") % {
                "days": number(found.high), "all": number(found.numerator)
            }  # fmt: skip
        case _:
            return ""


def _rows(kpi: Kpi, found: Value, asked: Area, period: Period, actor: AnyActor) -> str:
    """The address of the rows behind a figure, where there are any and the reader may open them."""
    code = kpi.codes[0]
    verb = measures.countable(code).of.verb
    if not found.numerator or (verb and not actor.may(verb)):
        return ""
    match kpi.arithmetic:
        case Now() | ShareNow():
            return link(code, asked)
        case Pace():
            return link(code, asked, span=_year_so_far(period))
        case Days():
            return link(code, asked, span=period.span.whole_months())
        case Count() | Rate() | Share():
            return link(code, asked, span=period.span)
