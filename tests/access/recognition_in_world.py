"""An assessment of an institution in Jinan and of one in Qingdao, and their round, which all behind the door see."""

import uuid

from governance.recognition.models import Assessment
from tests.access.world import Place, Thing, Things, everybody, nobody
from tests.factories.assessments import make_round
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
        "recognition_application": [*applied, absent],
        "recognition": [*held, absent],
        "assessment": [*rows, absent],
        "assessment_round": [Thing("year", {"pk": made.pk}, seen_by=everybody), absent],
    }
