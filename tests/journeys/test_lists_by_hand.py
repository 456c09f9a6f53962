"""Lists in a real browser: by keyboard alone, without JavaScript, and what is chosen over pages."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from foundation.audit.models import OutboxMessage
from tests.factories.cases import make_case
from tests.journeys.browser import Open
from tests.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def put_cases(cast: Cast, count: int) -> None:
    for number in range(count):
        make_case(cast.jinan_institution, accepted_on=date(2026, 10, 1) + timedelta(days=number % 20))


def park(count: int) -> None:
    now = timezone.now()
    for _number in range(count):
        OutboxMessage.objects.create(topic="test.parked", payload={}, attempts=5, not_before=now, parked_at=now)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))


def test_a_case_is_found_and_opened_by_keyboard_alone(cast: Cast, opened: Open) -> None:
    put_cases(cast, 3)
    page = opened("jinan")
    page.goto("/cases/")
    page.keyboard.press("/")
    assert focused(page) == "id_q"
    page.keyboard.type("jk?/")  # while one types, keys are letters
    expect(page.locator("#id_q")).to_have_value("jk?/")
    page.locator("#id_q").fill("")
    with page.expect_response(lambda answer: "/cases/?" in answer.url):
        page.keyboard.press("Enter")
    expect(page.locator("#id_q")).not_to_have_class("htmx-request")
    expect(page.locator("#list-count")).to_contain_text("共3条")
    page.locator("#list-count").focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    first = page.locator("tbody th a").first
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/*-*/**")


def test_the_keys_can_be_switched_off(cast: Cast, opened: Open) -> None:
    put_cases(cast, 1)
    page = opened("jinan")
    page.goto("/cases/")
    page.keyboard.press("?")
    box = page.locator("input[name='keys']")
    expect(box).to_be_focused()
    page.keyboard.press("Space")
    page.locator(".pt-pop__in button[type='submit']").first.click()
    page.wait_for_load_state()
    page.keyboard.press("/")
    assert focused(page) != "id_q"


def test_filter_order_and_pages_swap_the_list_alone_and_keep_focus(cast: Cast, opened: Open) -> None:
    put_cases(cast, 30)
    page = opened("jinan")
    page.goto("/cases/")
    page.evaluate("window.here = true")
    page.locator("#sort-number").click()
    expect(page.locator("th[aria-sort='ascending']")).to_contain_text("案号")
    assert focused(page) == "sort-number"
    page.locator("#page-next").click()
    expect(page.locator("#page-previous")).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(5)
    assert "after=" in page.url
    page.select_option("select[name='state']", "suspended")
    page.locator(".pt-filter button").click()
    expect(page.locator("#list-count")).to_contain_text("共0条")
    expect(page.locator("[data-list-said]")).to_contain_text("共0条")
    assert page.evaluate("window.here")
    page.go_back()
    expect(page.locator("tbody tr")).to_have_count(5)


def test_what_is_chosen_survives_paging_and_goes_along(cast: Cast, opened: Open) -> None:
    park(27)
    page = opened("administrator")
    page.goto("/administration/jobs/parked/")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-selected]")).to_have_text("已选1行")
    page.locator("#page-next").click()
    expect(page.locator("[data-selected]")).to_have_text("已选1行，其中1行在其他页")
    page.locator("tbody input[name='row']").first.check()
    page.locator(".pt-bulk button[formaction]").click()
    expect(page.locator("h1")).to_have_text("重试")
    page.locator("#id_reason").fill("网络已恢复")
    page.locator("main form button[type='submit']").first.click()
    expect(page.locator("main")).to_contain_text("共2行，已办理2行")
    assert OutboxMessage.objects.filter(parked_at__isnull=False).count() == 25


def test_everything_works_without_javascript(cast: Cast, opened: Open) -> None:
    put_cases(cast, 30)
    park(3)
    page = opened("jinan", javascript=False)
    page.goto("/cases/")
    page.select_option("select[name='state']", "in_progress")
    page.locator(".pt-filter button").click()
    page.locator("#page-next").click()
    expect(page.locator("tbody tr")).to_have_count(5)
    page.locator("#page-previous").click()
    expect(page.locator("tbody tr")).to_have_count(25)
    page.locator(".pt-pop > summary").first.click()
    page.locator("input[name='columns'][value='fee']").check()
    page.locator(".pt-pop__in button[type='submit']").first.click()
    expect(page.locator("thead").get_by_text("鉴定费")).to_have_count(1)
    page.get_by_text("保存当前筛选").click()
    page.locator("#id_name").fill("在办")
    page.locator("main form button[type='submit']").first.click()
    assert page.locator(".pt-views a[aria-current]").inner_text().strip() == "在办"
    keeper = opened("administrator", javascript=False)
    keeper.goto("/administration/jobs/parked/")
    keeper.locator("input[name='all']").check()
    keeper.locator(".pt-bulk button[formaction]").click()
    keeper.locator("#id_reason").fill("网络已恢复")
    keeper.locator("main form button[type='submit']").first.click()
    assert "共3行，已办理3行" in keeper.locator("main").inner_text()


def test_without_a_connection_the_list_stays_and_says_so(cast: Cast, rough: BrowserContext) -> None:
    put_cases(cast, 30)
    page = rough.new_page()
    page.goto("/cases/")
    first = page.locator("tbody th").first.inner_text()
    rough.set_offline(True)
    page.locator("a[rel='next']").first.click()
    expect(page.get_by_role("alert")).to_contain_text("网络连接中断")
    assert page.locator("tbody th").first.inner_text() == first
    rough.set_offline(False)
    page.locator("a[rel='next']").first.click()
    expect(page.locator("tbody th").first).not_to_have_text(first)
    expect(page.get_by_text("网络连接中断")).to_have_count(0)
