"""Jobs of complaints: ids in, idempotent, errors escape."""

from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from complaints.actions import drafting, recounting, writing_letters
from complaints.letters import JOB
from foundation.audit.jobs import Run, job

RECOUNT_JOB: Final = "complaints.recount"


@job(RECOUNT_JOB, title=_("Recount the last days of complaints after a new calendar"))
def recount(run: Run) -> None:
    """Recount every complaint whose clock runs."""
    run.result = {"due": recounting.recount()}


@job("complaints.clear_drafts", title=_("Drop complaints that were begun and not sent within 24 hours"))
def clear_drafts(run: Run) -> None:
    """Drop what nobody came back for."""
    run.result["drafts"] = drafting.clear_expired()


@job(JOB, title=_("Write the letters of a complaint"))
def write_letters(run: Run) -> None:
    """Write what is not written yet, and tell the institution of its letter."""
    run.result["written"] = writing_letters.write_letters(UUID(run.payload["complaint"]), run.payload["letter"])
