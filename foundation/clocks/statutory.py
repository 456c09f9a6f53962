"""Rules for clocks out of the legal tables: one place that turns a row of the table of deadlines into a rule."""

import re
from datetime import date

from foundation.clocks.rules import ClockRule, unit_and_direction
from foundation.law import queries as law

# "+30 working_day", "144号令: +≤15 working_day(MEMORY:high)": how the tables write by how much a time may be extended.
_EXTENSION = re.compile(r"\+≤?(\d+) (\w+?)(?![a-z_])")


class NoSuchLimit(LookupError):
    """The legal tables of a day hold no such time limit, so no due day may be printed."""


def statutory_rule(code: str, on: date, article: str = "") -> ClockRule:
    """Return the time limit `code` as the legal tables hold it on a day, extension included.

    `article` is how pages cite it; the source of the row where none is given. Raises NoSuchLimit when the tables have
    none, or one that no clock counts.
    """
    row = law.deadline(code, on)
    if row is None or row.amount is None:
        raise NoSuchLimit(f"The legal tables hold no {code} for {on}.")
    counted = unit_and_direction(row.unit)
    if counted is None:
        raise NoSuchLimit(f"{code} has the unit {row.unit}, which no clock counts.")
    unit, direction = counted
    found = _EXTENSION.search(row.extension)
    return ClockRule(
        code=code,
        version=row.effective_from.isoformat(),
        amount=row.amount,
        unit=unit,
        direction=direction,
        article=article or row.source_text,
        source=row.source_text,
        extension_max=int(found[1]) if found and found[2] == row.unit else None,
    )
