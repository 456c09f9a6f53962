"""Jobs of equipment, found here by Celery."""

from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from equipment.actions.reminding import remind_calibrations
from foundation.audit.jobs import Run, job

REMIND_JOB: Final = "equipment.remind_calibrations"


@job(REMIND_JOB, title=_("Remind of calibrations that end soon"))
def remind(run: Run) -> None:
    """Tell those who keep the instruments, once for each number of days of the dated list."""
    run.result["told"] = remind_calibrations(timezone.localdate())
