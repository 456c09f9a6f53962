"""The phone of a citizen who complains: its windows, and what is done on them."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.factories.complaints import IDENTITY
from tests.people import Cast

Phone = Callable[..., Page]
GO_ON = "form.pt-question .btn-primary"
PHONE = 390


@pytest.fixture
def phone(transactional_db: None, cast: Cast, chromium: Browser, live_server: object) -> Iterator[Phone]:
    """Return a function that opens a window on a phone; it fails on console errors at the end."""
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def open_window(*, width: int = PHONE, javascript: bool = True, language: str = "zh-hans") -> Page:
        context = chromium.new_context(
            base_url=str(live_server), viewport={"width": width, "height": 800}, java_script_enabled=javascript
        )
        context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": str(live_server)}])
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert [text for text in said if "422" not in text] == []


def go_on(page: Page) -> None:
    """Press the button of a question and wait for what answers it: a second press may not hit the page that leaves."""
    with page.expect_navigation():
        page.locator(GO_ON).click()


def complain(page: Page) -> None:
    """Answer every question in Chinese, with one slip, up to the page with all answers."""
    page.goto("/complain/")
    page.get_by_role("link", name="我要投诉").click()
    page.get_by_label("我不同意鉴定结论").check()
    go_on(page)
    page.get_by_role("link", name="我仍要投诉").click()
    page.get_by_label("您要投诉哪家机构？").fill("示例甲")
    page.get_by_role("button", name="查找").click()
    page.get_by_label("济南示例甲司法鉴定中心").check()
    go_on(page)
    page.get_by_label("违反司法鉴定收费管理规定的").check()
    page.get_by_label("违反司法鉴定程序规则从事司法鉴定活动的").check()
    go_on(page)
    go_on(page)  # nothing written: said beside the field
    expect(page.locator(".pt-errsum a")).to_have_count(1)
    page.get_by_label("发生了什么？").fill("示例：另收费用两千元，没有开具凭证。")
    go_on(page)
    page.get_by_label("您有什么请求？").fill("示例：请求查处并退还费用。")
    go_on(page)
    page.get_by_label("年", exact=True).fill("2026")
    page.get_by_label("月", exact=True).fill("10")
    go_on(page)
    page.get_by_label("鉴定所涉案件的当事人").check()
    go_on(page)
    page.get_by_label("您的姓名").fill("示例投诉人乙")
    page.get_by_label("身份证号").fill(IDENTITY)
    go_on(page)
    page.get_by_label("电话").fill("0531-00000001")
    page.get_by_label("地址").fill("示例市示例路1号")
    go_on(page)
    go_on(page)  # nobody acts for the complainant


def follow(page: Page, number: str, code: str) -> None:
    """Ask for the progress of a complaint."""
    page.goto("/complain/follow/")
    page.get_by_label("投诉编号").fill(number)
    page.get_by_label("查询码").fill(code.lower())
    page.get_by_role("button", name="查询进度").click()
