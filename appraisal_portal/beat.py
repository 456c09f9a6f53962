"""The beat process: once a second it ticks the timetable and lets the relay publish."""

import structlog
from celery.beat import Scheduler
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from appraisal_portal.timetable import TIMETABLE
from foundation.audit import relay, timetable

log = structlog.get_logger(__name__)


class OutboxScheduler(Scheduler):
    """Celery's beat with our clock: due moments are rows, and only the relay talks to the broker."""

    def tick(self, *args: object, **kwargs: object) -> float:
        """Write due ticks, publish waiting messages, and sleep a second.

        A database that is away is reported and tried again at the next tick.
        """
        close_old_connections()
        try:
            timetable.tick(TIMETABLE, timezone.now())
            relay.publish_waiting()
        except OperationalError as error:
            log.warning("database_away", error=type(error).__name__)
            return 3.0
        return 1.0

    def setup_schedule(self) -> None:
        """Nothing to install: the timetable is code and its memory is the table of ticks."""
