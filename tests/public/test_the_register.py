"""What the register shows to anybody: the roster, what each may do, map and list as two views of one question."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.kpi.publishing import band, volumes
from institutions.barring import against
from institutions.standing.state import standing
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.factories.complaints import make_complaint
from tests.factories.entrustments import make_staff
from tests.factories.published import SECRET_NUMBER, SECRET_PHONE, publish_appraiser
from tests.factories.releases import make_release
from tests.public.conftest import Province


def names(client: Client, query: str = "", path: str = "/register/") -> set[str]:
    """The names of the results of a page, without those nearby."""
    html = client.get(f"{path}{query}").content.decode().split('id="nearest"')[0]
    return set(re.findall(r'<h3><a href="/register/(?:institutions|appraisers)/[^"]+">([^<]+)</a></h3>', html))


def context(client: Client, query: str) -> Any:
    return client.get(f"/register/{query}").context


def test_the_roster_leaves_out_ended_institutions_unless_they_are_asked_for(
    province: Province, visitor: Client
) -> None:
    ended = "济南示例丁司法鉴定所"
    assert ended not in names(visitor)
    assert "济南示例丙司法鉴定所" in names(visitor)
    assert names(visitor, "?q=示例丁") == {ended}
    assert names(visitor, "?state=ended") == {ended}
    page = visitor.get(f"/register/institutions/{province.ended.licence_number}/").content.decode()
    assert "登记已经终止" in page
    assert "张示例丁" not in page
    assert names(visitor, path="/register/appraisers/") == {"王示例甲", "李示例乙"}


def test_what_each_may_do_today(province: Province) -> None:
    today = timezone.localdate()
    codes = {
        row.organisation.name[:5]: standing(row, today, against([row.pk], today)[row.pk]).code
        for row in (province.jinan, province.suspended, province.ended, province.expired)
    }
    assert codes == {"济南示例甲": "open", "济南示例丙": "restricted", "济南示例丁": "ended", "烟台示例戊": "expired"}
    assert standing(province.expired, date(2026, 11, 24)).may_accept
    assert standing(province.jinan, date(2024, 6, 30)).code == "not_yet"


def test_state_open_is_exactly_what_the_words_say(province: Province, visitor: Client) -> None:
    with transaction.atomic():
        for house in (province.jinan, province.qingdao, province.suspended, province.expired):
            make_staff(house)
    found = context(visitor, "?state=open")
    assert {card.row.pk for card in found["cards"]} == {province.jinan.pk, province.qingdao.pk}
    assert all(card.standing.may_accept for card in found["cards"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=jnsl", {"济南示例甲司法鉴定中心", "济南示例丙司法鉴定所", "济南示例丁司法鉴定所"}),
        ("?q=示例乙", {"青岛示例乙司法鉴定所"}),
        ("?city=370100", {"济南示例甲司法鉴定中心", "济南示例丙司法鉴定所"}),
        ("?city=370100&county=370102", {"济南示例甲司法鉴定中心"}),
        ("?city=370200&county=370102", {"青岛示例乙司法鉴定所"}),
        ("?county=370102&q=示例甲", {"济南示例甲司法鉴定中心"}),
        ("?category=WZ-01", {"青岛示例乙司法鉴定所"}),
        ("?q=没有这样的名称", set()),
    ],
)
def test_conditions(province: Province, visitor: Client, query: str, expected: set[str]) -> None:
    assert names(visitor, query) == expected


def test_an_earlier_licence_number_leads_to_the_institution(province: Province, visitor: Client) -> None:
    row = province.qingdao
    row.former_licence_numbers, row.head_name, row.address = ["379902"], "示例负责人", "示例路2号"
    write(row, "institution.measured", by=SYSTEM)
    answer = visitor.get("/register/institutions/379902/")
    assert answer["Location"] == f"/register/institutions/{row.licence_number}/"
    page = visitor.get(answer["Location"]).content.decode()
    assert "示例负责人" in page
    assert "示例路2号" in page
    assert names(visitor, "?q=379902&city=370200") == {"青岛示例乙司法鉴定所"}


def test_a_condition_that_cannot_be_read_says_so(province: Province, visitor: Client) -> None:
    answer = visitor.get("/register/?city=000000")
    assert answer.status_code == 422
    assert "pt-err" in answer.content.decode()


def test_counties_appear_with_their_city_also_without_script(province: Province, visitor: Client) -> None:
    assert 'name="county"' not in visitor.get("/register/").content.decode()
    html = visitor.get("/register/?city=370100").content.decode()
    assert 'name="county"' in html
    assert "历下区" in html


@pytest.mark.parametrize("path", ["/register/", "/register/appraisers/"])
def test_the_map_counts_what_its_links_list(province: Province, visitor: Client, path: str) -> None:
    """For many questions: each city's figure on the map and in the text list is the number of its results."""
    questions = ["?q=示例", "?state=open", "?category=FY-02", "?q=sl&category=FY-02", "?city=370100&q=示例", ""]
    for query in questions:
        found = visitor.get(f"{path}{query}").context
        on_map = {shape.code: (shape.value, shape.href) for shape in found["map"].shapes}
        for city in found["cities"]:
            assert str(city["count"]) in {value for value, href in on_map.values() if href == city["url"]}
            listed = visitor.get(f"{path}{city['url']}").context["page"]
            assert listed.count == city["count"], (query, city["name"])


