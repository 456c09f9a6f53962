"""Early warnings of the demo: what the rules see in what was just loaded, and what officers have acknowledged of it."""

from typing import Final

from appraisal_portal.demo.personas import PERSONAS
from appraisal_portal.demo.plan import Plan
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting
from foundation.audit.once import Answer, digest_of, once
from foundation.kpi.merging import merge
from governance.early_warning.actions.acknowledging import acknowledge
from governance.early_warning.actions.looking import look
from governance.early_warning.models import EarlyWarning
from governance.early_warning.orders import URGENT

ACKNOWLEDGING: Final = ("demo-province", "demo-jinan", "demo-qingdao")
REASON: Final = "示例：已核实，责令机构月底前报送处理情况。全部虚构。"


def warn(province: Plan) -> int:
    """Look by every rule and have an officer of each desk acknowledge one warning; return how many were opened now."""
    merge()  # the rules read figures; nothing should wait to be added up
    opened = look(province.until)["opened"]
    for username in ACKNOWLEDGING:
        _acknowledged(province, username)
    return opened


def _acknowledged(province: Plan, username: str) -> None:
    """One warning that lies with a persona is acknowledged, unless that was done before; another one is left to him."""
    role = PERSONAS[username].role
    found = Posting.objects.select_related("user", "organisation").filter(user__username=username, role=role)
    posting = found.order_by("valid_from", "pk")[0]
    actor = PostedActor(posting.user, posting)
    waiting = EarlyWarning.objects.visible_to(actor).owned_by(actor).unacknowledged()

    def act() -> Answer:
        row = waiting.order_by(*URGENT.by)[0]
        return {"id": acknowledge(row.pk, by=actor, version=row.trail_seq, reason=REASON).pk}

    if waiting.count() > 1:
        once("demo:warning", f"{province.seed}/{username}", digest_of({"username": username}), act)
