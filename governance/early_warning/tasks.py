"""Jobs of early warning: ids and days in, idempotent, errors escape."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.jobs import Run, job
from governance.early_warning.actions import looking, telling


@job("early_warning.look", title=_("Look for what the rules of early warning speak of"))
def look(run: Run) -> None:
    """Open, refresh and close the warnings of today."""
    run.result.update(looking.look(timezone.localdate()))


@job("early_warning.order_digests", title=_("Order the messages about early warnings"))
def order_digests(run: Run) -> None:
    """Write a message for each person concerned, on working days."""
    run.result["ordered"] = telling.order_digests(timezone.localdate())


@job(telling.TELL_JOB, title=_("Tell one person of the day's early warnings"))
def tell(run: Run) -> None:
    """Write one notice, in numbers alone."""
    run.result["outcome"] = telling.tell(int(run.payload["user"]), date.fromisoformat(run.payload["day"]))
