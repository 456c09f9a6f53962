"""Lost conditions of the demo: what the nightly look finds in what was loaded, and what becomes of some of them.

Two suspensions are asked for, two are granted and one of these reported as put right, one item is to be given up; one
item was closed and runs again, since the third appraiser came. About one finding, of an assessment, a rectification is
ordered and open.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from appraisal_portal.demo.plan import Plan, identity_number
from appraisal_portal.demo.recognition import officer
from appraisers.actions.registering_one import register_appraiser
from appraisers.gate import Certificate
from foundation.accounts.models import Posting
from foundation.audit.actors import SYSTEM
from foundation.audit.once import Answer, digest_of, once
from foundation.law import queries as law
from governance.standing.actions.looking import look
from institutions.actions.ending_suspensions import end_suspension, give_up, report_kept
from institutions.actions.finding import order
from institutions.actions.holding import organ_of
from institutions.actions.suspending import ask_suspension, decide_suspension
from institutions.lapses.gate import RESUME
from institutions.lapses.states import LapseOutcome
from institutions.models import Finding, Lapse, RectificationOrder
from institutions.rectification.states import FindingState, OrderState
from institutions.standing.kinds import Condition
from institutions.standing.watching import lost_places

OFFICER: Final = "demo-province"
HIRED: Final = "示例：新聘专职鉴定人，准予登记。全部虚构"
REQUIREMENT: Final = "示例：请在期限内补足条件，并提交证明材料。全部虚构。"
LEAST: Final = 3
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
    _closed_and_reopened(province, [row.pk for row in rows])
    return opened


def _closed_and_reopened(province: Plan, taken: list[UUID]) -> None:
    """Suspend an item that lacks an appraiser, register the ones that are missing, and let it run again."""
    if Lapse.objects.filter(outcome=LapseOutcome.RESUMED).exists():
        return
    waiting = Lapse.objects.to_ask().filter(condition=Condition.THIRD_APPRAISER).exclude(pk__in=taken)
    row = waiting.order_by("city_code", "institution", "category").first()
    if row is None:
        return
    _asked(province, row)
    for what, deed in (("granted", _granted), ("reported", _reported)):
        _once(province, what, row, deed)
    by, today, serial = officer(OFFICER), timezone.localdate(), 0
    while (row.condition, row.category) in lost_places(row.institution, today) and serial < LEAST:
        serial += 1
        register_appraiser(
            row.institution_id, by=by, entry=_newcomer(row, serial, today), reason=HIRED,
            document_number=f"示例执业〔示例〕{serial}号",
        )  # fmt: skip
    _once(province, "resumed", row, _resumed)


def _newcomer(row: Lapse, serial: int, today: date) -> Certificate:
    """Somebody made up whose certificate covers the category of the lost item."""
    last = today.replace(year=today.year + 5, day=min(today.day, 28)) - timedelta(days=1)
    code = law.categories()[row.category].practice_code
    return Certificate(
        name=f"示例新聘鉴定人{serial}", certificate_number=f"37999900{serial:04d}", certificate_from=today,
        certificate_until=last, institution=row.institution_id, practice_codes=(code,),
        identity_number=identity_number(30_001, serial), title="", is_full_time=True,
    )  # fmt: skip


def _resumed(row: Lapse) -> Lapse:
    said = {"document_number": "示例司鉴恢复〔示例〕1号", "reason": "示例：条件已具备，同意恢复。全部虚构。"}
    return end_suspension(row.pk, by=officer(OFFICER), version=row.trail_seq, outcome=RESUME, **said)


def order_rectification(province: Plan) -> int:
    """Order a rectification about one finding, of the personas' institution where it has one; return how many."""
    if RectificationOrder.objects.filter(state=OrderState.OPEN).exists():
        return 0
    by = officer("demo-jinan")
    own = Posting.objects.get(user__username="demo-head").organisation_id
    waiting = Finding.objects.filter(state=FindingState.RECORDED, organ=organ_of(by))
    row = waiting.filter(institution=own).first() or waiting.order_by("found_on", "pk").first()
    if row is None:
        return 0
    key, version = row.pk, row.trail_seq

    def act() -> Answer:
        return {"id": order(key, by=by, version=version, requirement=REQUIREMENT, days=20).pk}

    return int(once("demo:rectification", f"{province.seed}/{key}", digest_of({"finding": str(key)}), act)[1])


def _once(province: Plan, what: str, row: Lapse, deed: Callable[[Lapse], Lapse]) -> None:
    def act() -> Answer:
        row.refresh_from_db()
        return {"id": deed(row).pk}

    once(f"demo:suspension_{what}", f"{province.seed}/{row.pk}", digest_of({"lapse": str(row.pk)}), act)


def _granted(row: Lapse) -> Lapse:
    by = officer(OFFICER)
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
