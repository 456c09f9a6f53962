"""A plan of Jinan and one of Qingdao: a city sees its own, the province both, a county none."""

import uuid
from collections.abc import Callable

from tests.access.people import Member
from tests.access.world import Place, Thing, Things, nobody
from tests.factories.layout import make_plan
from tests.people import Cast


def layout_in_world(cast: Cast) -> Things:
    """Return both plans and one that does not exist."""
    from tests.access.oracle import SUPERVISING, sees

    def of_city(city: str) -> Callable[[Member], bool]:
        def seen(member: Member) -> bool:
            return member.role in SUPERVISING and member.level != "county" and sees(member, Place(city))

        return seen

    rows = [
        Thing(who, {"pk": make_plan(cast.actor(who)).pk}, Place(code), seen_by=of_city(code))
        for who, code in (("jinan", "370100"), ("qingdao", "370200"))
    ]
    return {"layout_plan": [*rows, Thing("absent", {"pk": uuid.UUID(int=7)}, seen_by=nobody)]}
