"""Jobs of standing conditions, found here by Celery."""

from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.jobs import Run, job
from governance.standing.actions.looking import look

LOOK_JOB: Final = "standing.look"


@job(LOOK_JOB, title=_("Judge the standing conditions of all institutions"))
def look_at_all(run: Run) -> None:
    """Open and close lapses as the day has it."""
    run.result.update(look(timezone.localdate()))
