"""Case reviews, findings and rectification orders in Jinan and Qingdao, and who may see them, from the rules."""

import uuid
from collections.abc import Callable

from foundation.accounts.models import Posting
from institutions.models import Finding, Institution
from quality.models import DrawnCase, Review
from tests.access.oracle import sees
from tests.access.people import Member
from tests.access.world import Place, Thing, Things, nobody
from tests.factories.reviews import make_drawn, make_experts, make_rectification
from tests.people import Cast

KINDS = ("finding", "rectification", "review_round", "drawn_case", "review", "own_review")


def reviews_in_world(cast: Cast) -> Things:
    """Return for each city a round under review, and one that has led to an order."""
    if Posting.objects.filter(role="expert").count() < 2:
        make_experts(2 - Posting.objects.filter(role="expert").count())
    found: Things = {kind: [] for kind in KINDS}
    for name, institution in (("jinan", cast.jinan_institution), ("qingdao", cast.qingdao_institution)):
        _of_city(cast, name, institution, found)
    for rows in found.values():
        rows.append(Thing("absent", {"pk": uuid.UUID(int=7)}, seen_by=nobody))
    return found


def _of_city(cast: Cast, name: str, institution: Institution, found: Things) -> None:
    officer, city = cast.actor(name), Place(institution.city_code)
    seat = Place(institution.city_code, institution.county_code, institution.pk)
    order = make_rectification(institution, officer)
    finding = Finding.objects.get(pk=order.finding_id)
    found["finding"].append(Thing(name, {"pk": finding.pk}, seat))
    found["rectification"].append(Thing(name, {"pk": order.pk}, seat))
    drawn = DrawnCase.objects.get(round=make_drawn(institution, officer, size=1))
    found["review_round"].append(Thing(name, {"pk": drawn.round_id}, city))
    found["drawn_case"].append(Thing(name, {"pk": drawn.pk}, city, seen_by=_organ(city)))
    for review in Review.objects.filter(drawn=drawn).select_related("reviewer"):
        user = review.reviewer.user_id
        found["review"].append(Thing(name, {"pk": review.pk}, city, seen_by=_organ(city)))
        found["own_review"].append(Thing(name, {"pk": review.pk}, city, seen_by=_only(user)))


def _organ(place: Place) -> Callable[[Member], bool]:
    return lambda member: sees(member, place, whole_area=True)


def _only(user: int) -> Callable[[Member], bool]:
    return lambda member: member.role == "expert" and member.user is not None and member.user.pk == user
