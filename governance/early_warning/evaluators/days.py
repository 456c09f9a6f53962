"""Days that rise: the median of the last whole months against the months before them, or those of last year."""

from datetime import date
from fractions import Fraction

from foundation.kpi.catalogue import comparable, kpi_of
from governance.early_warning.causes import Cause, decimal
from governance.early_warning.evaluators.figures import (
    days_of,
    months_before,
    places_of,
    same_length_before,
    values_at,
)
from governance.early_warning.kinds import BEFORE
from governance.early_warning.models import WarningRule


def evaluate(rule: WarningRule, today: date) -> list[Cause]:
    """Return the places whose median rose by at least `percent` per cent and by at least `days` days.

    Only medians over the smallest number of values of the figure are compared: fewer move by chance.
    """
    given, kpi = rule.parameters, kpi_of(rule.parameters["kpi"])
    now = months_before(today, given["months"])
    then = same_length_before(now, given["months"]) if given["against"] == BEFORE else now.year_before().whole_months()
    present, past = values_at(kpi, rule, now, today), values_at(kpi, rule, then, today)
    found = []
    for key, place in places_of(rule).items():
        late, early = present.get(key), past.get(key)
        if late is None or early is None or not (comparable(late) and comparable(early)):
            continue
        if late.number is None or early.number is None:
            continue
        if not _rose(early.number, late.number, Fraction(given["percent"]), Fraction(given["days"])):
            continue
        before = days_of(then)
        figure = {
            "kpi": kpi.code,
            "version": kpi.version,
            **days_of(now),
            "value": decimal(late.number),
            "numerator": late.numerator,
            "before": decimal(early.number),
            "before_count": early.numerator,
            "before_first": before["first"],
            "before_last": before["last"],
        }
        found.append(Cause(place, figure))
    return found


def _rose(early: Fraction, late: Fraction, percent: Fraction, days: Fraction) -> bool:
    return late - early >= days and (late - early) * 100 >= early * percent
