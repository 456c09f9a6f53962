"""Until when a notice can be put off."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.clocks.calendar import Calendar

BACK_AT: Final = time(8, 0)
FARTHEST: Final = timedelta(days=366)
CHOICES: Final[tuple[tuple[str, Any], ...]] = (
    ("tomorrow", _("Tomorrow")),
    ("working_day", _("Next working day")),
    ("monday", _("Next Monday")),
    ("day", _("On a day")),
)


def back_at(choice: str, day: date | None, today: date, calendar: Calendar) -> datetime | None:
    """Return the moment at which a notice comes back: 08:00 of the day; None for what is no day to come."""
    match choice:
        case "tomorrow":
            chosen = today + timedelta(days=1)
        case "working_day":
            chosen = calendar.add_working_days(today, 1)
        case "monday":
            chosen = today + timedelta(days=7 - today.weekday())
        case "day" if day is not None and today < day <= today + FARTHEST:
            chosen = day
        case _:
            return None
    return timezone.make_aware(datetime.combine(chosen, BACK_AT))
