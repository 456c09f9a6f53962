"""Load the demo province through the portal's own import: same seed and day, same data."""

import time
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from appraisal_portal.demo.checks import check_figures
from appraisal_portal.demo.loading import load, opened
from appraisal_portal.demo.plan import plan

PROCESSES = 2


class Command(BaseCommand):
    """Plan the province, write its bodies, import the ledger of each institution."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """How large, until when, from which seed."""
        parser.add_argument("--scale", type=int, default=1, help="50 makes a fiftieth of the cases")
        parser.add_argument("--until", type=date.fromisoformat, default=None, help="the last day of the data (today)")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--processes", type=int, default=PROCESSES)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is missing: all of it at first, the rest after an interrupted first time."""
        if not settings.PORTAL_DEMO:
            raise CommandError("Demo data are for demo installations: set PORTAL_DEMO=1.")
        started = time.monotonic()
        until = options["until"] or timezone.localdate()
        province = opened(lambda: plan(seed=options["seed"], until=until, scale=options["scale"]))
        load(province, options["processes"], lambda what: self._say(started, what))
        self._say(started, f"{check_figures(province)} figures differ from their rows")

    def _say(self, started: float, what: str) -> None:
        self.stdout.write(f"  {time.monotonic() - started:6.1f} s  {what}")
        self.stdout.flush()
