"""Where an expert was drawn: what he sees of it himself, what others see, and how he is told."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import User
from foundation.accounts.notices import notify
from foundation.accounts.roles import Role
from governance.recognition.experts.states import SeatState
from governance.recognition.experts.verbs import VIEW_DRAWS
from governance.recognition.models import Expert, ExpertDraw, ExpertSeat

DRAWN_NOTICE = "expert_drawn"
EVALUATED_NOTICE = "expert_evaluated"
MOST_SHOWN = 20


def is_himself(row: Expert, actor: AnyActor) -> bool:
    """Whether the actor is the expert."""
    user = getattr(actor, "user", None)
    return user is not None and user.person_id is not None and user.person_id == row.person.pk


def sees_others(actor: AnyActor) -> bool:
    """Whether the actor sees experts besides himself: an expert sees his own place in the pool only."""
    posting = getattr(actor, "posting", None)
    return posting is None or posting.role not in {Role.EXPERT, Role.APPRAISER}


def seats_seen(row: Expert, actor: AnyActor) -> list[ExpertSeat]:
    """Return where an expert was drawn, the last first.

    He himself sees every call with what was found of his work (个人信息保护法 art. 45: access to data about oneself);
    who sees draws is shown the evaluated ones; to others the names of drawn experts are not told (decisions.md 38).
    """
    seats = row.seats.all()
    if not is_himself(row, actor):
        if not actor.may(VIEW_DRAWS.code):
            return []
        seats = seats.filter(state=SeatState.EVALUATED)
    found: Any = seats.select_related("draw__institution__organisation", "draw__organ")
    return list(found.order_by("-draw__opened_on", "place")[:MOST_SHOWN])


def tell(draw: ExpertDraw, experts: Iterable[UUID | str], kind: str) -> None:
    """Tell drawn experts who have an account; the page of the expert says where he was called."""
    keys = list(experts)
    for row in Expert.objects.for_list().filter(pk__in=keys):
        users = list(User.objects.filter(person=row.person).values_list("pk", flat=True))
        told = {"number": draw.full_number, "organ": draw.organ.name}
        notify(users, kind, f"{kind}:{draw.pk}:{row.pk}", told, row.get_absolute_url())
