"""Releases of figures, as officer and leader of the province make them."""

from foundation.audit.actors import SYSTEM
from foundation.kpi.models import Release
from foundation.kpi.releases.actions.preparing import prepare, restate
from foundation.kpi.releases.actions.publishing import publish
from tests.people import Cast

WHY = "示例：按季度公布"


def make_draft(cast: Cast, period: str = "2026-Q3") -> Release:
    """A release that the officer of the province prepared."""
    return prepare(period, by=cast.actor("province"), reason=WHY, is_synthetic=True)


def make_release(period: str = "2026-Q3", restates: Release | None = None) -> Release:
    """A published release, without people; the restatement of another one if that is named."""
    if restates is None:
        draft = prepare(period, by=SYSTEM, reason=WHY, is_synthetic=True)
    else:
        restates.refresh_from_db()
        draft = restate(restates.pk, by=SYSTEM, version=restates.trail_seq, reason=WHY)
    return publish(draft.pk, by=SYSTEM, version=draft.trail_seq, reason=WHY)
