"""Load the demo province through the portal's own import: same seed and day, same data."""

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from typing import Any

import django
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils import timezone

from appraisal_portal.demo.annual_reviews import open_annual_reviews
from appraisal_portal.demo.case_reviews import review_cases
from appraisal_portal.demo.complaint_desk import fill_desk
from appraisal_portal.demo.complaints import enter_complaints
from appraisal_portal.demo.entrustments import file_entrustments
from appraisal_portal.demo.ledgers import Days, ledger_of
from appraisal_portal.demo.opening import clerk_of, open_province, planned_before
from appraisal_portal.demo.opinions import prepare_opinions
from appraisal_portal.demo.plan import Plan, plan
from appraisal_portal.demo.releases import publish_before, restate_after
from appraisal_portal.demo.standing import enter_standing
from cases.actions.importing import import_ledger
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Organisation, Posting
from foundation.clocks.queries import current_calendar
from foundation.exchange.models import Import
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
        """Load what is missing: all of it at first, the rest after an interrupted first time."""
        if not settings.PORTAL_DEMO:
            raise CommandError("Demo data are for demo installations: set PORTAL_DEMO=1.")
        started = time.monotonic()
        province = planned_before()
        if province is None:
            if Organisation.objects.exists():
                raise CommandError("This installation has organisations of its own; the demo is for an empty one.")
            until = options["until"] or timezone.localdate()
            province = plan(seed=options["seed"], until=until, scale=options["scale"])
            open_province(province)
        self._say(started, f"{len(province.institutions)} institutions and their people")
        missing = self._missing(province)
        late = missing[-1:]
        self._load(started, province, missing[:-1], options["processes"])
        self._say(started, f"{enter_standing(province)} rows of scope, accreditation, restriction and renewal")
        self._say(started, f"{file_entrustments(province)} entrustments filed")
        self._say(started, f"{prepare_opinions(province)} opinions and terminations")
        written = enter_complaints(province) + fill_desk(province)
        self._say(started, f"{written} complaints")
        self._say(started, f"{review_cases(province)} rounds of case review")
        self._say(started, f"{open_annual_reviews(province)} annual reviews taken on their way")
        self._say(started, f"{publish_before(province)} releases of figures published")
        self._load(started, province, late, 1)
        self._say(started, f"{restate_after(province)} releases restated after a late ledger")

    def _load(self, started: float, province: Plan, ledgers: list[int], processes: int) -> None:
        """Import ledgers and say how far it is."""
        loaded = 0
        for done, rows in enumerate(self._imports(province, ledgers, processes), 1):
            loaded += rows
            if done % 50 == 0 or done == len(ledgers):
                self._say(started, f"{loaded:,} cases of {done} institutions")

    def _missing(self, province: Plan) -> list[int]:
        """Return which ledgers of the plan are not loaded yet."""
        loaded = set(
            Import.objects.filter(state=State.LOADED).values_list("institution__institution__licence_number", flat=True)
        )
        return [index for index, planned in enumerate(province.institutions) if planned.licence not in loaded]

    def _imports(self, province: Plan, missing: list[int], processes: int) -> Iterator[int]:
        """Yield the number of loaded rows of each ledger, imported in several processes."""
        jobs = [(province, index) for index in missing]
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
