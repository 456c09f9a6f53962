"""Reports of the demo: the year before and the last month of the province, and that month of one city.

The month of the province is reported before the late ledger is loaded and once more after it, so that the second
version has something to tell.
"""

from datetime import date, timedelta
from typing import Final

from appraisal_portal.demo.personas import PERSONAS
from appraisal_portal.demo.plan import Plan
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting
from foundation.audit.once import Answer, digest_of, once
from governance.reporting.actions.ordering import order
from governance.reporting.actions.writing import write_report
from governance.reporting.models import Report

PROVINCE, CITY = "370000", "370100"
OFFICERS: Final = {PROVINCE: "demo-province", CITY: "demo-jinan"}
OCCASION: Final = "示例：按期统计。全部虚构。"
LATE: Final = "示例：一家机构补报台账后重新出具。全部虚构。"


def last_month(until: date) -> str:
    """The code of the last month that is over on a day."""
    ended = until.replace(day=1) - timedelta(days=1)
    return f"{ended:%Y-%m}"


def report_before(province: Plan) -> int:
    """Write the first report of the last month; return how many were written now. One ledger is still missing."""
    return _reported(province, PROVINCE, last_month(province.until), OCCASION)


def report_after(province: Plan) -> int:
    """Write what is missing once the late ledger is loaded; return how many were written now."""
    month, year = last_month(province.until), str(province.until.year - 1)
    wanted = ((PROVINCE, month, LATE), (PROVINCE, year, OCCASION), (CITY, month, OCCASION))
    return sum(_reported(province, area, period, why) for area, period, why in wanted)


def _reported(province: Plan, area: str, period: str, why: str) -> int:
    username = OFFICERS[area]
    found = Posting.objects.select_related("user", "organisation").filter(
        user__username=username, role=PERSONAS[username].role
    )
    posting = found.order_by("valid_from", "pk").first()
    if posting is None:
        return 0
    by = PostedActor(posting.user, posting)

    def act() -> Answer:
        return {"id": order(area, period, by=by, reason=why).pk}

    said = {"area": area, "period": period, "why": why}
    answer, _fresh = once("demo:report", f"{province.seed}/{area}/{period}/{why}", digest_of(said), act)
    # Files are kept outside of the order's transaction; an interrupted load finds the order and writes it now.
    return int(write_report(Report.objects.get(pk=answer["id"]).pk) is not None)
