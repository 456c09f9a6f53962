"""A complaint from a phone to its outcome: filed by a citizen, handled by officers with keys alone, read again on the
phone, and counted on the dashboard. In Chinese."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from complaints.models import Complaint
from foundation.accounts.models import Posting
from foundation.kpi.merging import merge
from tests.complaints.investigations import make_handler, write_waiting_letters
from tests.factories.cases import make_case
from tests.journeys.browser import Open
from tests.journeys.keyboard import reach
from tests.journeys.phone import Phone, complain, follow
from tests.people import Cast, give_second_factor

WHY = "示例：收费未出具凭证，查证属实。"


class Officer:
    """A window of an officer, worked by keys alone on the pages of one complaint."""

    def __init__(self, page: Page, row: Complaint) -> None:
        self.page, self.row = page, row

    def reach(self, script: str) -> None:
        """Go on from where the focus stands to what the script says of `e`."""
        self.page.keyboard.press("Tab")
        reach(self.page, script)

    def press(self, words: str) -> None:
        """Reach a link or button by its words and press it; wait for the page it leads to."""
        self.reach(f"(e.tagName === 'A' || e.type === 'submit') && e.textContent.trim() === '{words}'")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def done(self, words: str) -> None:
        """Press the button of an act; the page of the complaint comes again and says what is done."""
        self.press(words)
        self.page.wait_for_url(re.compile(f"{self.row.get_absolute_url()}$"))

    def tick(self, script: str) -> None:
        """Reach a box or choice and choose it."""
        self.reach(script)
        self.page.keyboard.press("Space")

    def write(self, name: str, text: str) -> None:
        """Type into a field."""
        self.reach(f"e.name === '{name}'")
        self.page.keyboard.type(text)

    def choose(self, name: str, words: str) -> None:
        """Go down a list to the entry that begins with these words."""
        self.reach(f"e.name === '{name}'")
        for _entry in range(12):
            if self.page.evaluate("document.activeElement.selectedOptions[0].text").startswith(words):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{words} is not in the list")

    def declare(self) -> None:
        """Declare that no conflict stands against investigating."""
        self.press("声明是否应当回避")
        self.tick("e.name === 'conflict'")
        self.done("提交声明")


def investigate(first: Officer, second: Officer, team: list[Posting]) -> None:
    first.press("受理投诉")
    first.done("受理投诉")
    first.press("指派调查人员")
    for posting in team:
        first.tick(f"e.value === '{posting.pk}'")
    first.done("指派")
    first.declare()
    second.page.goto(second.row.get_absolute_url())
    second.declare()
    second.press("记录调查")
    second.choose("kind", "查阅")
    second.write("findings", "示例：核对收费凭证，缺失两张。")
    second.done("记录")


def decide(first: Officer) -> None:
    first.page.goto(first.row.get_absolute_url())
    first.press("作出处理决定")
    for place, (finding, outcome, reasons) in enumerate(
        (("upheld", "责令限期整改", WHY), ("not_upheld", "查证不实", "示例：程序符合规定。")), 1
    ):
        first.tick(f"e.name === 'finding-{place}'")
        while first.page.evaluate("document.activeElement.value") != finding:
            first.page.keyboard.press("ArrowDown")
        first.choose(f"outcome-{place}", outcome)
        first.write(f"reasons-{place}", reasons)
    first.write("requirement", "示例：补开凭证，退还多收的费用。")
    first.write("days", "20")
    first.done("作出处理决定")
    assert write_waiting_letters() == 4  # acceptance and decision, to both sides
    first.page.reload()
    first.press("记录已告知双方")
    first.tick("e.name === 'way'")
    first.done("双方均已收到")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_complaint_from_a_phone_to_its_outcome_and_the_rate(
    phone: Phone, opened: Open, cast: Cast, javascript: bool
) -> None:
    for _each in range(4):
        make_case(cast.jinan_institution, issued_on=timezone.localdate())
    citizen = phone(javascript=javascript)
    complain(citizen)
    citizen.get_by_role("button", name="提交投诉").click()
    number, code = citizen.locator(".pt-receipt .v").inner_text(), citizen.locator(".pt-receipt .code").inner_text()
    row, handler = Complaint.objects.get(), make_handler(cast)
    give_second_factor(handler.user)
    first, second = Officer(opened("jinan"), row), Officer(opened(handler), row)
    first.page.goto("/")
    first.reach(f"e.getAttribute('href') === '{row.get_absolute_url()}'")
    with first.page.expect_navigation():
        first.page.keyboard.press("Enter")
    investigate(first, second, [cast.jinan, handler])
    decide(first)

    follow(citizen, number, code)
    said = citizen.locator("main")
    expect(said).to_contain_text("查证属实")
    with citizen.expect_download() as download:
        citizen.get_by_role("button", name=re.compile("投诉处理结果告知书")).click()
    assert download.value.path().read_bytes().startswith(b"%PDF")

    merge()
    first.page.goto("/figures/")
    expect(first.page.locator("main")).to_contain_text("2,500.00")
