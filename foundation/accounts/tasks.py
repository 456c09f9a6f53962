"""Jobs of accounts: idempotent, errors escape."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.naming import spell_all
from foundation.audit.jobs import Run, job

SPELL_JOB: Final = "accounts.spell_names"


@job(SPELL_JOB, title=_("Make names findable that are not yet"))
def spell_names(run: Run) -> None:
    """Fill tokens of rows that lack them; with `anew` of all rows, after the table of readings has changed."""
    run.result["filled"] = spell_all(anew=bool(run.payload.get("anew")))
