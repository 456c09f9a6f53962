"""The search box: what the posting may see, by number or name, and nothing of others."""

from collections.abc import Callable

from django.test import Client

from tests.factories.cases import make_case
from tests.factories.complaints import make_complaint
from tests.factories.entrustments import make_entrustment
from tests.people import Cast


def test_a_case_is_found_by_the_beginning_of_its_number_in_any_width(
    cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    case = make_case(cast.jinan_institution)
    beginning = case.case_number[:8].replace("〔", "（")
    assert case.case_number in sign_in("jinan").get("/search/", {"q": beginning}).content.decode()


def test_an_entrustment_is_found_by_its_code_and_a_complaint_by_its_number(
    cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    row, complaint = make_entrustment(cast.jinan_institution), make_complaint(cast.jinan_institution).complaint
    client = sign_in("jinan")
    assert row.get_absolute_url() in client.get("/search/", {"q": row.code}).content.decode()
    assert complaint.get_absolute_url() in client.get("/search/", {"q": complaint.number}).content.decode()
    elsewhere = sign_in("qingdao")
    for words, url in ((row.code, row.get_absolute_url()), (complaint.number, complaint.get_absolute_url())):
        assert url not in elsewhere.get("/search/", {"q": words}).content.decode()


def test_another_city_finds_nothing(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    case = make_case(cast.jinan_institution)
    answer = sign_in("qingdao").get("/search/", {"q": case.case_number})
    assert case.get_absolute_url() not in answer.content.decode()
    assert "济南示例甲" not in sign_in("qingdao").get("/search/", {"q": "示例"}).content.decode()


def test_institutions_are_found_by_name(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    assert "济南示例甲司法鉴定中心" in sign_in("jinan").get("/search/", {"q": "示例甲"}).content.decode()


def test_nul_bytes_and_long_words_do_no_harm(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    client = sign_in("jinan")
    assert client.get("/search/", {"q": "\0" * 5 + "x" * 5_000}).status_code == 200


def test_a_visitor_is_asked_to_sign_in(db: None) -> None:
    assert Client().get("/search/", {"q": "x"}).status_code == 302
