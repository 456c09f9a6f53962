"""Jobs of the desk."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from foundation.audit.jobs import Run, job
from foundation.desk.actions import drafting, keeping
from foundation.desk.lists import bulk


@job(bulk.JOB, title=_("Carry out an act on many rows"))
def carry_out(run: Run) -> None:
    """Work off an order row by row; taken up again it goes on where it stopped."""
    run.result["done"] = bulk.carry_out(UUID(run.payload["run"]))


@job("desk.clear_drafts", title=_("Drop expired drafts and forms kept over the end of a session"))
def clear_drafts(run: Run) -> None:
    """Drop what nobody came back for."""
    run.result.update(drafts=drafting.clear_expired(), kept=keeping.clear_expired())