def test_an_empty_result_has_two_ways_on_and_knows_an_opinion_number(province: Province, visitor: Client) -> None:
    html = visitor.get("/register/?q=济示甲司鉴〔2026〕临意字第7号").content.decode()
    assert "意见书编号" in html
    assert 'href="/check/"' in html
    assert html.count("btn pt-btn2") >= 2


def test_a_page_asks_the_same_number_of_questions_for_few_and_many(province: Province, visitor: Client) -> None:
    def questions(address: str) -> int:
        visitor.get(address)
        with CaptureQueriesContext(connection) as captured:
            visitor.get(address)
        return len(captured)

    addresses = ["/register/", "/register/appraisers/", f"/register/institutions/{province.jinan.licence_number}/"]
    few = [questions(address) for address in addresses]
    for number in range(12):
        row = make_institution(f"潍坊示例{number}司法鉴定所", "370702")
        publish_appraiser(row, "赵示例", f"3799070{number:05d}", "FY-02")
        publish_appraiser(province.jinan, "钱示例", f"3799019{number:05d}", "FY-05")
    assert [questions(address) for address in addresses] == few
    assert max(few) <= 14, few


def test_nothing_sealed_leaves_by_any_public_page(province: Province, visitor: Client) -> None:
    """Planted identity numbers and telephones, and the client of a case, appear on no public page."""
    make_case(province.jinan, client_name="示例暗记人民法院", matter="示例暗记事项", remarks="示例暗记备注")
    numbers = [province.jinan.licence_number, province.ended.licence_number]
    addresses = [f"/register/institutions/{number}/" for number in numbers]
    addresses += ["/", "/register/", "/register/appraisers/", "/register/appraisers/379901001001/", "/statistics/"]
    make_release()
    addresses += ["/statistics/releases/1/", "/statistics/restatements/", "/open-data/"]
    addresses += ["/open-data/releases/1/figures.csv", "/open-data/releases/1/figures.json"]
    for address in [*addresses, "/contacts/"]:
        text = visitor.get(address).content.decode()
        for planted in (SECRET_NUMBER, SECRET_PHONE, "示例暗记"):
            assert planted not in text, (address, planted)


def test_the_volume_of_an_institution_is_that_of_published_periods(province: Province, visitor: Client) -> None:
    for number in range(4):
        make_case(province.qingdao, accepted_on=date(2026, 8, 2 + number))
    for number in range(9):
        make_case(province.expired, accepted_on=date(2026, 8, 2 + number))
    assert volumes(province.qingdao.pk, 4) == []
    release = make_release("2026-Q3")
    (volume,) = volumes(province.qingdao.pk, 4)
    assert volume.accepted is not None
    assert (volume.accepted.suppressed, volume.address) == (True, release.public_url)
    page = visitor.get(f"/register/institutions/{province.qingdao.licence_number}/").content.decode()
    assert "＊" in page and "2026年第3季度" in page


def test_complaints_stand_beside_the_opinions_of_a_period_in_bands(province: Province, visitor: Client) -> None:
    make_release("2026-Q3")
    address = f"/register/institutions/{province.qingdao.licence_number}/"
    (before,) = volumes(province.qingdao.pk, 4)
    with time_machine.travel("2026-08-03 10:00+08:00", tick=False):
        for _number in range(4):
            make_complaint(province.qingdao)
    (few,) = volumes(province.qingdao.pk, 4)
    assert (before.received, before.upheld) == (few.received, few.upheld) == ("少于5件", "少于5件")
    with time_machine.travel("2026-08-03 10:00+08:00", tick=False):
        make_complaint(province.qingdao)
    (more,) = volumes(province.qingdao.pk, 4)
    assert (more.received, more.upheld) == ("5至9件", "少于5件")
    assert "5至9件" in visitor.get(address).content.decode()


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_band_tells_no_small_count(one: int, other: int) -> None:
    if max(one, other) < 5:
        assert band(one) == band(other)
    if band(one) != band(other):
        assert max(one, other) >= 5


def test_figures_of_the_first_page_are_those_of_the_register(province: Province, visitor: Client) -> None:
    html = visitor.get("/").content.decode()
    figures = visitor.get("/").context["figures"]
    assert figures.institutions == 4
    assert "2026年11月25日" in html
