"""Who practises what in which county, which counties are left without, and where the next one is."""

from datetime import date
from itertools import count
from typing import Any

import pytest

from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.audit.remembering import remembering
from foundation.law.queries import divisions, practice_categories
from governance.layout.coverage import coverage_of, lacking_most
from institutions.models import Institution
from tests.factories.bodies import make_institution
from tests.factories.entrustments import make_appraiser
from tests.factories.standing import make_restriction
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
CITIES, COUNTIES = 16, 136
NUMBERS = count(1)


def practising(cast: Cast, county: str, *codes: str, status: str = Institution.Status.NORMAL) -> Institution:
    house = make_institution(f"示例布局{next(NUMBERS)}司法鉴定所", county, practice_codes=codes)
    if status != Institution.Status.NORMAL:
        house.status = status
        write(house, "institution.status_changed", by=SYSTEM)
    return house


def make_barred(cast: Cast, county: str, *codes: str) -> Institution:
    house = practising(cast, county, *codes)
    make_restriction(house, by=cast.actor("province"), valid_from=TODAY)
    return house


def test_an_institution_counts_once_in_its_county_and_once_for_each_of_its_categories(cast: Cast) -> None:
    before = coverage_of(cast.actor("province"), TODAY)
    practising(cast, "370104", "FY-01", "FY-02")
    practising(cast, "370104", "FY-02")
    after = coverage_of(cast.actor("province"), TODAY)
    assert after.of_county("370104") - before.of_county("370104") == 2
    assert after.of_county("370104", "FY-02") - before.of_county("370104", "FY-02") == 2
    assert after.of_county("370104", "FY-01") - before.of_county("370104", "FY-01") == 1
    assert after.of_city("370100", "FY-02") - before.of_city("370100", "FY-02") == 2


def test_who_is_barred_or_has_ended_leaves_a_gap(cast: Cast) -> None:
    make_appraiser(make_barred(cast, "370704", "HJ"), practice_codes=("HJ",))
    practising(cast, "370704", "HJ", status=Institution.Status.ENDED)
    assert "370704" in coverage_of(cast.actor("province"), TODAY).without("", "HJ")
    assert "370704" in coverage_of(cast.actor("province"), TODAY, of_appraisers=True).without("", "HJ")


def test_the_province_watches_all_counties_a_city_its_own_and_a_county_itself(cast: Cast) -> None:
    assert len(coverage_of(cast.actor("province"), TODAY).counties) == COUNTIES
    jinan = coverage_of(cast.actor("jinan"), TODAY)
    assert set(jinan.counties) == {row.code for row in divisions("county", within="370100")}
    assert list(coverage_of(cast.actor("lixia"), TODAY).counties) == ["370102"]


def test_a_city_counts_no_institution_of_another(cast: Cast) -> None:
    practising(cast, "370202", "FY-01")
    assert coverage_of(cast.actor("jinan"), TODAY).counts.get(("370202", "")) is None


def test_appraisers_are_counted_by_their_certificates(cast: Cast) -> None:
    house = practising(cast, "370104", "FY-01", "FY-02")
    make_appraiser(house, practice_codes=("FY-02",))
    found = coverage_of(cast.actor("province"), TODAY, of_appraisers=True)
    assert (found.of_county("370104", "FY-02"), found.of_county("370104", "FY-01")) == (1, 0)


def test_the_next_one_is_in_the_same_city_or_in_the_nearest_that_has_one(cast: Cast) -> None:
    practising(cast, "370811", "SX")
    practising(cast, "370602", "SX")
    found = coverage_of(cast.actor("province"), TODAY)
    assert found.next_city("370812", "SX") == ("370800", 0)
    city, km = found.next_city("370902", "SX") or ("", None)
    assert city == "370800"  # Jining lies nearer to Tai'an than Yantai does
    assert km is not None and 50 < km < 120
    assert found.next_city("370902", "WZ-03") is None


def test_the_category_that_most_counties_lack_is_named(cast: Cast) -> None:
    codes = [row.code for row in practice_categories()]
    for county in divisions("county", within="370100"):
        practising(cast, county.code, *[code for code in codes if code != "WZ-02"])
    found = coverage_of(cast.actor("jinan"), TODAY)
    assert lacking_most(found, "370100", codes) == ("WZ-02", len(found.counties))


def test_a_board_of_the_province_asks_no_more_with_more_institutions(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for county in list(divisions("county"))[:20]:
        practising(cast, county.code, "FY-01", "FY-02")
    actor = cast.actor("province")
    with remembering():
        coverage_of(actor, TODAY)  # the tables of law are read once
        with django_assert_max_num_queries(2):
            coverage_of(actor, TODAY)
