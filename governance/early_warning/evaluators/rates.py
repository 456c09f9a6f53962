"""A rate against its target: beyond it, surely beyond it, or so near that chance cannot be told from failure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from foundation.kpi.catalogue import Kpi, Rate, Share, Value, kpi_of
from foundation.kpi.intervals import wilson
from foundation.kpi.targets import targets_for
from governance.early_warning.causes import Cause, Place, decimal
from governance.early_warning.evaluators.figures import days_of, places_of, values_at, year_so_far
from governance.early_warning.kinds import OPEN, SURE, VALUE
from governance.early_warning.models import WarningRule


@dataclass(frozen=True)
class Beside:
    """A rate beside its limit: the ends of its interval in the same unit, and on which side the limit is kept."""

    number: Fraction
    low: float
    high: float
    limit: Fraction
    fewer: bool

    @property
    def is_kept(self) -> bool:
        """Whether the rate keeps the limit; the limit itself does (decisions.md 22)."""
        return self.number <= self.limit if self.fewer else self.number >= self.limit

    @property
    def is_open(self) -> bool:
        """Whether the limit is kept and the far end of the interval lies beyond it: nobody can tell yet."""
        return self.is_kept and (self.high > self.limit if self.fewer else self.low < self.limit)

    @property
    def is_surely_broken(self) -> bool:
        """Whether the whole interval lies beyond the limit."""
        return self.low > self.limit if self.fewer else self.high < self.limit


def beside(kpi: Kpi, seen: Value, limit: Fraction) -> Beside | None:
    """Put a rate or share beside a limit; None where there is no rate to speak of."""
    per = {Rate: getattr(kpi.arithmetic, "per", 0), Share: 100}.get(type(kpi.arithmetic), 0)
    if seen.number is None or seen.denominator <= 0 or not per:
        return None
    low, high = wilson(seen.numerator, seen.denominator)
    return Beside(seen.number, low * per, high * per, limit, kpi.direction == "fewer")


def evaluate(rule: WarningRule, today: date) -> list[Cause]:
    """Return the places whose rate of the year so far stands to its limit as the rule says."""
    kpi, span = kpi_of(rule.parameters["kpi"]), year_so_far(today)
    places, values = places_of(rule), values_at(kpi, rule, span, today)
    found = []
    for key, limit in _limits(kpi, rule, places, today).items():
        rate = beside(kpi, values[key], limit) if key in values else None
        if rate is None or not _is_seen(rule.parameters["by"], rate):
            continue
        figure = {
            "kpi": kpi.code,
            "version": kpi.version,
            **days_of(span),
            "value": decimal(rate.number),
            "numerator": values[key].numerator,
            "denominator": values[key].denominator,
            "limit": decimal(limit),
            "low": decimal(rate.low),
            "high": decimal(rate.high),
        }
        found.append(Cause(places[key], figure))
    return found


def _is_seen(by: str, rate: Beside) -> bool:
    return {VALUE: not rate.is_kept, OPEN: rate.is_open, SURE: rate.is_surely_broken}[by]


def _limits(kpi: Kpi, rule: WarningRule, places: Mapping[str, Place], today: date) -> dict[str, Fraction]:
    """The limit at each place: that of the rule, else the target set for the place itself; places without have none."""
    if "limit" in rule.parameters:
        return dict.fromkeys(places, Fraction(rule.parameters["limit"]))
    found = {}
    for key, place in places.items():
        target = targets_for([kpi.code], place.area, today.year).get(kpi.code)
        if target is not None:
            found[key] = Fraction(target.value)
    return found
