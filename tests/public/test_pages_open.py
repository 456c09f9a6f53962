"""Every public page opens for a visitor, in both languages, without a form token unless it sends something."""

import pytest
from django.test import Client

from tests.factories.published import SECRET_NUMBER, SECRET_PHONE
from tests.public.conftest import Province

PAGES = (
    "/",
    "/register/",
    "/register/?q=jnsl",
    "/register/?city=370100&county=370102&category=FY-02&state=open",
    "/register/?q=%E6%B2%A1%E6%9C%89",
    "/register/appraisers/",
    "/register/appraisers/?q=wsl",
    "/check/",
    "/complain/",
    "/complain/?city=370100&county=370102",
    "/statistics/",
    "/statistics/?year=2025",
    "/how/",
    "/how/procedure/",
    "/how/complaints/",
    "/how/regulation/",
    "/how/registration/",
    "/law/TZ/",
    "/law/TS/",
    "/contacts/",
    "/contacts/?q=lx&city=370100",
    "/accessibility/",
    "/privacy/",
)
SENDS = {"/check/"}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_visitor_reads_it(province: Province, visitor: Client, address: str, language: str) -> None:
    visitor.cookies["portal_language"] = language
    answer = visitor.get(address)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.count("<h1") == 1
    assert "%(" not in html
    assert ("csrfmiddlewaretoken" in html) is (address in SENDS)
    assert SECRET_NUMBER not in html
    assert SECRET_PHONE not in html


def test_pages_of_an_institution_and_an_appraiser_open_by_their_numbers(province: Province, visitor: Client) -> None:
    page = visitor.get(f"/register/institutions/{province.jinan.licence_number}/").content.decode()
    assert "济南示例甲司法鉴定中心" in page
    assert "王示例甲" in page
    assert "示例历下区司法局" in page
    page = visitor.get(f"/register/appraisers/{province.wang.certificate_number}/").content.decode()
    assert "王示例甲" in page
    assert SECRET_NUMBER not in page
    assert visitor.get("/register/institutions/379900000/").status_code == 404
    assert visitor.get("/register/appraisers/%00/").status_code == 404


def test_pages_can_be_kept_for_a_minute_and_are_not_sent_twice(province: Province, visitor: Client) -> None:
    first = visitor.get("/register/")
    assert "s-maxage=60" in first["Cache-Control"]
    assert {"Cookie", "Accept-Language"} <= {name.strip() for name in first["Vary"].split(",")}
    again = visitor.get("/register/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    visitor.cookies["portal_language"] = "en"
    assert visitor.get("/register/", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_the_check_page_is_never_kept(province: Province, visitor: Client) -> None:
    assert "no-store" in visitor.get("/check/")["Cache-Control"]


def test_machines_are_told_what_they_may_read(visitor: Client, db: None) -> None:
    text = visitor.get("/robots.txt").content.decode()
    assert "Allow: /register/" in text
    assert "Disallow: /" in text.splitlines()
    assert "/check/" not in text


def test_the_language_changes_without_a_token_and_the_page_stays(province: Province) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/language/", {"language": "en", "next": "/register/?q=jnsl"})
    assert answer["Location"] == "/register/?q=jnsl"
    assert 'lang="en"' in strict.get("/register/").content.decode()
    elsewhere = strict.post("/language/", {"language": "en", "next": "https://elsewhere.example/"})
    assert "elsewhere" not in elsewhere["Location"]
