"""A working day without a mouse: find, filter, open, change the language, sign out; focus is never lost."""

import re
from itertools import pairwise

from playwright.sync_api import Page, expect

from tests.factories.cases import make_case
from tests.journeys.browser import Open
from tests.people import Cast

MOST_STOPS = 90


def go_to(page: Page, selector: str) -> None:
    """Press Tab until the focus stands on what the selector names; every stop must be seen."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert ring != "none", f"{selector}: the focus cannot be seen"
            return
    raise AssertionError(f"{selector} is not reached by Tab at {page.url}")


def order_of_stops(page: Page) -> list[float]:
    """Return how far down each stop of Tab lies, in the order of the stops."""
    return list(
        page.evaluate(
            """() => [...document.querySelectorAll("main :is(a[href], button, input:not([type=hidden]), select)")]
            .filter(each => each.checkVisibility({checkVisibilityCSS: true}) && each.tabIndex >= 0)
            .map(each => each.getBoundingClientRect().top + scrollY)"""
        )
    )


def test_an_officer_works_by_keyboard_from_the_search_to_signing_out(
    transactional_db: None, cast: Cast, opened: Open
) -> None:
    case = make_case(cast.jinan_institution)
    make_case(cast.jinan_institution, state="suspended")
    page = opened("jinan")
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "pt-skip", "the first stop leads past the masthead"
    go_to(page, "header input[type=search]")
    page.keyboard.type(case.case_number)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    go_to(page, f"main a[href='{case.get_absolute_url()}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{case.get_absolute_url()}**")
    go_to(page, ".pt-side a[href='/cases/']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/cases/$"))
    go_to(page, "select[name=state]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    go_to(page, "main form button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("state="))
    expect(page.locator("#list-count")).to_be_focused()  # the new rows are there, and told of
    address = page.url
    go_to(page, "header summary")
    page.keyboard.press("Enter")
    go_to(page, "form[action='/language/'] button")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[lang=en]")
    assert page.url == address, "the switch left the page"
    go_to(page, "header summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY", "Escape closes the menu and keeps the focus"
    page.keyboard.press("Enter")
    go_to(page, "form[action='/accounts/logout/'] button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto("/cases/")
    assert "/accounts/login/" in page.url


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(transactional_db: None, cast: Cast, opened: Open) -> None:
    page = opened("jinan", width=390)
    page.goto("/")
    go_to(page, "a.pt-menu")
    page.keyboard.press("Enter")
    assert page.locator("#nav").is_visible()
    go_to(page, "#nav a[href='/cases/']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/cases/$"))
    assert not page.locator("#nav").is_visible()


def test_the_focus_goes_down_the_page(transactional_db: None, cast: Cast, opened: Open) -> None:
    """Stops follow the order in which the page is read: whoever looks down never has to jump far up."""
    make_case(cast.jinan_institution)
    page = opened("jinan", width=390)
    for address in ("/", "/cases/", "/institutions/", "/account/", "/figures/"):
        page.goto(address)
        stops = order_of_stops(page)
        jumps = [(before, after) for before, after in pairwise(stops) if after < before - 400]
        assert len(jumps) <= 1, f"{address}: {jumps}"


def test_colours_forced_by_the_reader_leave_everything_visible(
    transactional_db: None, cast: Cast, opened: Open
) -> None:
    """High contrast takes backgrounds away: buttons keep a border, states their word, bars of rulers a shape."""
    make_case(cast.jinan_institution)
    page = opened("jinan")
    page.emulate_media(forced_colors="active")
    for address in ("/", "/cases/", "/figures/"):
        page.goto(address)
        bare = page.evaluate(
            """() => [...document.querySelectorAll("main .btn, main .form-control, main .form-select")]
            .filter(each => each.checkVisibility() && getComputedStyle(each).borderTopStyle === "none")
            .map(each => each.outerHTML.slice(0, 100))"""
        )
        assert bare == [], address
        mute = page.evaluate(
            """() => [...document.querySelectorAll(".pt-st")]
            .filter(each => each.checkVisibility() && !each.innerText.trim()).length"""
        )
        assert mute == 0, address
