"""Jobs of the figures. The timetable names them; each leaves a row with what it did."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.jobs import Run, job
from foundation.kpi import expiry, measures
from foundation.kpi.merging import merge
from foundation.kpi.recomputing import recompute
from foundation.kpi.releases.recounting import keep_recounts


@job("kpi.case_volume", title=_("Bring the figures of cases up to date"))
def case_volume(run: Run) -> None:
    """Merge what the triggers recorded since the last run."""
    run.result.update(merge().as_result())


@job("kpi.complaint_rate", title=_("Bring the valid complaint rate up to date"))
def complaint_rate(run: Run) -> None:
    """Merge the counts behind the rate; say so when no register of complaints feeds it yet."""
    run.result.update(merge().as_result())
    run.result["fed"] = measures.is_fed("complaints.upheld", "cases.issued")


@job("kpi.expiry", title=_("Count the licences and certificates about to expire"))
def expiring(run: Run) -> None:
    """Count who expires within 90, 30 and 7 days and keep the day's figures."""
    run.result.update(expiry.keep_figures(timezone.localdate()))


@job("kpi.recompute", title=_("Recompute all figures and report any drift"))
def recount(run: Run) -> None:
    """Count every figure anew from the rows; the number of differing cells must be 0."""
    run.result.update(recompute().as_result())


@job("kpi.recount_releases", title=_("Count the published releases anew"))
def recount_releases(run: Run) -> None:
    """Count every release in force anew and keep beside it how many of its figures are other ones now."""
    run.result.update(keep_recounts())
