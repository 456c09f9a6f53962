"""The calendar in force, as the rest of the portal asks for it."""

from collections import defaultdict
from datetime import date
from functools import lru_cache

from foundation.audit.remembering import remembered
from foundation.audit.statements import Statement
from foundation.clocks.calendar import Calendar, Edition
from foundation.clocks.models import CalendarDay, CalendarEdition, DayKind

Fingerprint = tuple[tuple[str, str], ...]
"""Version and digest of the edition in force of each year."""


_IN_FORCE: Statement[tuple[str, str]] = Statement(
    lambda: CalendarEdition.objects.in_force().values_list("version", "digest")
)


def current_calendar() -> Calendar:
    """Return the calendar of the editions in force.

    It is built once per process and contents: one small query finds out which editions are in force, so that a new
    edition is used at once by every process. Ask once per request or job and pass the calendar on.
    """
    return _calendar_of(remembered("calendar", lambda: tuple(_IN_FORCE.rows())))


@lru_cache(maxsize=4)
def _calendar_of(fingerprint: Fingerprint) -> Calendar:
    # Editions never change and appear together with their days, so the versions found cannot be half there.
    versions = [version for version, _digest in fingerprint]
    days: dict[object, dict[str, dict[date, str]]] = defaultdict(lambda: {kind: {} for kind in DayKind.values})
    for edition, day, kind, name in CalendarDay.objects.filter(edition__version__in=versions).values_list(
        "edition", "date", "kind", "name"
    ):
        days[edition][kind][day] = name
    return Calendar(
        Edition(
            row.year,
            row.version,
            row.published,
            days[row.pk][DayKind.HOLIDAY.value],
            days[row.pk][DayKind.MAKEUP_WORKDAY.value],
        )
        for row in CalendarEdition.objects.filter(version__in=versions)
    )
