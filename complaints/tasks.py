"""Jobs of complaints: ids in, idempotent, errors escape."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from complaints.actions import recounting
from foundation.audit.jobs import Run, job

RECOUNT_JOB: Final = "complaints.recount"


@job(RECOUNT_JOB, title=_("Recount the last days of complaints after a new calendar"))
def recount(run: Run) -> None:
    """Recount every complaint whose clock runs."""
    run.result = {"due": recounting.recount()}
