"""KPIs: versioned arithmetic over measures, each with its definition in words, article and target.

`value("case_volume", area, period)` is how an app above, a page or a report asks for a figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.accounts.models import Organisation
from foundation.kpi import histograms, measures
from foundation.kpi.areas import Area
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


Topic = Literal["cases", "complaints", "quality", "standing"]
TOPICS: Mapping[Topic, Any] = {
    "cases": _("Cases"),
    "complaints": _("Complaints"),
    "quality": _("Quality and annual reviews"),
    "standing": _("Institutions and people"),
}
Arithmetic = Count | Now | Days | Rate | Share


@dataclass(frozen=True, kw_only=True)
class Kpi:
    """A KPI. Change `version` with the arithmetic or the definition; `deadline` is the code of a legal time limit."""

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

    @property
    def codes(self) -> tuple[str, ...]:
        """The measures it is made of."""
        if isinstance(self.arithmetic, Rate):
            return self.arithmetic.numerator, self.arithmetic.denominator
        if isinstance(self.arithmetic, Share):
            return self.arithmetic.part, self.arithmetic.rest
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


def value(code: str, where: Area | Organisation, span: Span, *, today: date | None = None) -> Value:
    """Return the value of a KPI for an area (or an organ's area, or an institution) in a span of days.

    Stocks and horizon figures are those of today whatever the span. Raises KeyError for an unknown code.
    """
    kpi, today = kpi_of(code), today or timezone.localdate()
    area = where if isinstance(where, Area) else area_of(where)
    target = targets_for([code], area, span.first.year).get(code)
    if not kpi.is_fed:
        return Value(kpi, None, target=target, fed=False)
    days = span.whole_months() if isinstance(kpi.arithmetic, Days) else span
    return compute(kpi, ask(area, [Ask("it", kpi.codes, days)], today), "it", target)


def compute(kpi: Kpi, answers: Answers, name: str, target: AimedAt | None = None, key: str = "") -> Value:
    """Do the arithmetic of a fed KPI over the answers to the question `name`."""
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
        case Share(part, rest):
            some, others = answers.total(name, part), answers.total(name, rest)
            share = Fraction(some * 100, some + others) if some + others else None
            return Value(kpi, share, some, some + others, target=target)
        case Count(code) | Now(code):
            counted = answers.total(name, code)
            return Value(kpi, Fraction(counted), counted, target=target)


def area_of(organisation: Organisation) -> Area:
    """The area an organ supervises, or the institution itself."""
    if organisation.kind == Organisation.Kind.INSTITUTION:
        return Area(institution=organisation.pk)
    return Area(city="" if organisation.county_code else organisation.city_code, county=organisation.county_code)
