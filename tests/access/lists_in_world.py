"""Lists, saved views and orders for many rows, and who may see them, from the rules."""

from uuid import UUID

from foundation.desk.models import BulkRun, SavedView
from tests.access.oracle import delegated
from tests.access.people import Member
from tests.access.world import Thing, Things, nobody
from tests.people import Cast


def lists_in_world(cast: Cast) -> Things:
    """Return lists by code, a view of one's own, a view shared in a unit, and an order of one's own."""

    def holds(member: Member, verb: str = "cases.view") -> bool:
        return (verb, member.role, member.level) in delegated()

    def of_clerk(member: Member) -> bool:
        return member.user is not None and member.user.pk == cast.jinan_clerk.user_id

    view = SavedView.objects.create(
        owner=cast.jinan_clerk.user,
        organisation=cast.jinan_clerk.organisation,
        list_code="cases",
        name="示例视图",
        shared=True,
    )
    run = BulkRun.objects.create(
        user=cast.jinan_clerk.user,
        posting=cast.jinan_clerk,
        key="k",
        list_code="corrections",
        act="leave",
        language="zh-hans",
        total=0,
    )
    return {
        "list": [
            Thing("cases", {"code": "cases"}, seen_by=holds),
            Thing("absent", {"code": "recipes"}, seen_by=nobody),
        ],
        "list_act": [
            Thing(
                "corrections",
                {"code": "corrections", "act": "apply"},
                seen_by=lambda member: holds(member, "exchange.view_imports"),
            ),
            Thing("absent", {"code": "corrections", "act": "burn"}, seen_by=nobody),
        ],
        "saved_view": [
            Thing("of the clerk, shared in the unit", {"code": "cases", "pk": view.pk}, seen_by=of_clerk),
            Thing("absent", {"code": "cases", "pk": 2**31 - 5}, seen_by=nobody),
        ],
        "bulk_run": [
            Thing("of the clerk", {"pk": run.pk}, seen_by=of_clerk),
            Thing("absent", {"pk": UUID(int=7)}, seen_by=nobody),
        ],
    }
