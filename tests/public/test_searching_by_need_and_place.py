"""A citizen knows what he needs and where he lives, and types that: the register finds by it and offers the filter."""

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from institutions.meaning import offered, pieces
from institutions.models import Institution
from tests.factories.bodies import make_institution
from tests.factories.entrustments import make_appraiser, make_staff
from tests.factories.standing import make_accreditation, make_scope
from tests.people import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today() -> object:
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False):
        yield


def found(words: str) -> set[str]:
    return {card.row.organisation.name for card in Client().get("/register/", {"q": words}).context["cards"]}


@pytest.fixture
def houses(cast: Cast) -> dict[str, Institution]:
    with transaction.atomic():
        rows = {
            "dna": make_institution("青岛示例海甲司法鉴定所", "370202", practice_codes=("FY-04",)),
            "other": make_institution("青岛示例海乙司法鉴定所", "370202", practice_codes=("FY-04",)),
            "lixia": make_institution("示例历丙司法鉴定所", "370102", practice_codes=("FY-02",)),
        }
    make_scope(rows["dna"], "FY-0402", by=cast.actor("province"))
    make_scope(rows["other"], "FY-0401", by=cast.actor("province"))
    return rows


def test_what_is_needed_finds_those_whose_licence_lists_it(houses: dict[str, Institution]) -> None:
    assert "青岛示例海甲司法鉴定所" in found("亲子鉴定")
    assert not {"青岛示例海乙司法鉴定所", "示例历丙司法鉴定所"} & found("亲子鉴定")


def test_a_place_finds_who_is_seated_there(houses: dict[str, Institution]) -> None:
    assert "示例历丙司法鉴定所" in found("历下") and not {"青岛示例海甲司法鉴定所"} & found("历下")
    assert "青岛示例海甲司法鉴定所" in found("青岛市 亲子鉴定") and "青岛示例海甲司法鉴定所" not in found(
        "历下 亲子鉴定"
    )


def test_the_filter_is_offered_and_leads_to_the_same(houses: dict[str, Institution]) -> None:
    page = Client().get("/register/", {"q": "历下"})
    assert "该词也是执业类别或者地区名称" in page.content.decode()
    (meant,) = page.context["meant"]
    there = Client().get(f"/register/?{meant.query}").context["cards"]
    assert "示例历丙司法鉴定所" in {card.row.organisation.name for card in there}
    assert Client().get("/register/", {"q": "示例海甲"}).context["meant"] == []


def test_appraisers_are_found_by_category_and_place(houses: dict[str, Institution]) -> None:
    with transaction.atomic():
        row = make_appraiser(houses["dna"], practice_codes=("FY-04",))
    for words, is_found in (("亲子鉴定", True), ("市南", True), ("历下", False)):
        page = Client().get("/register/appraisers/", {"q": words})
        assert (row.pk in {each["row"].pk for each in page.context["people"]}) is is_found, words


def test_a_seat_is_written_without_a_space_in_chinese(houses: dict[str, Institution]) -> None:
    page = Client().get("/register/", {"q": "示例历丙"}).content.decode()
    assert "济南市历下区" in page and "济南市 历下区" not in page


@pytest.mark.parametrize(
    "words",
    [
        "亲子鉴定 历下",
        "DNA 历下",
        "亲子鉴定,历下",
        "亲子鉴定，历下",
        "历下区亲子鉴定",
        "济南市历下区亲子鉴定",
        "历下DNA",
    ],
)
def test_a_need_and_a_place_lead_to_both_filters_and_to_the_nearest(cast: Cast, words: str) -> None:
    with transaction.atomic():
        row = make_institution("示例历城司法鉴定所", "370112", practice_codes=("FY-04",))
        make_staff(row)
    make_scope(row, "FY-0402", by=cast.actor("province"))
    make_accreditation(row, "FY-04", by=cast.actor("province"))
    page = Client().get("/register/", {"q": words})
    assert page.context["cards"] == []
    assert [meant.query for meant in page.context["meant"]] == ["category=FY-04&city=370100&county=370102"]
    assert "历下区法医物证鉴定" in page.content.decode()
    assert [card.row.organisation.name for card, _far in page.context["near"]] == ["示例历城司法鉴定所"]


def test_words_that_name_something_else_besides_show_nothing_near(houses: dict[str, Institution]) -> None:
    assert Client().get("/register/", {"q": "亲子鉴定 历下 无此机构"}).context["near"] == []
    assert Client().get("/register/", {"q": "示例海甲"}).context["meant"] == []


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("济南市中区酒精检测", ["济南市", "市中区", "酒精"]), ("青岛 伤残鉴定", ["青岛", "伤残鉴定"]),
        ("历下司法鉴定所", ["历下"]), ("示例历下司法鉴定所", ["示例历下司法鉴定所"]), ("笔迹鉴定", ["笔迹鉴定"]),
    ],
)  # fmt: skip
def test_a_joined_word_is_taken_apart_only_where_its_parts_mean_something(words: str, parts: list[str]) -> None:
    assert pieces(words) == parts


def test_words_of_everyday_stand_for_needs() -> None:
    assert [each.query for each in offered("酒精")] == ["category=FY-05"]
    assert [each.query for each in offered("伤残 济南 市中区")] == ["category=FY-02&city=370100&county=370103"]
    assert len(offered("伤残 市中区")) == 2, "there are two places of this name"
