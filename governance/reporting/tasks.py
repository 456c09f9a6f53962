"""Jobs of reports: ids in, idempotent, errors escape."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.jobs import Run, job
from governance.reporting.actions.ordering import WRITE_JOB
from governance.reporting.actions.scheduling import order_due
from governance.reporting.actions.writing import fail_after_last_attempt, write_report


@job("reporting.order_due", title=_("Order the reports that are due"))
def order_reports(run: Run) -> None:
    """Order the monthly and yearly reports of the province and its cities."""
    run.result.update(order_due(timezone.localdate()))


@job(WRITE_JOB, title=_("Write a report"))
def write(run: Run) -> None:
    """Write one report; after the last attempt it says that it failed."""
    report_id = UUID(run.payload["report"])
    try:
        row = write_report(report_id, run.report if run.row_id is not None else lambda _done, _total: None)
    except Exception:
        fail_after_last_attempt(report_id, run.message_id)
        raise
    if row is not None:
        run.result["version"] = row.version
