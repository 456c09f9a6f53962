"""Until when something is due soon, asked of the calendar once a request."""

from datetime import date

from foundation.accounts.acting import PostedActor
from foundation.clocks.queries import current_calendar
from foundation.desk.charts.days import SOON


def soon_for(actor: PostedActor, today: date) -> date:
    """Return the last of the next five working days; the calendar is asked once, however many heaps want it."""
    key = f"desk.soon:{today}"
    if key not in actor._memory:
        actor._memory[key] = current_calendar().add_working_days(today, SOON)
    day: date = actor._memory[key]
    return day
