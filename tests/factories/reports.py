"""Reports, ordered by people and written."""

from foundation.accounts.acting import PostedActor
from governance.reporting.actions.ordering import order
from governance.reporting.actions.writing import write_report
from governance.reporting.models import Report

WHY = "示例：月度例会"


def make_order(by: PostedActor, area: str = "370000", period: str = "2026-10") -> Report:
    """A report that somebody ordered."""
    return order(area, period, by=by, reason=WHY)


def make_report(by: PostedActor, area: str = "370000", period: str = "2026-10") -> Report:
    """A report that somebody ordered and that is written."""
    row = write_report(make_order(by, area, period).pk)
    assert row is not None
    return row
