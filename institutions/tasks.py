"""Jobs of institutions, found here by Celery; those of rectification stand beside what they do."""

from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.jobs import Run, job
from institutions.actions.reminding import remind_institutions
from institutions.lapses.jobs import write_lapse_letter
from institutions.rectification.jobs import RECOUNT_JOB, recount, write_letter
from institutions.registration.jobs import write_licence

__all__ = [
    "RECOUNT_JOB",
    "REMIND_JOB",
    "recount",
    "remind_expiry",
    "write_lapse_letter",
    "write_letter",
    "write_licence",
]

REMIND_JOB: Final = "institutions.remind_expiry"


@job(REMIND_JOB, title=_("Remind of licences and accreditations that end soon"))
def remind_expiry(run: Run) -> None:
    """Tell those concerned, once for each number of days of the dated list."""
    run.result["told"] = remind_institutions(timezone.localdate())
