"""Jobs of lapses: ids in, idempotent, errors escape. Registered by institutions/tasks.py."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from foundation.audit.jobs import Run, job
from institutions.actions.lapsing import LETTER_JOB
from institutions.actions.writing_lapse_letters import write_letter


@job(LETTER_JOB, title=_("Write the notice of a lost condition"))
def write_lapse_letter(run: Run) -> None:
    """Write the notice once."""
    run.result["written"] = write_letter(UUID(run.payload["lapse"]))
