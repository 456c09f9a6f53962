"""Civil dates that need no calendar of holidays: validity in years, days before expiry, corresponding days."""

from calendar import monthrange
from datetime import date, timedelta


def months_after(start: date, months: int) -> date:
    """Return the corresponding day so many months later (negative: earlier); the month's last day where there is none.

    民法典 202.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def valid_until(start: date, years: int) -> date:
    """Return the last valid day (through its end) of a licence of so many years.

    It is the day before the anniversary; from 29 February to a common year the anniversary is 1 March, so that the
    last day is 28 February and nobody loses a day. Raises ``ValueError`` for less than one year.
    """
    if years < 1:
        raise ValueError(f"a validity needs at least one year, not {years}")
    if (start.month, start.day) == (2, 29) and monthrange(start.year + years, 2)[1] == 28:
        return date(start.year + years, 2, 28)
    return start.replace(year=start.year + years) - timedelta(days=1)


def day_before(expiry: date, days: int) -> date:
    """Return the last day of a "so many days before expiry" duty: the last valid day minus the days, never moved."""
    return expiry - timedelta(days=days)
