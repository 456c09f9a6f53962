"""A count that is reached: how many there are today."""

from datetime import date

from foundation.kpi.catalogue import kpi_of
from governance.early_warning.causes import Cause
from governance.early_warning.evaluators.figures import places_of, values_at
from governance.early_warning.models import WarningRule


def evaluate(rule: WarningRule, today: date) -> list[Cause]:
    """Return the places where a figure about today reaches `least`."""
    kpi = kpi_of(rule.parameters["kpi"])
    places = places_of(rule)
    found = []
    for key, seen in values_at(kpi, rule, None, today).items():
        if key in places and seen.numerator >= rule.parameters["least"]:
            figure = {"kpi": kpi.code, "version": kpi.version, "numerator": seen.numerator}
            found.append(Cause(places[key], figure))
    return found
