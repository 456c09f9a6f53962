"""What each kind of rule sees on a day."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from governance.early_warning.causes import Cause
from governance.early_warning.evaluators import counts, days, expiries, items, pace, rates
from governance.early_warning.kinds import Kind
from governance.early_warning.models import WarningRule

Evaluator = Callable[[WarningRule, date], list[Cause]]
_EVALUATORS: Final[Mapping[str, Evaluator]] = {
    Kind.PACE: pace.evaluate,
    Kind.RATE: rates.evaluate,
    Kind.RISE: days.evaluate,
    Kind.COUNT: counts.evaluate,
    Kind.EXPIRY: expiries.evaluate,
    Kind.ITEMS: items.evaluate,
}


def causes_of(rule: WarningRule, today: date) -> list[Cause]:
    """Return what a rule sees on a day, at most one cause a place. Raises KeyError for a kind nobody evaluates."""
    return _EVALUATORS[rule.kind](rule, today)
