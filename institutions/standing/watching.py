"""Who judges the conditions of an institution today: told by the app that gathers their facts from all the others."""

from collections.abc import Callable
from datetime import date

from institutions.models import Institution

Judge = Callable[[Institution, date], set[tuple[str, str]]]
_judges: list[Judge] = []


def register(judge: Judge) -> None:
    """Make known who judges; called once, when that app is loaded."""
    if judge not in _judges:
        _judges.append(judge)


def lost_places(institution: Institution, on: date) -> set[tuple[str, str]]:
    """What is lost on a day by what is on record: condition and category. Raises LookupError where nobody judges."""
    if not _judges:
        raise LookupError("No app has registered a judge of standing conditions.")
    return _judges[0](institution, on)
