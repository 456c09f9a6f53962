"""Load a synthetic province of any size through the portal's own import: no trigger, guard or check is left out."""

import shutil
import time
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from appraisal_portal.demo.loading import load, opened
from appraisal_portal.demo.plan import LAST_YEAR, SMALLEST_PROVINCE, growing, plan
from cases.models import Case

MOST = {"cases": 10_000_000, "years": 20, "institutions": 4_000}
BYTES_A_CASE = 5_000
"""What a case takes on the disk with subject, event, indexes and figures, and in the log while it is written."""


class Command(BaseCommand):
    """Plan a province of so many cases, years and institutions, write its bodies, import its ledgers year by year."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """How large, until when, from which seed."""
        parser.add_argument("--cases", type=int, required=True, help="of all years together")
        parser.add_argument("--years", type=int, default=10)
        parser.add_argument("--institutions", type=int, default=300)
        parser.add_argument("--until", type=date.fromisoformat, default=None, help="the last day of the data (today)")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--processes", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is missing: all of it at first, the rest after an interrupted first time."""
        if not settings.PORTAL_DEMO:
            raise CommandError("Synthetic provinces are for demo installations: set PORTAL_DEMO=1.")
        _check(options)
        started = time.monotonic()
        totals = growing(options["cases"], options["years"])
        province = opened(
            lambda: plan(
                seed=options["seed"],
                until=options["until"] or timezone.localdate(),
                scale=max(1, round(LAST_YEAR / totals[-1])),
                institutions=options["institutions"],
                totals=totals,
            )
        )
        load(province, options["processes"], lambda what: self._say(started, what))

    def _say(self, started: float, what: str) -> None:
        self.stdout.write(f"  {time.monotonic() - started:8.1f} s  {what}")
        self.stdout.flush()


def _check(options: dict[str, Any]) -> None:
    """Raise CommandError for a size that cannot be, or that the disk does not hold."""
    least = {"cases": options["institutions"] * options["years"], "years": 1, "institutions": SMALLEST_PROVINCE}
    for name, most in MOST.items():
        if not least[name] <= options[name] <= most:
            raise CommandError(f"--{name} must lie between {least[name]:,} and {most:,}.")
    # What an interrupted first time loaded takes its room already.
    missing = max(0, options["cases"] - Case.objects.count())
    needed, free = missing * BYTES_A_CASE, shutil.disk_usage(settings.BASE_DIR).free
    if needed > free:
        wanted = f"{missing:,} cases need about {needed / 1e9:.0f} GB"
        raise CommandError(f"{wanted}; {free / 1e9:.0f} GB are free.")
