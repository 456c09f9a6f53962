"""Jobs of recognition: ids in, idempotent, errors escape."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from foundation.audit.jobs import Run, job
from governance.recognition.actions import assessing, grading, writing_warnings


@job(assessing.COMPUTE_JOB, title=_("Compute the capability assessments of a year"))
def compute_assessments(run: Run) -> None:
    """Compute what is missing, in chunks, and disclose it."""
    run.result["assessed"] = assessing.compute(UUID(run.payload["round"]))


@job(grading.GRADE_JOB, title=_("Publish the grades of a capability assessment"))
def publish_grades(run: Run) -> None:
    """Publish what is not published yet."""
    run.result["graded"] = grading.publish_grades(UUID(run.payload["round"]))


@job(grading.LETTER_JOB, title=_("Write the warning letter of a capability assessment"))
def write_warning(run: Run) -> None:
    """Write it once."""
    run.result["written"] = writing_warnings.write_warning(UUID(run.payload["assessment"]))
