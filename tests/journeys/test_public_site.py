"""A visitor on a phone and at a desk, with and without script, by keyboard, in both languages."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.factories.cases import make_case
from tests.factories.entrustments import make_staff
from tests.factories.published import publish_appraiser
from tests.people import Cast

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NUMBER, ISSUED = "示甲司鉴〔2026〕临意字第7号", date(2026, 10, 8)
PAGES = (
    "/", "/register/", "/register/?city=370100", "/register/?q=xyz", "/register/appraisers/", "/check/", "/complain/",
    "/complain/?city=370100&county=370102", "/statistics/", "/how/", "/how/procedure/", "/how/complaints/",
    "/how/regulation/", "/how/registration/", "/law/TS/", "/contacts/", "/accessibility/", "/privacy/",
)  # fmt: skip
WIDEST = """[...document.querySelectorAll('main *')].filter(each =>
    each.getBoundingClientRect().right > innerWidth && !each.closest('.pt-scroll')).map(each => each.outerHTML)
    .sort((a, b) => a.length - b.length)[0]?.slice(0, 160)"""
Visit = Callable[..., Page]


@pytest.fixture
@transaction.atomic
def province(transactional_db: None, cast: Cast) -> Cast:
    """The cast with an institution that has its appraisers, one of them known by name, and an issued opinion."""
    publish_appraiser(cast.jinan_institution, "王示例甲", "379901001001", "FY-02")
    make_staff(cast.jinan_institution, 2)
    make_case(cast.jinan_institution, accepted_on=date(2026, 9, 1), issued_on=ISSUED, opinion_number=NUMBER)
    return cast


@pytest.fixture
def visit(chromium: Browser, live_server: object) -> Iterator[Visit]:
    """Return a function that opens a window for a visitor; it fails on console errors at the end."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_window(*, width: int = 390, javascript: bool = True, language: str = "") -> Page:
        context = chromium.new_context(
            base_url=str(live_server),
            locale="zh-CN",
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
        )
        if language:
            context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": str(live_server)}])
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert [text for text in complaints if "422" not in text] == []


def test_a_citizen_finds_the_nearest_able_institution_on_a_phone(province: Cast, visit: Visit) -> None:
    page = visit()
    page.goto("/register/")
    page.get_by_label("市", exact=True).select_option(label="济南市")
    page.get_by_label("要做的鉴定").select_option(label="法医临床鉴定")
    page.get_by_role("button", name="筛选").click()
    page.get_by_label("县（市、区）").select_option(label="天桥区")
    page.get_by_role("button", name="筛选").click()
    near = page.get_by_role("region", name="附近可以受理的机构")
    first = near.get_by_role("article").first
    expect(first).to_contain_text("济南示例甲司法鉴定中心")
    assert page.evaluate(WIDEST) is None
    first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("济南示例甲司法鉴定中心")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_citizen_finds_an_institution_and_whom_to_complain_to(province: Cast, visit: Visit, javascript: bool) -> None:
    page = visit(javascript=javascript)
    page.goto("/")
    page.fill("main input[type=search]", "jnsl")
    page.locator("main form[role=search] button").click()
    page.wait_for_url("**/register/?q=jnsl**")
    page.get_by_role("link", name="济南示例甲司法鉴定中心").click()
    assert "可以受理" in page.locator("main").inner_text()
    assert "王示例甲" in page.locator("main").inner_text()
    page.get_by_role("link", name="怎样投诉该机构").click()
    assert "示例历下区司法局" in page.locator("main").inner_text()


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_court_checks_an_opinion_and_corrects_a_slip(province: Cast, visit: Visit, javascript: bool) -> None:
    page = visit(javascript=javascript)
    page.goto("/check/")
    page.locator("main form button").click()
    expect(page.locator(".pt-errsum a")).to_have_count(2)
    page.fill("#id_number", NUMBER.replace("〔", "[").replace("〕", "]"))
    for part, value in enumerate(("2026", "10", "9")):
        page.fill(f"#id_issued_on_{part}", value)
    page.locator("main form button").click()
    assert page.locator("h1").inner_text() == "没有查到"
    page.get_by_role("link", name="核验另一份意见书").click()
    page.fill("#id_number", NUMBER)
    for part, value in enumerate(("2026", "10", "8")):
        page.fill(f"#id_issued_on_{part}", value)
    page.locator("main form button").click()
    assert "济南示例甲司法鉴定中心" in page.locator(".pt-kv").inner_text()
    assert page.url.endswith("/check/")


def test_the_register_by_keyboard_alone(province: Cast, visit: Visit) -> None:
    """Skip to the content, search, and reach a city of the map; each stop shows its focus."""
    page = visit(width=1440)
    page.goto("/register/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "pt-skip"
    page.keyboard.press("Enter")
    reached = []
    for _press in range(60):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.name || ''")
        )
        if page.evaluate("document.activeElement.closest('svg.pt-map') !== null"):
            break
    assert "q" in reached
    assert reached[-1].startswith("?")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"city=37\d{4}"))


def test_the_language_changes_at_once_and_the_page_stays(province: Cast, visit: Visit) -> None:
    page = visit(width=1440)
    page.goto("/register/?q=jnsl&city=370100")
    page.locator('.pt-mast form[action="/language/"] button').click()
    page.wait_for_selector("html[lang=en]")
    assert page.url.endswith("/register/?q=jnsl&city=370100")
    assert "May accept entrustments" in page.locator("main").inner_text()
    page.goto("/register/?q=jnsl&city=370100")
    assert page.locator("html").get_attribute("lang") == "en"


# At 1440 and 390 pixels tests/pages looks at them, with every other page, in both languages.
@pytest.mark.parametrize(("width", "language"), [(320, "zh-hans"), (320, "en")])
def test_public_pages_are_accessible_and_fit(province: Cast, visit: Visit, width: int, language: str) -> None:
    page = visit(width=width, language=language)
    addresses = [
        *PAGES,
        f"/register/institutions/{province.jinan_institution.licence_number}/",
        "/register/appraisers/379901001001/",
    ]
    faults = []
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "rules => axe.run(document, {runOnly: rules})"
            ".then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))",
            RULES,
        )
        faults += [f"{address} {fault[:200]}" for fault in found]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"{address} scrolls sideways: {page.evaluate(WIDEST)}")
    assert faults == []
