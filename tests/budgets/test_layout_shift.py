"""Nothing on a page moves while it loads: cumulative layout shift of the pages most used, on desk and phone.

The walk over all pages (tests/pages) asks the same at one width; here lists hold rows, counts of tabs come in later,
charts are drawn, and the page is watched until the network is quiet.
"""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser

from tests.factories.cases import make_case
from tests.pages.walking import LARGEST_SHIFT, WATCH
from tests.people import Cast

PAGES = (
    ("", "/"),
    ("", "/register/"),
    ("", "/statistics/"),
    ("", "/check/"),
    ("province", "/"),
    ("province", "/cases/"),
    ("province", "/institutions/"),
    ("province", "/figures/"),
    ("jinan_clerk", "/cases/entrustments/new/"),
    ("jinan_clerk", "/imports/"),
)
WIDTHS = (1440, 390)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_while_a_page_loads(
    chromium: Browser, live_server: object, cast: Cast, sign_in: Any, width: int
) -> None:
    for _each in range(30):
        make_case(cast.jinan_institution)
    origin = str(live_server)
    shifts = {}
    for who in dict.fromkeys(who for who, _address in PAGES):
        context = chromium.new_context(base_url=origin, viewport={"width": width, "height": 900})
        if who:
            client: Client = sign_in(who)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": origin}])
        context.add_init_script(WATCH)
        for address in (address for other, address in PAGES if other == who):
            window = context.new_page()
            window.goto(address, wait_until="networkidle")
            window.wait_for_timeout(250)  # a shift is reported with the frame after it
            shifts[f"{who} {address}"] = round(window.evaluate("window.shift"), 4)
            window.close()
        context.close()
    print(shifts)  # noqa: T201  (shown with -s, and when it fails)
    assert len(shifts) == len(PAGES)
    assert {page: shift for page, shift in shifts.items() if shift > LARGEST_SHIFT} == {}


def test_a_page_that_moves_is_noticed(chromium: Browser, live_server: object) -> None:
    context = chromium.new_context(base_url=str(live_server), viewport={"width": 1440, "height": 900})
    context.add_init_script(WATCH)
    window = context.new_page()
    window.goto("/", wait_until="networkidle")
    window.wait_for_timeout(250)
    window.evaluate("document.querySelector('main').prepend(Object.assign(document.createElement('hr'), {id: 'late'}))")
    window.evaluate("document.querySelector('#late').style.marginTop = '300px'")
    window.wait_for_timeout(250)
    assert window.evaluate("window.shift") > LARGEST_SHIFT
    context.close()
