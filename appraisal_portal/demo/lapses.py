"""Lost conditions of the demo: what the nightly look finds in what was loaded, and two suspensions asked for."""

from datetime import timedelta
from typing import Final

from appraisal_portal.demo.plan import Plan
from foundation.audit.actors import SYSTEM
from foundation.audit.once import Answer, digest_of, once
from governance.standing.actions.looking import look
from institutions.actions.suspending import ask_suspension
from institutions.models import Lapse

PLAN_TEXT: Final = "示例：拟新聘专职鉴定人一名，聘用前停止该项业务。全部虚构。"


def lapse(province: Plan) -> int:
    """Judge the conditions of the day, have two suspensions asked for; return how many lapses were opened now."""
    opened = look(province.until)["opened"]
    waiting = Lapse.objects.to_ask().order_by("city_code", "institution", "category")
    for row in waiting[:2]:
        _asked(province, row)
    return opened


def _asked(province: Plan, row: Lapse) -> None:
    def act() -> Answer:
        until = province.until + timedelta(days=180)
        return {"id": ask_suspension(row.pk, by=SYSTEM, version=row.trail_seq, until=until, plan=PLAN_TEXT).pk}

    once("demo:suspension", f"{province.seed}/{row.pk}", digest_of({"lapse": str(row.pk)}), act)
