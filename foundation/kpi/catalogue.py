"""KPIs: versioned arithmetic over measures, each with its definition in words, article and target.

`value("case_volume", area, period)` is how an app above, a page or a report asks for a figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final, Literal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.accounts.models import Organisation
from foundation.clocks.queries import current_calendar
from foundation.clocks.turnaround import pace_on
from foundation.kpi import histograms, measures
from foundation.kpi.areas import Area
from foundation.kpi.owners import PROVINCE, Owner
from foundation.kpi.periods import Span
from foundation.kpi.reading import Answers, Ask, ask
from foundation.kpi.targets import AimedAt, targets_for


@dataclass(frozen=True)
class Count:
    """The rows of a flow in the period."""

    code: str


@dataclass(frozen=True)
class Now:
    """The rows that are so today: a stock or a horizon figure."""

    code: str


@dataclass(frozen=True)
class Days:
    """Median and 90th percentile of whole days. Histograms are kept by month, so the months count whole."""

    code: str


@dataclass(frozen=True)
class Rate:
    """Rows of one flow for every `per` rows of another, in the same period."""

    numerator: str
    denominator: str
    per: int


@dataclass(frozen=True)
class Share:
    """Of two flows that together are the whole, the part of the first, in per cent."""

    part: str
    rest: str


@dataclass(frozen=True)
class ShareNow:
    """The part that one stock or horizon figure has today in another that contains it, in per cent."""

    part: str
    whole: str


@dataclass(frozen=True)
class Pace:
    """The rows of a flow in the year so far, in per cent of what the year's target asks for by its working days."""

    code: str


Topic = Literal["cases", "entrustments", "complaints", "quality", "standing", "programme"]
TOPICS: Mapping[Topic, Any] = {
    "cases": _("Cases"),
    "entrustments": _("Entrustments"),
    "complaints": _("Complaints"),
    "quality": _("Quality and annual reviews"),
    "standing": _("Institutions and people"),
    "programme": _("Programmes of the policy"),
}
Arithmetic = Count | Now | Days | Rate | Share | ShareNow | Pace
SMALLEST: Final = {Rate: 100, Share: 30, ShareNow: 30, Days: 30}
"""Denominators under which rates, shares and medians are not compared or ranked, unless a KPI names its own."""


@dataclass(frozen=True, kw_only=True)
class Kpi:
    """A KPI. Change `version` with the arithmetic or the definition; `deadline` is the code of a legal time limit.

    `owner` answers for the figure; `least` replaces the usual smallest denominator of its arithmetic.
    """

    code: str
    version: int = 1
    topic: Topic
    name: Any
    unit: Any
    direction: Literal["more", "fewer", "neutral"]
    arithmetic: Arithmetic
    formula: Any
    numerator: Any
    denominator: Any = ""
    exclusions: Any = ""
    article: Any = ""
    deadline: str = ""
    owner: Owner = PROVINCE
    least: int | None = None

    @property
    def smallest(self) -> int:
        """The smallest denominator (of days: of values) from which figures are compared; 0 for counts."""
        return SMALLEST.get(type(self.arithmetic), 0) if self.least is None else self.least

    @property
    def codes(self) -> tuple[str, ...]:
        """The measures it is made of."""
        if isinstance(self.arithmetic, Rate):
            return self.arithmetic.numerator, self.arithmetic.denominator
        if isinstance(self.arithmetic, Share):
            return self.arithmetic.part, self.arithmetic.rest
        if isinstance(self.arithmetic, ShareNow):
            return self.arithmetic.part, self.arithmetic.whole
        return (self.arithmetic.code,)

    @property
    def is_fed(self) -> bool:
        """Whether every measure exists; otherwise there is no figure, which is not the same as zero."""
        return measures.is_fed(*self.codes)


@dataclass(frozen=True)
class Value:
    """The value of a KPI for an area and a period. `number` None: there is no figure (see the reasons).

    `numerator` and `denominator` are the counts behind a rate, `numerator` that of any figure; `high` is
    the 90th percentile of days; `fed` is false when no register feeds the KPI yet.
    """

    kpi: Kpi
    number: Fraction | None
    numerator: int = 0
    denominator: int = 0
    high: int | None = None
    target: AimedAt | None = None
    fed: bool = True


