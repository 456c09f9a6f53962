"""Jobs of the register of appraisers: ids in, idempotent, errors escape. Registered by appraisers/tasks.py."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from appraisers.actions.keeping_certificates import PAPER_JOB
from appraisers.actions.writing_certificates import write_certificate as write
from foundation.audit.jobs import Run, job


@job(PAPER_JOB, title=_("Write a practice certificate"))
def write_certificate(run: Run) -> None:
    """Write the certificate once."""
    run.result["written"] = write(UUID(run.payload["state"]))
