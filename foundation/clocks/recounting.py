"""Who recounts stored due dates when the calendar changes: the jobs that apps above name when they are loaded."""

from foundation.audit import outbox

_jobs: set[str] = set()


def recount_by(job: str) -> None:
    """Name the job that recounts an app's stored due dates; it gets ``{"year": ...}`` after each new edition."""
    _jobs.add(job)


def jobs() -> tuple[str, ...]:
    """Return the names of the jobs that recount."""
    return tuple(sorted(_jobs))


def ask_for_recount(year: int, version: str) -> None:
    """Ask every such job to recount what rests on the year, once an edition and after the transaction commits."""
    for job in jobs():
        outbox.put(job, {"year": year}, key=f"{job}:{version}")
