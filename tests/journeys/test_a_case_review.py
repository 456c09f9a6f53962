"""A case review in a real browser, in Chinese and by keyboard: from the round to the closed finding."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from foundation.accounts.models import Posting
from institutions.models import RectificationOrder
from quality.models import CaseReviewRound, DrawnCase, Review
from tests.factories.cases import make_case
from tests.factories.reviews import ISSUED, make_drawn, make_experts
from tests.journeys.browser import Open
from tests.journeys.keyboard import mark, press_button, write
from tests.people import Cast


def press(page: Page, words: str, address: str) -> None:
    press_button(page, words)
    page.wait_for_url(re.compile(address))


@pytest.fixture
def reviewers(cast: Cast) -> list[Posting]:
    """Two experts who can sign in like the cast."""
    made = make_experts(2)
    for number, posting in enumerate(made):
        object.__setattr__(cast, f"reviewer{number}", posting)
    return made


def test_from_the_round_to_the_closed_finding_by_keyboard(opened: Open, cast: Cast, reviewers: list[Posting]) -> None:
    for _each in range(3):
        make_case(cast.jinan_institution, issued_on=ISSUED)
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = opened("jinan")
    page.goto("/quality/rounds/new/")
    expect(page.locator("h1")).to_have_text("启动案件评查")
    write(page, "name", "示例：第四季度案件评查")
    write(page, "size", "1")
    write(page, "issued_from", "2026-10-01")
    write(page, "issued_until", "2026-10-31")
    write(page, "seed_source", "示例公开开奖结果第100期")
    write(page, "seed_on", tomorrow.isoformat())
    press(page, "封存名单并启动评查", r"/quality/rounds/[0-9a-f-]{36}/$")
    row = CaseReviewRound.objects.get()
    expect(page.locator("main")).to_contain_text(row.commitment)
    expect(page.locator("main")).to_contain_text("公开随机数尚未产生")
    page.goto(f"{row.get_absolute_url()}draw/")
    expect(page.get_by_role("button", name="抽取案件")).to_have_count(0)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        page = opened("jinan")
        page.goto(f"{row.get_absolute_url()}draw/")
        write(page, "value", "31415")
        press(page, "抽取案件", f"{row.get_absolute_url()}$")
        drawn = DrawnCase.objects.get()
        give_opinions(opened, drawn, reviewers)
        find_and_order(page, drawn)
        order = RectificationOrder.objects.get()
        head = opened("jinan_head")
        head.goto(f"{order.get_absolute_url()}answer/")
        write(head, "text", "示例：已补齐签名并培训全员")
        press(head, "提交答复", f"{order.get_absolute_url()}$")
        page.goto(f"{order.get_absolute_url()}recheck/")
        mark(page, "result", "close")
        write(page, "reason", "示例：现场核实整改到位")
        press(page, "记录复查结果", f"{order.get_absolute_url()}$")
        expect(page.locator(".pt-head")).to_contain_text("已整改")
        page.goto(f"{row.get_absolute_url()}close/")
        press(page, "办结本轮评查", f"{row.get_absolute_url()}$")
        page.goto(f"{row.get_absolute_url()}proof/")
        expect(page.locator("main")).to_contain_text("全部一致")
    order.refresh_from_db()
    row.refresh_from_db()
    assert (order.outcome, order.finding.state, row.state) == ("rectified", "closed", "closed")


def give_opinions(opened: Open, drawn: DrawnCase, reviewers: list[Posting]) -> None:
    for number, posting in enumerate(reviewers):
        review = Review.objects.get(drawn=drawn, reviewer=posting)
        page = opened(f"reviewer{number}")
        page.goto("/quality/reviews/")
        page.get_by_role("link", name=re.compile("第四季度案件评查")).first.click()
        page.wait_for_url(re.compile(review.get_absolute_url()))
        for code in range(1, 7):
            write(page, f"score_PC-{code}", str(code))
        mark(page, "conclusion", "defects")
        write(page, "remarks", f"示例：第{number + 1}份意见，实时记录不完整")
        press(page, "提交评查意见", f"{review.get_absolute_url()}$")
        expect(page.locator("#h-opinions")).to_be_visible()
        if number == 0:
            expect(page.locator("main")).to_contain_text("尚未提交")


def find_and_order(page: Page, drawn: DrawnCase) -> None:
    page.goto(drawn.get_absolute_url())
    expect(page.locator("main")).to_contain_text("第2份意见")
    page.goto(f"{drawn.get_absolute_url()}finding/")
    mark(page, "ground", "PC-4")
    write(page, "description", "示例：实时记录缺少签名")
    mark(page, "severity", "medium")
    press(page, "登记问题", r"/rectification/findings/[0-9a-f-]{36}/$")
    page.goto(f"{page.url}order/")
    write(page, "requirement", "示例：补齐签名，完善制度")
    write(page, "days", "10")
    press(page, "责令限期整改", r"/rectification/[0-9a-f-]{36}/$")
    expect(page.locator("main")).to_contain_text("10")


@pytest.mark.parametrize("width", [390])
def test_on_a_phone_a_reviewer_finds_his_cases(opened: Open, cast: Cast, reviewers: list[Posting], width: int) -> None:
    make_drawn(cast.jinan_institution, cast.actor("jinan"), size=1)
    page = opened("reviewer0", width=width)
    page.goto("/")
    page.get_by_role("link", name=re.compile("待评查的案件")).first.click()
    page.get_by_role("link", name=re.compile("法医临床案件评查")).first.click()
    expect(page.get_by_role("button", name="提交评查意见")).to_be_visible()
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1]