VOLUME: Final = "case_volume"
_catalogue: dict[str, Kpi] = {}


def register(*kpis: Kpi) -> None:
    """Make KPIs known (from `<app>/kpis.py`). The same code twice is an error."""
    for kpi in kpis:
        if kpi.code in _catalogue:
            raise ValueError(f"The KPI {kpi.code} is registered twice.")
        _catalogue[kpi.code] = kpi


def kpi_of(code: str) -> Kpi:
    """Return a KPI. Raises KeyError for a code nobody registered."""
    return _catalogue[code]


def all_kpis() -> list[Kpi]:
    """Every KPI in the order of its code."""
    return [_catalogue[code] for code in sorted(_catalogue)]


def in_order() -> list[Kpi]:
    """Every KPI in the order in which the apps declare them: what belongs together stands together."""
    return list(_catalogue.values())


def value(code: str, where: Area | Organisation, span: Span, *, today: date | None = None) -> Value:
    """Return the value of a KPI for an area (or an organ's area, or an institution) in a span of days.

    Stocks and horizon figures are those of today whatever the span. Raises KeyError for an unknown code.
    """
    kpi, today = kpi_of(code), today or timezone.localdate()
    area = where if isinstance(where, Area) else area_of(where)
    target = target_of(kpi, targets_for([code, VOLUME], area, span.first.year))
    if not kpi.is_fed:
        return Value(kpi, None, target=target, fed=False)
    days = span.whole_months() if isinstance(kpi.arithmetic, Days) else span
    return compute(kpi, ask(area, [Ask("it", kpi.codes, days)], today), "it", target, until=span.last)


def target_of(kpi: Kpi, targets: Mapping[str, AimedAt]) -> AimedAt | None:
    """The target of a KPI; a pace is measured against that of the volume."""
    return targets.get(VOLUME if isinstance(kpi.arithmetic, Pace) else kpi.code)


def comparable(value: Value) -> bool:
    """Whether a value may be compared and ranked: it exists, and its denominator reaches the smallest one."""
    if value.number is None:
        return False
    base = value.numerator if isinstance(value.kpi.arithmetic, Days) else value.denominator
    return not value.kpi.smallest or base >= value.kpi.smallest


def compute(
    kpi: Kpi,
    answers: Answers,
    name: str,
    target: AimedAt | None = None,
    key: str = "",
    *,
    until: date | None = None,
) -> Value:
    """Do the arithmetic of a fed KPI over the answers to the question `name`; a pace is that of the day `until`."""
    match kpi.arithmetic:
        case Days(code):
            found = answers.histogram(name, code, key)
            return Value(
                kpi,
                histograms.median(found),
                histograms.total(found),
                high=histograms.nearest_rank(found, 90),
                target=target,
            )
        case Rate(numerator, denominator, per):
            upper, lower = answers.total(name, numerator), answers.total(name, denominator)
            # decisions.md 22: no rate without a denominator, or when the counts contradict each other
            rate = Fraction(upper * per, lower) if lower > 0 and upper <= lower else None
            return Value(kpi, rate, upper, lower, target=target)
        case ShareNow(part, whole):
            upper, lower = answers.total(name, part), answers.total(name, whole)
            return Value(kpi, Fraction(upper * 100, lower) if lower else None, upper, lower, target=target)
        case Share(part, rest):
            some, others = answers.total(name, part), answers.total(name, rest)
            share = Fraction(some * 100, some + others) if some + others else None
            return Value(kpi, share, some, some + others, target=target)
        case Pace(code):
            counted = answers.total(name, code)
            due = due_by(target, until) if target is not None and until is not None else 0
            return Value(kpi, Fraction(counted * 100, due) if due else None, counted, due, target=target)
        case Count(code) | Now(code):
            counted = answers.total(name, code)
            return Value(kpi, Fraction(counted), counted, target=target)


def due_by(target: AimedAt, day: date) -> int:
    """The part of a year's target that the working days up to `day` ask for."""
    return pace_on(current_calendar(), day).expected(int(target.value))


def area_of(organisation: Organisation) -> Area:
    """The area an organ supervises, or the institution itself."""
    if organisation.kind == Organisation.Kind.INSTITUTION:
        return Area(institution=organisation.pk)
    return Area(city="" if organisation.county_code else organisation.city_code, county=organisation.county_code)
