"""An annual review in a real browser, in Chinese and by keyboard: from opening to the public page."""

import re

from playwright.sync_api import Page, expect

from governance.annual_review.actions.opening import create_reviews
from governance.annual_review.models import AnnualReview, ReviewYear
from tests.factories.annual_reviews import dates_of, review_of
from tests.journeys.browser import Open
from tests.journeys.test_deciding_about_an_entrustment import reach
from tests.people import Cast

PAGE = re.compile(r"/annual-review/[0-9a-f-]{36}/$")


def typed_into(page: Page, name: str, text: str) -> None:
    reach(page, f"e.name === '{name}'")
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def pressed(page: Page, words: str) -> None:
    reach(page, f"e.type === 'submit' && e.tabIndex >= 0 && e.textContent.includes('{words}')")
    page.keyboard.press("Enter")


def chosen(page: Page, name: str, value: str) -> None:
    """Walk to the group and move with the arrows to the value."""
    reach(page, f"e.name === '{name}'", presses=120)
    page.keyboard.press("Space")
    for _press in range(4):
        if page.evaluate("document.activeElement.value") == value:
            page.keyboard.press("Space")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{name} has no {value}")


def test_by_keyboard_a_year_is_opened_disputed_proposed_decided_and_public(opened: Open, cast: Cast) -> None:
    province = opened("province")
    province.goto("/annual-review/years/new/")
    dates = dates_of(2025)
    for name in ("institutions_until", "cities_until", "province_until"):
        typed_into(province, name, getattr(dates, name).isoformat())
    pressed(province, "开启年度考核")
    province.wait_for_url(re.compile(r"/annual-review/years/[0-9a-f-]{36}/$"))
    expect(province.locator("main")).to_contain_text("2025年度考核已开启")
    create_reviews(ReviewYear.objects.get().pk)
    expect(province.locator("main")).to_contain_text("已建立2件", timeout=10_000)  # the page asks by itself

    head = opened("jinan_head")
    head.goto("/annual-review/fill/")
    chosen(head, "answer_NK-01", "confirmed")
    expect(head.locator("[name='own_NK-01']")).to_be_hidden()
    chosen(head, "answer_NK-02", "disputed")
    typed_into(head, "own_NK-02", "示例：应为3人")
    typed_into(head, "why_NK-02", "示例：一人证书已换发")
    for number in range(3, 12):
        chosen(head, f"answer_NK-{number:02}", "confirmed")
    expect(head.locator("[data-draft-said]")).to_have_text(re.compile("草稿已保存"))
    pressed(head, "提交年度考核")
    head.wait_for_url(PAGE)
    expect(head.locator("main")).to_contain_text("示例：应为3人")

    review = review_of(cast.jinan_institution)
    city = opened("jinan")
    city.goto(f"{review.get_absolute_url()}propose/")
    chosen(city, "ruling_NK-02", "portal")
    chosen(city, "proposal", "passed")
    pressed(city, "报送省司法厅")
    city.wait_for_url(PAGE)

    province.goto(f"{review.get_absolute_url()}decide/")
    chosen(province, "result", "qualified")
    pressed(province, "审定并公布")
    province.wait_for_url(PAGE)
    assert AnnualReview.objects.get(pk=review.pk).result == "qualified"
    province.goto(f"/register/institutions/{cast.jinan_institution.licence_number}/")
    expect(province.locator("main")).to_contain_text("年度考核")
    expect(province.locator("section:has(#years)")).to_contain_text("合格")


def test_on_a_phone_without_script_the_form_is_submitted(opened: Open, cast: Cast) -> None:
    review = review_of(cast.jinan_institution)
    page = opened("jinan_head", width=390, javascript=False)
    page.goto("/annual-review/fill/")
    for number in range(1, 12):
        page.locator(f"[name='answer_NK-{number:02}'][value='confirmed']").check()
    page.get_by_role("button", name="提交年度考核").click()
    page.wait_for_url(PAGE)
    assert AnnualReview.objects.get(pk=review.pk).state == "submitted"
