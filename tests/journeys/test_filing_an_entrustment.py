"""Filing in a real browser: with and without script, by keyboard, on a phone, and when something gets in the way."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from cases.models import EntrustedMaterial, Entrustment
from foundation.desk.models import Draft
from tests.factories.entrustments import IDENTITY, make_appraiser
from tests.journeys.browser import Open
from tests.people import Cast

NEW = "/cases/entrustments/new/"
SAVED = re.compile("草稿已保存")
FILED = re.compile(r"/cases/entrustments/[0-9a-f-]{36}/(#.*)?$")


def fill(page: Page, **other: str) -> None:
    typed = {
        "client_name": "济南示例区人民法院", "matter": "人体残疾等级鉴定", "purpose": "民事诉讼", "facts": "示例案情",
        "subjects-0-name": "示例当事人甲", "subjects-0-identity_number": IDENTITY, "materials-0-name": "病历资料",
    }  # fmt: skip
    for name, value in {**typed, **other}.items():
        page.fill(f'[name="{name}"]', value)
    page.select_option('[name="client_kind"]', "court")
    page.select_option('[name="category"]', "FY-02")


def button(page: Page, act: str) -> None:
    page.locator(f'button[name="act"][value="{act}"]:not([tabindex])').click()


def test_with_script_the_draft_saves_itself_the_law_is_checked_at_once_and_rows_take_the_focus(
    opened: Open, cast: Cast
) -> None:
    with transaction.atomic():
        for _each in range(3):
            make_appraiser(cast.jinan_institution)
    page = opened("jinan_clerk")
    page.goto(NEW)
    fill(page, purpose="")
    expect(page.locator("#law-check")).to_contain_text("未写明鉴定用途")
    page.fill('[name="purpose"]', "民事诉讼")
    page.locator('[name="remarks"]').focus()
    expect(page.locator("#law-check")).not_to_contain_text("未写明鉴定用途")
    expect(page.locator("[data-draft-said]")).to_have_text(SAVED)
    assert "draft=" in page.url and Draft.objects.count() == 1
    button(page, "add_materials")
    page.wait_for_selector('[name="materials-1-name"]')
    expect(page.locator('[name="materials-1-name"]')).to_be_focused()
    page.keyboard.type("影像光盘")
    button(page, "file")
    page.wait_for_url(FILED)
    assert "委托已登记" in page.locator("main").inner_text()
    assert Entrustment.objects.count() == 1 and EntrustedMaterial.objects.count() == 2
    assert not Draft.objects.exists()


def test_without_script_on_a_phone_an_entrustment_is_drafted_resumed_and_filed(opened: Open, cast: Cast) -> None:
    page = opened("jinan_clerk", width=390, javascript=False)
    page.goto(NEW)
    fill(page)
    button(page, "add_subjects")
    assert page.input_value('[name="client_name"]') == "济南示例区人民法院"
    page.fill('[name="subjects-1-name"]', "示例当事人乙")
    button(page, "save")
    page.goto("/cases/entrustments/")
    page.goto(NEW)
    page.get_by_role("link", name="济南示例区人民法院", exact=True).click()
    assert page.input_value('[name="subjects-1-name"]') == "示例当事人乙"
    width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width[0] <= width[1]
    button(page, "file")
    page.wait_for_url(FILED)
    assert Entrustment.objects.get().subjects.count() == 2


def test_by_keyboard_alone_errors_are_reached_corrected_and_the_form_filed(rough: BrowserContext, cast: Cast) -> None:
    page = rough.new_page()
    page.goto(NEW)

    def reach(name: str, presses: int = 60) -> None:
        for _press in range(presses):
            if page.evaluate("document.activeElement.name + ':' + document.activeElement.value").startswith(name):
                return
            page.keyboard.press("Tab")
        pytest.fail(f"{name} is not reached by Tab")

    reach("client_kind:")
    page.keyboard.press("ArrowDown")
    reach("category:")
    page.keyboard.press("ArrowDown")
    reach("matter:")
    page.keyboard.type("人体残疾等级鉴定")
    reach("act:file")
    page.keyboard.press("Enter")
    page.wait_for_selector(".pt-errsum")
    assert page.evaluate("document.activeElement.classList.contains('pt-errsum')")
    assert page.title().startswith("有1处需要改")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator('[name="client_name"]')).to_be_focused()
    page.keyboard.type("济南示例区人民法院")
    reach("act:file")
    page.keyboard.press("Enter")
    page.wait_for_url(FILED)
    assert Entrustment.objects.count() == 1


@pytest.mark.parametrize("width", [1440, 390])
def test_long_articles_beside_the_button_do_not_widen_the_page(opened: Open, cast: Cast, width: int) -> None:
    page = opened("jinan_clerk", width=width)
    page.goto(NEW)
    page.select_option('[name="category"]', "WZ-01")
    expect(page.locator("#law-check")).to_contain_text("第三十条第一项")
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1]


def test_enter_in_a_field_checks_and_never_files(opened: Open, cast: Cast) -> None:
    page = opened("jinan_clerk")
    page.goto(NEW)
    fill(page)
    page.locator('[name="client_reference"]').press("Enter")
    page.wait_for_load_state()
    assert page.input_value('[name="client_name"]') == "济南示例区人民法院"
    assert not Entrustment.objects.exists()


def test_a_double_click_files_once(opened: Open, cast: Cast) -> None:
    page = opened("jinan_clerk")
    page.goto(NEW)
    fill(page)
    page.locator('button[value="file"]').dblclick(no_wait_after=True)
    page.wait_for_url(FILED)
    assert Entrustment.objects.count() == 1


def test_going_back_finds_what_was_typed(opened: Open, cast: Cast) -> None:
    page = opened("jinan_clerk")
    page.goto(NEW)
    fill(page)
    expect(page.locator("[data-draft-said]")).to_have_text(SAVED)
    page.goto("/cases/entrustments/")
    page.go_back()
    expect(page.locator('[name="client_name"]')).to_have_value("济南示例区人民法院")


def test_a_lost_connection_loses_nothing(rough: BrowserContext, cast: Cast) -> None:
    page = rough.new_page()
    page.goto(NEW)
    rough.set_offline(True)
    fill(page)
    expect(page.locator("[data-draft-said]")).to_contain_text("网络已断开")
    button(page, "file")
    assert page.input_value('[name="client_name"]') == "济南示例区人民法院"
    rough.set_offline(False)
    expect(page.locator("[data-draft-said]")).to_have_text(SAVED, timeout=15_000)
    button(page, "file")
    page.wait_for_url(FILED)
    assert Entrustment.objects.count() == 1


def test_a_session_that_ends_in_the_middle_gives_the_form_back_after_signing_in(
    rough: BrowserContext, cast: Cast, sign_in: Callable[[str], Client], live_server: object
) -> None:
    page = rough.new_page()
    page.goto(NEW)
    fill(page)
    expect(page.locator("[data-draft-said]")).to_have_text(SAVED)
    rough.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.fill('[name="purpose"]', "仲裁")
    expect(page.locator("[data-draft-said]")).to_contain_text("登录已失效")
    button(page, "file")
    page.wait_for_url(re.compile("/accounts/login/"))
    again = sign_in("jinan_clerk").cookies[settings.SESSION_COOKIE_NAME].value
    rough.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": again, "url": str(live_server)}])
    page.goto(NEW)
    assert page.input_value('[name="purpose"]') == "仲裁"
    assert "提交时登录已失效" in page.locator("main").inner_text()
    assert not Entrustment.objects.exists()
    button(page, "file")
    page.wait_for_url(FILED)
    assert Entrustment.objects.get().purpose == "仲裁"


def test_two_windows_at_one_draft_see_both_values_and_take_either(rough: BrowserContext, cast: Cast) -> None:
    first = rough.new_page()
    first.goto(NEW)
    fill(first)
    expect(first.locator("[data-draft-said]")).to_have_text(SAVED)
    second = rough.new_page()
    second.goto(first.url)
    second.fill('[name="purpose"]', "刑事诉讼")
    button(second, "save")
    second.wait_for_load_state()
    first.fill('[name="purpose"]', "仲裁")
    expect(first.locator("[data-draft-said]")).to_contain_text("鉴定用途")
    button(first, "save")
    rival = first.locator("section", has_text="另一窗口于")
    expect(rival).to_contain_text("刑事诉讼")
    assert first.input_value('[name="purpose"]') == "仲裁"
    first.get_by_role("link", name="改用已存草稿").click()
    assert first.input_value('[name="purpose"]') == "刑事诉讼"
