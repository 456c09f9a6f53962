"""The comparison of every figure with the period before, the year before, its peers and its target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from foundation.desk.charts.contract import Cell, Column, Table, TableRow
from foundation.desk.formats import MISSING, change, number
from foundation.kpi.boards.block import Block, Drawn, Known, Setting
from foundation.kpi.boards.peers import FEWEST, standing
from foundation.kpi.boards.wording import value_text
from foundation.kpi.catalogue import (
    TOPICS,
    VOLUME,
    Count,
    Days,
    Kpi,
    Now,
    Pace,
    ShareNow,
    Topic,
    Value,
    comparable,
    compute,
    due_by,
    in_order,
    target_of,
)
from foundation.kpi.dashboard.definitions import target_label
from foundation.kpi.dashboard.wording import bold, linked, listed
from foundation.kpi.drilling import link
from foundation.kpi.periods import Period, Span
from foundation.kpi.reading import Answers, Ask
from foundation.kpi.targets import AimedAt

NAMED = 3
"""As many figures as a sentence names."""
Compared = Mapping[str, Value]


@dataclass(frozen=True)
class Line:
    """A figure with what it is compared with; a value is None where there is none to compare."""

    kpi: Kpi
    now: Value
    before: Value | None
    last_year: Value | None
    peers: Mapping[str, Value]


def figures_of(topic: Topic, period: Period) -> list[Kpi]:
    """The figures of a topic that can be compared: fed, no pace, and those about today only while the period runs."""
    return [
        kpi
        for kpi in in_order()
        if kpi.topic == topic
        and kpi.is_fed
        and not isinstance(kpi.arithmetic, Pace)
        and (period.is_running or not isinstance(kpi.arithmetic, Now | ShareNow))
    ]


def span_of(kpi: Kpi, period: Period) -> Span:
    """The days over which a figure is counted: histograms are kept by whole months."""
    return period.span.whole_months() if isinstance(kpi.arithmetic, Days) else period.span


def _spans(kpi: Kpi, period: Period) -> dict[str, Span | None]:
    if isinstance(kpi.arithmetic, Days):
        before = period.months_compared("before")
        return {"now": span_of(kpi, period), "before": before, "last_year": period.months_compared("last_year")}
    return {"now": period.span, "before": period.before, "last_year": period.last_year}


def _asks(topic: Topic, setting: Setting) -> Sequence[Ask]:
    period, codes = setting.scene.period, dict[tuple[str, Span | None], list[str]]()
    for kpi in figures_of(topic, period):
        if isinstance(kpi.arithmetic, Now | ShareNow):
            codes.setdefault((f"{topic} today", None), []).extend(kpi.codes)
            continue
        kind = "days" if isinstance(kpi.arithmetic, Days) else "flows"
        for when, span in _spans(kpi, period).items():
            if span is not None and not (when == "before" and period.kind == "year"):
                codes.setdefault((f"{topic} {kind} {when}", span), []).extend(kpi.codes)
    return [Ask(name, tuple(sorted(set(found))), span) for (name, span), found in codes.items()]


def _question(topic: Topic, kpi: Kpi, when: str) -> str:
    if isinstance(kpi.arithmetic, Now | ShareNow):
        return f"{topic} today"
    return f"{topic} {'days' if isinstance(kpi.arithmetic, Days) else 'flows'} {when}"


def _line(topic: Topic, kpi: Kpi, known: Known) -> Line:
    period = known.scene.period
    target, until = target_of(kpi, known.targets), period.span.last

    def at(answers: Answers, when: str) -> Value:
        return compute(kpi, answers, _question(topic, kpi, when), target, until=until)

    dated = not isinstance(kpi.arithmetic, Now | ShareNow)
    has_before = dated and period.kind != "year" and _spans(kpi, period)["before"] is not None
    keys = {
        key
        for code in kpi.codes
        for key in known.of_peers.counts(_question(topic, kpi, "now"), code)
        if known.setting.peers
    }
    return Line(
        kpi,
        at(known.answers, "now"),
        at(known.answers, "before") if has_before else None,
        at(known.answers, "last_year") if dated else None,
        {key: at(known.of_peers.under(key), "now") for key in sorted(keys)},
    )


def difference(now: Value, base: Value | None) -> str:
    """The change of a figure: of counts in per cent, of rates, shares and days in their own unit; — where none is told.

    None is told of a figure under its smallest denominator, on either side.
    """
    if base is None or now.number is None or base.number is None or not (comparable(now) and comparable(base)):
        return MISSING
    if isinstance(now.kpi.arithmetic, Count | Now):
        return change(float((now.number - base.number) / base.number)) if base.number else MISSING
    gap = float(now.number - base.number)
    told_gap = value_text(now.kpi, abs(gap))
    sign = "" if told_gap == value_text(now.kpi, 0.0) else "+" if gap > 0 else "−"
    return f"{sign}{told_gap}"


def _draw(topic: Topic, known: Known) -> Drawn | None:
    period = known.scene.period
    lines = [_line(topic, kpi, known) for kpi in figures_of(topic, period)]
    if not lines:
        return None
    with_before, with_peers = period.kind != "year", known.setting.peers is not None
    # A target is one of a year: beside a quarter it would be read as that of the quarter.
    with_target = period.kind == "year" and any(line.now.target is not None for line in lines)
    columns = [Column(_("Figure"), numeric=False), Column(_("This period"))]
    if with_before:
        columns += [Column(_("Period before"), hide_on_phone=True), Column(_("Against the period before"))]
    columns += [Column(_("Year before"), hide_on_phone=True), Column(_("Against the year before"))]
    if with_peers:
        columns += [Column(_("Median of the peers")), Column(_("Place in the ranking"))]
    if with_target:
        columns.append(Column(_("Target"), numeric=False, hide_on_phone=True))
    return Drawn(
        title=str(TOPICS[topic]),
        finding=_finding(lines),
        table=Table(
            _("%(topic)s compared") % {"topic": TOPICS[topic]},
            tuple(columns),
            tuple(
                _row(line, known, with_before=with_before, with_peers=with_peers, with_target=with_target)
                for line in lines
            ),
        ),
        notes=_notes(lines, with_peers=with_peers),
    )


def _row(line: Line, known: Known, *, with_before: bool, with_peers: bool, with_target: bool) -> TableRow:
    cells = [Cell(told(line.now), _href(line, known))]
    if with_before:
        cells += [Cell(told(line.before)), Cell(difference(line.now, line.before))]
    cells += [Cell(told(line.last_year)), Cell(difference(line.now, line.last_year))]
    if with_peers and known.setting.peers is not None:
        place = standing(line.kpi, line.peers, known.setting.peers.key)
        cells.append(Cell(value_text(line.kpi, float(place.median)) if place else MISSING))
        cells.append(Cell(_place(place.place, place.of) if place and place.place else MISSING))
    if with_target:
        cells.append(Cell(_target(line, known.scene.period) or MISSING))
    definition = f"{reverse('figures_catalogue')}#{line.kpi.code}"
    unit = f"{line.kpi.name} ({line.kpi.unit})" if line.kpi.unit else str(line.kpi.name)
    return TableRow(unit, tuple(cells), definition)


def _place(place: int, of: int) -> str:
    return _("%(place)s of %(all)s") % {"place": place, "all": of}


def told(value: Value | None) -> str:
    """A value with the counts behind it: 1.25 (3／24,000); median and 90th percentile of days."""
    if value is None or value.number is None:
        return MISSING
    text = value_text(value.kpi, float(value.number))
    if isinstance(value.kpi.arithmetic, Days):
        return f"{text}／{number(value.high)}"
    if value.denominator:
        return _("%(value)s (%(upper)s of %(lower)s)") % {
            "value": text,
            "upper": number(value.numerator),
            "lower": number(value.denominator),
        }
    return text


def _href(line: Line, known: Known) -> str:
    code, period = line.kpi.codes[0], known.scene.period
    if not line.now.numerator or not known.opens(code):
        return ""
    dated = not isinstance(line.kpi.arithmetic, Now | ShareNow)
    return link(code, known.scene.asked, span=span_of(line.kpi, period) if dated else None)


def _target(line: Line, period: Period) -> str:
    """The target of a year, with what the working days so far ask for where it is one of volume."""
    target = line.now.target
    if target is None:
        return ""
    if line.kpi.code == VOLUME and period.is_running:
        return _("%(target)s, due by today %(due)s") % {
            "target": target_label(target),
            "due": number(_due(target, period.span.last)),
        }
    return target_label(target)


def _due(target: AimedAt, day: date) -> int:
    return due_by(target, day)


def _finding(lines: Sequence[Line]) -> str:
    """How many figures became better and worse against the year before, the worse ones by name."""
    better: list[Line] = []
    worse: list[Line] = []
    for line in lines:
        base = line.last_year
        if base is None or difference(line.now, base) == MISSING or line.kpi.direction == "neutral":
            continue
        if line.now.number is None or base.number is None or line.now.number == base.number:
            continue
        rose = line.now.number > base.number
        (better if rose == (line.kpi.direction == "more") else worse).append(line)
    if not better and not worse:
        return _("No figure of this topic can be compared with the year before.")
    if not worse:
        return format_html(
            _("Against the year before {better} figures became better, none worse."), better=bold(len(better))
        )
    named = listed([linked(line.kpi.name, f"{reverse('figures_catalogue')}#{line.kpi.code}") for line in worse[:NAMED]])
    text = _("Against the year before {better} figures became better, {worse} worse: {named}.")
    if len(worse) > NAMED:
        text = _("Against the year before {better} figures became better, {worse} worse, first {named}.")
    return format_html(text, better=bold(len(better)), worse=bold(len(worse)), named=named)


def _notes(lines: Sequence[Line], *, with_peers: bool) -> tuple[str, ...]:
    notes = []
    if any(line.now.number is not None and not comparable(line.now) for line in lines):
        notes.append(
            _("Figures under their smallest denominator stand with their counts and are neither compared nor ranked.")
        )
    if with_peers:
        notes.append(
            _("Peers are the areas or institutions of the same kind; from %(fewest)s comparable ones on.")
            % {"fewest": FEWEST}
        )
    return tuple(notes)


BLOCKS = tuple(Block(topic, partial(_asks, topic), partial(_draw, topic), peers=True) for topic in TOPICS)
