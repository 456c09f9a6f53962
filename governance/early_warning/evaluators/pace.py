"""Behind the pace of a target: fewer in the year so far than its working days ask for."""

from datetime import date
from fractions import Fraction

from foundation.kpi.catalogue import kpi_of, value
from governance.early_warning.causes import Cause, decimal
from governance.early_warning.evaluators.figures import days_of, places_of, year_so_far
from governance.early_warning.models import WarningRule


def evaluate(rule: WarningRule, today: date) -> list[Cause]:
    """Return the places whose pace lies below `below` per cent; a place without a target of its own has no pace."""
    kpi, below, span = kpi_of(rule.parameters["kpi"]), Fraction(rule.parameters["below"]), year_so_far(today)
    found = []
    for place in places_of(rule).values():
        seen = value(kpi.code, place.area, span, today=today)
        if seen.number is None or seen.target is None or seen.number >= below:
            continue
        figure = {
            "kpi": kpi.code,
            "version": kpi.version,
            **days_of(span),
            "value": decimal(seen.number),
            "numerator": seen.numerator,
            "denominator": seen.denominator,
            "limit": decimal(below),
            "target": decimal(seen.target.value),
            "target_year": seen.target.year,
        }
        found.append(Cause(place, figure))
    return found
