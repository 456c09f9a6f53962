"""The switch of languages stays on the page, also on answers to forms; what cannot be a language changes nothing."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from tests.people import Cast

SignIn = Callable[[str], Client]


def switch(client: Client, html: str, language: str) -> str:
    """Press the button of the page, and return where one arrives."""
    target = re.search(r'name="next" value="([^"]*)"', html)
    assert target
    answer = client.post("/language/", {"language": language, "next": target[1].replace("&amp;", "&")})
    return str(answer.headers["Location"])


def test_the_switch_keeps_conditions_and_order(sign_in: SignIn) -> None:
    client = sign_in("jinan")
    address = "/cases/?state=in_progress&order=due&q=示例"
    html = client.get(address).content.decode()
    assert switch(client, html, "en") == client.get(address).wsgi_request.get_full_path()
    assert '<html lang="en"' in client.get(address).content.decode()


def test_the_switch_on_the_answer_to_a_form_leads_back_to_the_form(sign_in: SignIn, cast: Cast) -> None:
    """An act that answers POST alone has no page of its own in another language."""
    client = sign_in("administrator")
    form = f"http://testserver/administration/users/{cast.jinan_clerk.user_id}/?from=list"
    refused = client.post("/posting/", {"posting": "not one of mine"}, headers={"referer": form})
    assert refused.status_code == 403
    assert switch(client, refused.content.decode(), "en") == form.removeprefix("http://testserver")


@pytest.mark.parametrize("referer", ["https://elsewhere.example/x/", "", "http://[broken"])
def test_a_referer_of_another_site_is_not_followed(sign_in: SignIn, cast: Cast, referer: str) -> None:
    client = sign_in("administrator")
    refused = client.post("/posting/", {"posting": "x"}, headers={"referer": referer})
    assert switch(client, refused.content.decode(), "en") == "/posting/"


@pytest.mark.parametrize("cookie", ["", "xx", "../../etc", "zh-hans" * 400])
def test_an_unknown_language_is_chinese(db: None, cookie: str) -> None:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    assert '<html lang="zh-CN"' in client.get("/").content.decode()


def test_errors_speak_the_chosen_language(sign_in: SignIn) -> None:
    client = sign_in("jinan")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    missing = client.get("/no/such/page/").content.decode()
    assert '<html lang="en"' in missing
    assert "There is no such page for you" in missing
    denied = client.get("/administration/trail/").content.decode()
    assert '<html lang="en"' in denied


def test_days_are_read_and_written_alike_in_both_languages(sign_in: SignIn) -> None:
    """3/4/2026 is refused in both: nobody knows which is the month."""
    client = sign_in("administrator")
    for language in ("zh-hans", "en"):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        assert "pt-errsum" not in client.get("/administration/law/sources/?on=2026-03-04").content.decode()
        assert client.get("/administration/law/sources/?on=3/4/2026").status_code == 422
