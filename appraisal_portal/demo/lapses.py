"""Lost conditions of the demo: what the nightly look finds in what was loaded, and what becomes of some of them.

Two suspensions are asked for, two are granted and one of these reported as put right, one item is to be given up.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from appraisal_portal.demo.plan import Plan
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting
from foundation.audit.actors import SYSTEM
from foundation.audit.once import Answer, digest_of, once
from governance.standing.actions.looking import look
from institutions.actions.ending_suspensions import give_up, report_kept
from institutions.actions.suspending import ask_suspension, decide_suspension
from institutions.models import Lapse

OFFICER: Final = "demo-province"
PLAN_TEXT: Final = "示例：拟新聘专职鉴定人一名，聘用前停止该项业务。全部虚构。"


def lapse(province: Plan) -> int:
    """Judge the conditions of the day, have two suspensions asked for; return how many lapses were opened now."""
    opened = look(province.until)["opened"]
    waiting = Lapse.objects.to_ask().order_by("city_code", "institution", "category")
    rows = list(waiting[:5])
    for row in rows[:4]:
        _asked(province, row)
    for row in rows[2:4]:
        _once(province, "granted", row, _granted)
    for row in rows[3:4]:
        _once(province, "reported", row, _reported)
    for row in rows[4:]:
        _once(province, "given_up", row, _given_up)
    return opened


def _once(province: Plan, what: str, row: Lapse, deed: Callable[[Lapse], Lapse]) -> None:
    def act() -> Answer:
        row.refresh_from_db()
        return {"id": deed(row).pk}

    once(f"demo:suspension_{what}", f"{province.seed}/{row.pk}", digest_of({"lapse": str(row.pk)}), act)


def _granted(row: Lapse) -> Lapse:
    posting = Posting.objects.select_related("user", "organisation").get(user__username=OFFICER)
    by = PostedActor(posting.user, posting)
    said = {"document_number": "示例司鉴整改〔示例〕3号", "reason": "示例：同意停业整改。全部虚构。"}
    return decide_suspension(row.pk, by=by, version=row.trail_seq, granted=True, until=None, **said)


def _reported(row: Lapse) -> Lapse:
    return report_kept(
        row.pk, by=SYSTEM, version=row.trail_seq, report="示例：已新聘专职鉴定人一名，申请恢复。全部虚构。"
    )


def _given_up(row: Lapse) -> Lapse:
    return give_up(row.pk, by=SYSTEM, version=row.trail_seq, report="示例：不再从事该项业务，申请注销。全部虚构。")


def _asked(province: Plan, row: Lapse) -> None:
    def act() -> Answer:
        until = province.until + timedelta(days=180)
        return {"id": ask_suspension(row.pk, by=SYSTEM, version=row.trail_seq, until=until, plan=PLAN_TEXT).pk}

    once("demo:suspension", f"{province.seed}/{row.pk}", digest_of({"lapse": str(row.pk)}), act)
