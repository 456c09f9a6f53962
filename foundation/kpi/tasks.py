"""Jobs of the figures. The timetable names them; each leaves a row with what it did."""

import secrets
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.jobs import Run, job
from foundation.kpi import expiry, measures
from foundation.kpi.actions.recounting import RECOUNT_JOB, carry_out
from foundation.kpi.checking.recording import Found, record
from foundation.kpi.checking.sampling import sample
from foundation.kpi.merging import is_recounting, merge
from foundation.kpi.models import FigureCheck
from foundation.kpi.recomputing import recompute
from foundation.kpi.releases.recounting import keep_recounts


@job("kpi.case_volume", title=_("Bring the figures of cases up to date"))
def case_volume(run: Run) -> None:
    """Merge what the triggers recorded since the last run."""
    _merge(run)


@job("kpi.complaint_rate", title=_("Bring the valid complaint rate up to date"))
def complaint_rate(run: Run) -> None:
    """Merge the counts behind the rate; say so when no register of complaints feeds it yet."""
    _merge(run)
    run.result["fed"] = measures.is_fed("complaints.upheld", "cases.issued")


@job("kpi.expiry", title=_("Count the licences and certificates about to expire"))
def expiring(run: Run) -> None:
    """Count who expires within 90, 30 and 7 days and keep the day's figures."""
    run.result.update(expiry.keep_figures(timezone.localdate()))


@job("kpi.sample", title=_("Check figures: a sample against the rows"))
def take_sample(run: Run) -> None:
    """Count some cells of a new seed anew; a difference is recorded and told, never repaired in silence."""
    began = timezone.now()
    found = sample(secrets.token_hex(8), timezone.localdate())
    check = record(FigureCheck.Kind.SAMPLE, found, began)
    run.result.update(cells=check.cells, differing_cells=check.differing, seed=check.seed)


@job("kpi.check", title=_("Check figures: all of them, without repair"))
def check_all(run: Run) -> None:
    """Count every figure anew and compare; a difference is recorded and told, never repaired in silence."""
    began = timezone.now()
    drift = recompute(repair=False, report=run.report)
    record(FigureCheck.Kind.FULL, Found(drift.cells, drift.total, drift.first), began)
    run.result.update(drift.as_result())


@job(RECOUNT_JOB, title=_("Recompute all figures, as somebody ordered"))
def recount(run: Run) -> None:
    """Count every figure anew and put right what differs."""
    run.result.update(carry_out(UUID(run.payload["recount"]), run))


@job("kpi.recount_releases", title=_("Count the published releases anew"))
def recount_releases(run: Run) -> None:
    """Count every release in force anew and keep beside it how many of its figures are other ones now."""
    run.result.update(keep_recounts())


def _merge(run: Run) -> None:
    """Merge, or leave it to the next minute while a recompute holds the cells: waiting would keep a worker busy."""
    if is_recounting():
        run.result["recounting"] = True
    else:
        run.result.update(merge().as_result())
