"""Who looks where there is nobody is shown the nearest institutions that may accept now what he needs."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction

from appraisers.models import Appraiser
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from institutions.models import Institution, ScopeItem
from institutions.nearest import nearest
from tests.factories.bodies import make_institution
from tests.factories.entrustments import make_staff
from tests.factories.standing import (
    make_accreditation,
    make_bar_of_a_roster,
    make_personal_restriction,
    make_restriction,
    make_scope,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def today() -> object:
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False):
        yield


def named(city: str, county: str = "", category: str = "SX") -> list[tuple[str, str]]:
    return [(str(each.row), each.words) for each in nearest(city, county, category, TODAY)]


def house(name: str, county: str, *codes: str, until: date = date(2029, 6, 30)) -> Institution:
    with transaction.atomic():
        row = make_institution(f"示例{name}司法鉴定所", county, practice_codes=codes or ("SX",), licence_until=until)
        make_staff(row)
    return row


def test_the_own_city_comes_before_the_next_and_three_are_enough() -> None:
    house("烟台", "370602")
    house("泰安", "370902")
    house("济宁", "370811")
    house("天桥", "370105")
    assert named("370100", "370102") == [
        ("示例天桥司法鉴定所", "同市"), ("示例泰安司法鉴定所", "相距约73公里"), ("示例济宁司法鉴定所", "相距约147公里"),
    ]  # fmt: skip
    assert [name for name, _far in named("370100")][:1] == ["示例泰安司法鉴定所"]


def test_who_may_not_accept_now_is_passed_over(cast: Cast) -> None:
    house("过期", "370105", until=TODAY - timedelta(days=1))
    make_restriction(house("受限", "370105"), by=cast.actor("province"))
    make_bar_of_a_roster(house("停业", "370105"), by=cast.actor("province"))
    house("他类", "370105", "FY-02")
    assert named("370100", "370102") == []


def test_who_is_barred_from_the_category_alone_does_not_help(cast: Cast) -> None:
    barred = house("受限", "370105", "FY-02", "SX")
    make_restriction(barred, by=cast.actor("province"), ground="XZ-4", categories=["FY-02"])
    assert "示例受限司法鉴定所" not in {name for name, _far in named("370100", "370102", "FY-02")}
    assert "示例受限司法鉴定所" in {name for name, _far in named("370100", "370102", "SX")}


def test_an_item_without_its_compulsory_accreditation_does_not_help(cast: Cast) -> None:
    without, holding = house("无证", "370105", "FY-05"), house("有证", "370105", "FY-05")
    for each in (without, holding):
        item = ScopeItem(
            institution=each, category_id="FY-05", practice_code="FY-05", valid_from=date(2024, 7, 1),
            document_number="示例1号",
        )  # fmt: skip
        write(item, "institution.scope_entered", by=SYSTEM)
    make_accreditation(holding, "FY-05", by=cast.actor("province"))
    found = [name for name, _far in named("370100", "370102", "FY-05")]
    assert found[0] == "示例有证司法鉴定所" and "示例无证司法鉴定所" not in found


def test_without_a_place_nothing_is_near() -> None:
    house("天桥", "370105")
    assert nearest("", "", "SX", TODAY) == nearest("370102", "", "SX", TODAY) == nearest("x", "", "", TODAY) == []


def test_who_has_too_few_appraisers_helps_nobody_from_that_day_on(cast: Cast) -> None:
    stopped = house("停止", "370105")
    assert [name for name, _far in named("370100", "370102")] == ["示例停止司法鉴定所"]
    make_personal_restriction(Appraiser.objects.filter(institution=stopped)[0], by=cast.actor("province"))
    assert named("370100", "370102") == []


def test_a_barred_item_leaves_the_others(cast: Cast) -> None:
    row, by = house("部分", "370105", "FY-02"), cast.actor("province")
    make_scope(row, "FY-0201", "FY-0202", by=by)
    make_restriction(row, by=by, ground="XZ-4", categories=["FY-0201"])
    assert "示例部分司法鉴定所" in {name for name, _far in named("370100", "370102", "FY-02")}
    make_restriction(row, by=by, ground="XZ-4", categories=["FY-0202"])
    assert "示例部分司法鉴定所" not in {name for name, _far in named("370100", "370102", "FY-02")}
