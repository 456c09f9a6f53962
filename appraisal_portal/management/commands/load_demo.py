"""Load the demo province through the portal's own import: same seed and day, same data."""

import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from typing import Any

import django
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils import timezone

from appraisal_portal.demo.ledgers import Days, ledger_of
from appraisal_portal.demo.opening import clerk_of, open_province
from appraisal_portal.demo.plan import Plan, plan
from cases.actions.importing import import_ledger
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Organisation, Posting
from foundation.clocks.queries import current_calendar
from foundation.exchange.states import State
from institutions.models import Institution

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
        """Load, once; an installation that has organisations already is left alone."""
        if not settings.PORTAL_DEMO:
            raise CommandError("Demo data are for demo installations: set PORTAL_DEMO=1.")
        if Organisation.objects.exists():
            self.stdout.write("The demo province is there already.")
            return
        started = time.monotonic()
        province = plan(seed=options["seed"], until=options["until"] or timezone.localdate(), scale=options["scale"])
        open_province(province)
        self._say(started, f"{len(province.institutions)} institutions and their people")
        loaded = 0
        for done, rows in enumerate(self._imports(province, options["processes"]), 1):
            loaded += rows
            if done % 50 == 0 or done == len(province.institutions):
                self._say(started, f"{loaded:,} cases of {done} institutions")

    def _imports(self, province: Plan, processes: int) -> Any:
        """Yield the number of loaded rows of each ledger, imported in several processes."""
        jobs = [(province, index) for index in range(len(province.institutions))]
        if processes == 1:
            yield from map(_import_one, jobs)
            return
        connections.close_all()
        with ProcessPoolExecutor(processes, initializer=django.setup) as pool:
            yield from pool.map(_import_one, jobs, chunksize=2)

    def _say(self, started: float, what: str) -> None:
        self.stdout.write(f"  {time.monotonic() - started:6.1f} s  {what}")
        self.stdout.flush()


def _import_one(job: tuple[Plan, int]) -> int:
    """Import the ledger of one institution as its clerk would, and return how many cases were loaded."""
    province, index = job
    planned = province.institutions[index]
    institution = Institution.objects.select_related("organisation").get(licence_number=planned.licence)
    posting = Posting.objects.select_related("user", "organisation").get(user__username=clerk_of(planned.number))
    ledger = ledger_of(province, planned, Days(current_calendar(), province.until))
    actor = PostedActor(posting.user, posting)
    done = import_ledger(ledger, f"{planned.name}台账.csv", institution, actor, province.until)
    if done.state != State.LOADED:
        raise CommandError(f"The ledger of {planned.name} stands at {done.state}.")
    return int(done.counts.get("loaded", 0))
