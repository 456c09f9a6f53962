"""Jobs of cases: ids in, idempotent, errors escape."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.actions import recounting
from foundation.audit.jobs import Run, job

RECOUNT_JOB: Final = "cases.recount"


@job(RECOUNT_JOB, title=_("Recount due dates and turnarounds after a new calendar"))
def recount(run: Run) -> None:
    """Recount what rests on the calendar of one year."""
    due, turnaround = recounting.recount(int(run.payload["year"]))
    run.result = {"due": due, "turnaround": turnaround}
