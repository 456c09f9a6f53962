"""Jobs of the trail's own tables."""

from django.utils.translation import gettext_lazy as _

from foundation.audit import once
from foundation.audit.jobs import Run, job


@job("audit.clear_keys", title=_("Forget the keys of requests sent more than 30 days ago"))
def clear_keys(run: Run) -> None:
    """Clear what protected against sending the same request twice."""
    run.result["cleared"] = once.clear_old()
