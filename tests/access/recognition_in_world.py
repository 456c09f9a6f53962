"""An assessment of an institution in Jinan and of one in Qingdao, and their round, which all behind the door see."""

import uuid
from functools import partial

from governance.recognition.models import Assessment, Expert
from tests.access.people import Member
from tests.access.world import Place, Thing, Things, everybody, nobody
from tests.factories.assessments import make_round
from tests.factories.experts import make_draw, make_nomination, make_outside_nomination
from tests.factories.recognitions import PROVINCIAL, hold, make_application
from tests.people import Cast


def recognition_in_world(cast: Cast) -> Things:
    """Return the round and what it holds of the cast, and one of each that does not exist."""
    made = make_round()
    places = {cast.jinan_institution.pk: "jinan_lixia", cast.qingdao_institution.pk: "qingdao"}
    rows = [
        Thing(relation, {"pk": row.pk}, Place(row.city_code, row.county_code, row.institution_id))
        for key, relation in places.items()
        for row in Assessment.objects.filter(round=made, institution=key)
    ]
    absent = Thing("absent", {"pk": uuid.UUID(int=7)}, seen_by=nobody)
    applied, held = [], []
    for house, relation in ((cast.jinan_institution, "jinan_lixia"), (cast.qingdao_institution, "qingdao")):
        place = Place(house.city_code, house.county_code, house.pk)
        applied.append(Thing(relation, {"pk": make_application(house).pk}, place))
        held.append(Thing(relation, {"pk": hold(house, PROVINCIAL).pk}, place))
    return {
        **_experts(cast, absent),
        "recognition_application": [*applied, absent],
        "recognition": [*held, absent],
        "assessment": [*rows, absent],
        "assessment_round": [Thing("year", {"pk": made.pk}, seen_by=everybody), absent],
    }


def _experts(cast: Cast, absent: Thing) -> Things:
    """An expert in Jinan and one in Qingdao, and a draw of each organ: the city sees its own, the province all."""
    from tests.access.oracle import SUPERVISING, sees

    people, draws = [], []
    for house, other, who in (
        (cast.jinan_institution, cast.qingdao_institution, "jinan"),
        (cast.qingdao_institution, cast.jinan_institution, "qingdao"),
    ):
        row = make_nomination(house)
        place = Place(house.city_code, house.county_code, house.pk)
        people.append(Thing(who, {"pk": row.pk}, place, seen_by=partial(_sees_expert, place, row)))
        made = make_draw(house, by=cast.actor(who), at=other, experts=2)
        city = Place(house.city_code)
        draws.append(
            Thing(
                who,
                {"pk": made.pk},
                city,
                seen_by=lambda member, city=city: member.role in SUPERVISING and sees(member, city, whole_area=True),
            )
        )
    from_outside = make_outside_nomination(by=cast.actor("jinan"))
    people.append(Thing("outside", {"pk": from_outside.pk}, Place(from_outside.city_code)))
    published = [Thing("published", each.arguments, seen_by=everybody) for each in draws]
    return {"public_draw": [*published, absent], "expert": [*people, absent], "expert_draw": [*draws, absent]}


def _sees_expert(place: Place, row: Expert, member: Member) -> bool:
    """Who sees the place, and the expert himself."""
    from tests.access.oracle import sees

    own = member.user is not None and member.user.person_id == row.person.pk
    return (own and member.role in {"appraiser", "expert"}) or sees(member, place)
