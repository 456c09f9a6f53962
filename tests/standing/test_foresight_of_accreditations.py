"""What stops when an accreditation ends: its items, their open cases, places left without, the nearest able one."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from foundation.audit.remembering import remembering
from governance.standing.foresight import Stop, foresee
from institutions.distances import kilometres
from institutions.models import Accreditation, Institution
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.factories.standing import make_accreditation, make_restriction, make_scope
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
TOXICOLOGY = {"category_id": "FY-0502", "practice_code": "FY-05"}


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def ending(cast: Cast) -> Accreditation:
    """A certificate of toxicology in Jinan that ends in a fortnight; two items of the licence are toxicology."""
    house, by = cast.jinan_institution, cast.actor("province")
    make_scope(house, "FY-0202", "FY-0502", "FY-0505", by=by)
    make_case(house, **TOXICOLOGY)
    make_case(house, **TOXICOLOGY, issued_on=date(2026, 11, 2))
    make_case(house)
    return make_accreditation(house, "FY-05", by=by, valid_until=date(2026, 12, 9))


def able(name: str, county: str, cast: Cast, *codes: str) -> Institution:
    """An institution that is able to take items of toxicology."""
    house, by = make_institution(name, county), cast.actor("province")
    make_scope(house, *(codes or ("FY-0502",)), by=by)
    make_accreditation(house, "FY-05", by=by)
    return house


def stops(row: Accreditation) -> dict[str, Stop]:
    (found,) = foresee([row], TODAY)
    assert found.day == date(2026, 12, 10) and found.left == 14
    return {stop.category: stop for stop in found.stops}


def test_only_what_the_certificate_alone_covers_stops_with_its_open_cases(cast: Cast, ending: Accreditation) -> None:
    found = stops(ending)
    assert {code: stop.open_cases for code, stop in found.items()} == {"FY-0502": 1, "FY-0505": 0}
    make_accreditation(ending.institution, "FY-0505", by=cast.actor("province"))
    assert set(stops(ending)) == {"FY-0502"}


def test_the_next_able_institution_is_in_the_county_then_the_city_then_the_nearest_city(
    cast: Cast, ending: Accreditation
) -> None:
    assert stops(ending)["FY-0502"].next is None
    far = able("烟台示例甲司法鉴定所", "370602", cast)
    assert (stops(ending)["FY-0502"].next, stops(ending)["FY-0505"].next) == (far, None)
    near = able("泰安示例乙司法鉴定所", "370902", cast)
    stop = stops(ending)["FY-0502"]
    assert (stop.next, stop.able, stop.able_in_city) == (near, 2, 0)
    assert stop.km == kilometres("370100", "370900") and 30 < (stop.km or 0) < 110
    neighbour = able("济南示例丙司法鉴定所", "370103", cast)
    stop = stops(ending)["FY-0502"]
    assert (stop.next, stop.km, stop.able_in_city, stop.able_in_county) == (neighbour, 0, 1, 0)


def test_who_is_barred_or_loses_its_own_accreditation_by_then_is_not_able(cast: Cast, ending: Accreditation) -> None:
    by = cast.actor("province")
    barred = able("泰安示例乙司法鉴定所", "370902", cast)
    make_restriction(barred, by=by)
    other = make_institution("泰安示例丁司法鉴定所", "370902")
    make_scope(other, "FY-0502", by=by)
    make_accreditation(other, "FY-05", by=by, valid_until=date(2026, 12, 9))
    assert stops(ending)["FY-0502"].next is None


def test_the_page_counts_what_stops_within_the_horizon_of_ones_own_area(
    cast: Cast, ending: Accreditation, sign_in: Callable[[str], Client]
) -> None:
    able("济南示例丙司法鉴定所", "370103", cast)
    address = reverse("accreditation_foresight")
    page = sign_in("jinan").get(address).content.decode()
    assert "1份证书届满" in page and "将停止2项业务，涉及在办案件1件。" in page and "济南示例丙司法鉴定所" in page
    assert ending.certificate_number not in sign_in("jinan").get(address, {"days": "7"}).content.decode()
    assert ending.certificate_number not in sign_in("qingdao").get(address).content.decode()


def test_the_questions_do_not_grow_with_the_certificates(
    cast: Cast, ending: Accreditation, django_assert_max_num_queries: Any
) -> None:
    rows = [ending]
    for at in range(3):
        house = able(f"济南示例{at}司法鉴定所", "370103", cast)
        rows.append(Accreditation.objects.get(institution=house))
    with remembering(), django_assert_max_num_queries(30):
        foresee(rows, TODAY)


def test_the_page_leads_to_its_list_at_every_horizon(sign_in: Callable[[str], Client]) -> None:
    province, address = sign_in("province"), reverse("accreditation_foresight")
    for days in ("", "?days=180", "?days=90", "?days=30", "?days=7"):
        page = province.get(address + days).content.decode()
        (listed,) = set(re.findall(rf'href="({reverse("accreditation_foresight_list")}[^"]*)"', page))
        assert province.get(listed).status_code == 200, days
