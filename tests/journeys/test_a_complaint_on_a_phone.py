"""A citizen complains on a phone, with and without script and by keyboard, keeps the receipt, follows, supplements."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from complaints.actions.deciding import accept
from complaints.actions.supplementing import ask_supplement
from complaints.models import Complaint, ComplaintDraft
from tests.factories.complaints import IDENTITY
from tests.journeys.phone import GO_ON, Phone, complain, follow
from tests.pages.walking import axe_faults
from tests.people import Cast


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_complaint_from_the_first_question_to_the_supplement(phone: Phone, cast: Cast, javascript: bool) -> None:
    page = phone(javascript=javascript)
    complain(page)
    page.get_by_role("link", name="修改：发生了什么？").click()
    page.get_by_label("发生了什么？").fill("示例：另收费用三千元，没有开具凭证。")
    page.get_by_role("button", name="保存修改").click()
    assert "三千元" in page.locator(".pt-kv").inner_text()
    page.get_by_role("button", name="提交投诉").click()
    assert page.locator("h1").inner_text() == "投诉已收到"
    number = page.locator(".pt-receipt .v").inner_text()
    code = page.locator(".pt-receipt .code").inner_text()
    signed = page.locator("details .pt-mono").nth(1).text_content() or ""
    row = Complaint.objects.get()
    assert number == row.number
    page.go_back()
    assert page.locator("h1").inner_text() == "投诉已收到", "going back leads to the receipt again"
    page.get_by_role("button", name="我已存好，去看进度").click()
    assert number in page.locator("main").inner_text()

    officer, last = cast.actor("jinan"), timezone.localdate() + timedelta(days=10)
    ask_supplement(row.pk, by=officer, version=1, asked_for="示例：请写明缴费日期。", answer_by=last)
    follow(page, number, code)
    assert "请写明缴费日期" in page.locator("main").inner_text()
    page.get_by_label("补充的内容").fill("示例：2026年10月8日缴费。")
    page.get_by_role("button", name="提交补充内容").click()
    row.refresh_from_db()
    assert row.state == "received"
    accept(row.pk, by=officer, version=row.trail_seq)
    follow(page, number, code)
    assert "60日" in re.sub(r"\s", "", page.locator(".pt-clock").inner_text())
    assert page.url.endswith("/complain/follow/")

    page.goto("/complain/receipt/check/")
    page.get_by_label("回执的签名文字").fill(signed)
    page.get_by_role("button", name="核验").click()
    assert page.locator("h1").inner_text() == "回执真实"


def test_what_is_typed_is_saved_while_typing_and_found_again_in_another_tab(phone: Phone, cast: Cast) -> None:
    page = phone()
    page.goto("/complain/new/account/")
    page.get_by_label("发生了什么？").type("示例：写到一半")
    page.locator("[data-draft-said]:not(:empty)").wait_for()
    assert ComplaintDraft.objects.count() == 1
    assert page.url.endswith("/complain/new/account/")
    other = page.context.new_page()
    other.goto("/complain/new/account/")
    assert other.get_by_label("发生了什么？").input_value() == "示例：写到一半"
    other.goto("/complain/new/")
    other.get_by_role("button", name="不要了，删除").click()
    assert not ComplaintDraft.objects.exists()


class Keyboard:
    """A window worked by keys alone; each page is looked at as it comes."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []

    def look(self) -> None:
        """Ask axe, and whether the page fits."""
        self.faults += [f"{self.page.url} {fault}" for fault in axe_faults(self.page)]
        if self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            self.faults.append(f"{self.page.url} scrolls sideways")

    def reach(self, selector: str) -> None:
        """Press Tab until the focus is there."""
        for _press in range(60):
            if self.page.evaluate("chosen => document.activeElement.matches(chosen)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} is not reached by keyboard on {self.page.url}")

    def tick(self, selector: str) -> None:
        """Choose with the space bar."""
        self.reach(selector)
        self.page.keyboard.press("Space")

    def write(self, selector: str, text: str) -> None:
        """Type into a field."""
        self.reach(selector)
        self.page.keyboard.type(text)

    def press(self, selector: str = GO_ON) -> None:
        """Press a button with Enter and wait for its page."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()


def test_every_question_by_keyboard_alone_is_accessible_and_fits(phone: Phone, cast: Cast) -> None:
    page = phone(width=320)
    keys = Keyboard(page)
    page.goto("/complain/new/")
    keys.look()
    keys.tick("#id_matter_0")
    keys.press()
    keys.write("#id_words", "示例甲")
    keys.press("#id_words")  # Enter presses the first button of the page, which searches
    keys.tick("#id_institution_0")
    keys.press()
    keys.tick("#id_kinds_4")
    keys.press()
    keys.write("#id_account", "示例：另收费用。")
    keys.press()
    keys.write("#id_request", "示例：退还。")
    keys.press()
    keys.write("#id_known_on_0", "2026")
    keys.write("#id_known_on_1", "10")
    keys.press()
    keys.tick("#id_interest_0")
    keys.press()
    keys.press()  # nothing written
    assert page.evaluate("document.activeElement.className").startswith("pt-errsum")
    keys.write("#id_name", "示例投诉人乙")
    keys.write("#id_identity_number", IDENTITY)
    keys.press()
    keys.write("#id_phone", "0531-00000001")
    keys.write("#id_address", "示例市示例路1号")
    keys.press()
    keys.press()
    keys.press("main form .btn-primary")
    assert page.locator("h1").inner_text() == "投诉已收到"
    keys.press("form[action$='done/'] button")
    assert Complaint.objects.get().number in page.locator("main").inner_text()
    assert keys.faults == []
