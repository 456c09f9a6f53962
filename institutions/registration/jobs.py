"""Jobs of the register: ids in, idempotent, errors escape. Registered by institutions/tasks.py."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from foundation.audit.jobs import Run, job
from institutions.actions.keeping_states import PAPER_JOB
from institutions.actions.writing_papers import write_licence as write


@job(PAPER_JOB, title=_("Write a practice licence"))
def write_licence(run: Run) -> None:
    """Write the licence once."""
    run.result["written"] = write(UUID(run.payload["state"]))
