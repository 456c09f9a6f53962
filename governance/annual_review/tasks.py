"""Jobs of the annual review: ids in, idempotent, errors escape."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.jobs import Run, job
from governance.annual_review.actions import opening, reminding, writing_letters
from governance.annual_review.actions.deciding import LETTER_JOB
from governance.annual_review.actions.opening import CREATE_JOB


@job(CREATE_JOB, title=_("Create the annual reviews of a year"))
def create_reviews(run: Run) -> None:
    """Create what is missing, in chunks."""
    run.result["created"] = opening.create_reviews(UUID(run.payload["year"]))


@job(LETTER_JOB, title=_("Write the letter on the result of an annual review"))
def write_letter(run: Run) -> None:
    """Write the letter once and tell the institution."""
    run.result["written"] = writing_letters.write_letter(UUID(run.payload["review"]))


@job("annual_review.remind", title=_("Remind institutions of annual reviews due soon or late"))
def remind(run: Run) -> None:
    """Tell each of them once for a last day."""
    run.result["told"] = reminding.remind(timezone.localdate())
