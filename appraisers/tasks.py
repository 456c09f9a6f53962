"""Jobs of appraisers: idempotent, errors escape."""

from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from appraisers.actions.reminding import remind_appraisers
from appraisers.registration.jobs import write_certificate
from foundation.audit.jobs import Run, job

__all__ = ["REMIND_JOB", "remind_expiry", "write_certificate"]

REMIND_JOB: Final = "appraisers.remind_expiry"


@job(REMIND_JOB, title=_("Remind of practice certificates that end soon"))
def remind_expiry(run: Run) -> None:
    """Tell those concerned, once for each number of days of the dated list."""
    run.result["told"] = remind_appraisers(timezone.localdate())
