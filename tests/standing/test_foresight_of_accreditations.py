"""What stops when an accreditation ends: its items, their open cases, places left without, the nearest able one."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from appraisers.models import Appraiser
from foundation.audit.remembering import remembering
from governance.standing.foresight import Stop, foresee
from institutions.distances import kilometres
from institutions.models import Accreditation, Institution
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.factories.entrustments import make_appraiser, make_staff
from tests.factories.standing import make_accreditation, make_personal_restriction, make_restriction, make_scope
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
    by = cast.actor("province")
    with transaction.atomic():
        house = make_institution(name, county)
        make_staff(house)
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
    with transaction.atomic():
        other = make_institution("泰安示例丁司法鉴定所", "370902")
        make_staff(other)
    make_scope(other, "FY-0502", by=by)
    make_accreditation(other, "FY-05", by=by, valid_until=date(2026, 12, 9))
    assert stops(ending)["FY-0502"].next is None


def test_who_has_too_few_appraisers_or_a_barred_item_is_not_named_as_the_next(
    cast: Cast, ending: Accreditation
) -> None:
    by = cast.actor("province")
    stopped = able("济南示例丙司法鉴定所", "370103", cast)
    following = able("泰安示例乙司法鉴定所", "370902", cast, "FY-0502", "FY-0505")
    assert stops(ending)["FY-0502"].next == stopped
    make_personal_restriction(Appraiser.objects.filter(institution=stopped)[0], by=by)
    assert stops(ending)["FY-0502"].next == following
    make_restriction(following, by=by, ground="XZ-4", categories=["FY-0502"])
    found = stops(ending)
    assert (found["FY-0502"].next, found["FY-0505"].next) == (None, following)


def test_an_item_that_is_stopped_already_does_not_stop_again(cast: Cast, ending: Accreditation) -> None:
    make_restriction(ending.institution, by=cast.actor("province"), ground="XZ-4", categories=["FY-0505"])
    (found,) = foresee([ending], TODAY)
    assert [stop.category for stop in found.stops] == ["FY-0502"] and found.stopped == ("FY-0505",)
    with transaction.atomic():
        make_appraiser(ending.institution, practice_codes=("FY-05",))  # one, known: all of toxicology has to stop
    (found,) = foresee([ending], TODAY)
    assert found.stops == () and set(found.stopped) == {"FY-0502", "FY-0505"}


def test_a_bar_that_ends_before_the_certificate_hides_nothing(cast: Cast, ending: Accreditation) -> None:
    make_restriction(ending.institution, by=cast.actor("province"), valid_until=date(2026, 12, 1))
    assert set(stops(ending)) == {"FY-0502", "FY-0505"}


def test_a_certificate_stands_once_with_its_items_and_its_figures_lead_to_the_rows(
    cast: Cast, ending: Accreditation, sign_in: Callable[[str], Client]
) -> None:
    jinan = sign_in("jinan")
    page = jinan.get(reverse("accreditation_foresight"), {"days": "30"}).content.decode()
    assert page.count(ending.certificate_number) == 1 and 'rowspan="2"' in page
    (cases,) = re.findall(r'href="([^"]*open_in=FY-0502)"', page)
    assert [row.category_id for row in jinan.get(cases.replace("&amp;", "&")).context["list"].page.rows] == ["FY-0502"]
    (every,) = re.findall(rf'href="({reverse("accreditation_foresight_list")}[^"]*)">1份', page)
    assert [row.pk for row in jinan.get(every).context["list"].page.rows] == [ending.pk]


def test_the_page_counts_what_stops_within_the_horizon_of_ones_own_area(
    cast: Cast, ending: Accreditation, sign_in: Callable[[str], Client]
) -> None:
    able("济南示例丙司法鉴定所", "370103", cast)
    address = reverse("accreditation_foresight")
    page = sign_in("jinan").get(address).content.decode()
    assert ">1份证书</a>届满" in page and "将停止2项业务，涉及在办案件1件。" in page and "济南示例丙司法鉴定所" in page
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
