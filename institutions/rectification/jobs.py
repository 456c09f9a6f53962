"""Jobs of rectification: ids in, idempotent, errors escape. Registered by institutions/tasks.py."""

from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from foundation.audit.jobs import Run, job
from institutions.actions import recounting, writing_letters
from institutions.actions.finding import LETTER_JOB

RECOUNT_JOB: Final = "institutions.recount_rectifications"


@job(LETTER_JOB, title=_("Write the letter of a rectification order"))
def write_letter(run: Run) -> None:
    """Write the letter once."""
    run.result["written"] = writing_letters.write_letter(UUID(run.payload["order"]))


@job(RECOUNT_JOB, title=_("Recount the last days of rectifications after a new calendar"))
def recount(run: Run) -> None:
    """Recount every order that waits for its answer."""
    run.result = {"due": recounting.recount()}
