"""A real browser for the journeys, signed in as one of the cast."""

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

if TYPE_CHECKING:  # pictures of a running demo are taken without the portal's settings
    from foundation.accounts.models import Posting

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the browser that the launcher provides."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=os.environ["PORTAL_CHROMIUM"], args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser, live_server: object, sign_in: Callable[..., Client]) -> Iterator[Open]:
    """Return a function that opens a window for a person of the cast; it fails on console errors at the end."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    origin = str(live_server)

    def open_window(
        who: "str | Posting", *, width: int = 1440, javascript: bool = True, language: str = "zh-hans"
    ) -> Page:
        context = chromium.new_context(
            base_url=origin, viewport={"width": width, "height": 900}, java_script_enabled=javascript
        )
        session = sign_in(who).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [
                {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": origin},
                {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": origin},
            ]
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert [text for text in complaints if "404" not in text and "403" not in text] == []


@pytest.fixture
def rough(chromium: Browser, live_server: object, sign_in: Callable[[str], Client]) -> Iterator[BrowserContext]:
    """A browser of the clerk in which requests may fail: lost connections, ended sessions, refused drafts."""
    origin = str(live_server)
    context = chromium.new_context(base_url=origin, viewport={"width": 1440, "height": 900})
    session = sign_in("jinan_clerk").cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": origin}])
    yield context
    context.close()
