"""Published figures of the demo: the year before and the last quarter, which a late ledger made to be restated.

Figures of a quarter are frozen soon after its end, and a demo is filled at once. So that the restatement has something
to tell, the loader leaves the ledger of one institution for the end, and the first releases are frozen without it.
"""

from datetime import date, timedelta
from typing import Final

from appraisal_portal.demo.personas import PERSONAS
from appraisal_portal.demo.plan import Plan
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.once import Answer, digest_of, once
from foundation.kpi.models import Release
from foundation.kpi.releases.actions.preparing import prepare, restate
from foundation.kpi.releases.actions.publishing import publish

OFFICER: Final = "demo-province"
LEADER: Final = "demo-province-leader"
OCCASION: Final = "示例：按期公布统计数据。全部虚构。"
LATE: Final = "示例：一家机构的台账在数据时点以后报送，按重新核算结果修订。全部虚构。"


def last_quarter(until: date) -> str:
    """The code of the last quarter that is over on a day."""
    end = until.replace(month=3 * ((until.month - 1) // 3) + 1, day=1) - timedelta(days=1)
    return f"{end.year}-Q{(end.month + 2) // 3}"


def publish_before(province: Plan) -> int:
    """Publish the last quarter and the year before; return how many were published now.

    Called when one ledger is still missing.
    """
    periods = (str(province.until.year - 1), last_quarter(province.until))
    return sum(_published(province, period) for period in periods)


def restate_after(province: Plan) -> int:
    """Restate the quarter once the late ledger is loaded; return how many releases were restated now."""
    period = last_quarter(province.until)
    release = Release.objects.in_force().filter(period=period, supersedes__isnull=True).first()
    if release is None:
        return 0

    def act() -> Answer:
        draft = restate(release.pk, by=_acting(OFFICER), version=release.trail_seq, reason=LATE)
        return _issued(draft)

    return int(once("demo:release", f"{province.seed}/restated/{period}", digest_of({"period": period}), act)[1])


def _published(province: Plan, period: str) -> bool:
    def act() -> Answer:
        return _issued(prepare(period, by=_acting(OFFICER), reason=OCCASION, is_synthetic=True))

    return once("demo:release", f"{province.seed}/{period}", digest_of({"period": period}), act)[1]


def _issued(draft: Release) -> Answer:
    publish(draft.pk, by=_acting(LEADER), version=draft.trail_seq, reason=OCCASION)
    return {"id": draft.pk}


def _acting(username: str) -> Actor:
    role = PERSONAS[username].role
    found = Posting.objects.select_related("user", "organisation").filter(user__username=username, role=role)
    posting = found.order_by("valid_from", "pk").first()
    return PostedActor(posting.user, posting) if posting is not None else SYSTEM
