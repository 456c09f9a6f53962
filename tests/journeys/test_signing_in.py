"""Signing in with password and code, changing the language on the way, working by keyboard alone."""

import re
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from playwright.sync_api import Browser, Page

from foundation.audit.models import Event
from tests.factories.cases import make_case
from tests.people import PASSWORD, Cast, code_shown


@pytest.fixture
def secret(transactional_db: None, cast: Cast) -> str:
    """Give the officer of Jinan a password and an authenticator, and return what the authenticator knows."""
    user = cast.jinan.user
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return str(secret)


@pytest.fixture
def window(chromium: Browser, live_server: object) -> object:
    context = chromium.new_context(base_url=str(live_server), locale="zh-CN")
    yield context.new_page()
    context.close()


def sign_in_by_keyboard(page: Page, password: str, secret: str) -> None:
    page.goto("/accounts/login/")
    page.focus("input[name=login]")
    page.keyboard.type("jinan")
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    page.wait_for_selector("input[name=code]")
    page.focus("input[name=code]")
    page.keyboard.type(code_shown(secret))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"//[^/]+/$"))


def focused_by_tab(page: Page, text: str, presses: int = 80) -> None:
    """Press Tab until what is focused says `text`; each stop must be visible as focused."""
    for _press in range(presses):
        page.keyboard.press("Tab")
        if text in page.evaluate("document.activeElement.matches('a, button') ? document.activeElement.innerText : ''"):
            ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert ring != "none", "the focus cannot be seen"
            return
    pytest.fail(f"{text} is not reached by Tab")


def test_an_officer_signs_in_and_reaches_a_case_by_keyboard_alone(window: Page, cast: Cast, secret: str) -> None:
    case = make_case(cast.jinan_institution)
    sign_in_by_keyboard(window, PASSWORD, secret)
    focused_by_tab(window, "案件")
    window.keyboard.press("Enter")
    window.wait_for_url("**/cases/**")
    focused_by_tab(window, case.case_number)
    window.keyboard.press("Enter")
    window.wait_for_url(f"**{case.get_absolute_url()}")
    assert window.locator("h1").inner_text().strip().startswith(case.case_number)
    assert Event.objects.filter(stream=cast.jinan.user.stream, kind="user.signed_in").count() == 1


def test_a_password_alone_opens_nothing(window: Page, cast: Cast, secret: str) -> None:
    window.goto("/accounts/login/")
    window.fill("input[name=login]", "jinan")
    window.fill("input[name=password]", PASSWORD)
    window.keyboard.press("Enter")
    window.wait_for_selector("input[name=code]")
    window.goto("/cases/")
    assert "/accounts/" in window.url
    window.goto("/accounts/2fa/authenticate/")
    window.fill("input[name=code]", "000000")
    window.keyboard.press("Enter")
    window.wait_for_selector(".pt-errsum")
    window.goto("/cases/")
    assert "/accounts/" in window.url


def test_the_language_changes_and_the_page_stays(window: Page, cast: Cast, secret: str, tmp_path: Path) -> None:
    make_case(cast.jinan_institution)
    sign_in_by_keyboard(window, PASSWORD, secret)
    window.goto("/cases/?state=in_progress&order=due")
    assert window.locator("html").get_attribute("lang") == "zh-CN"
    window.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    window.locator('form[action="/language/"] button').first.click()
    window.wait_for_selector("html[lang=en]")
    assert window.url.endswith("/cases/?state=in_progress&order=due")
    assert window.locator("h1").inner_text().strip() == "Cases"
