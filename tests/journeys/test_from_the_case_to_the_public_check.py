"""The opinion in a real browser, by keyboard: written, signed, reviewed, issued, and checked on a phone."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from cases.actions.writing_opinions import write_opinion
from cases.models import IssuedOpinion, Opinion
from foundation.documents.actions.reading import content_of
from foundation.documents.models import StoredFile
from tests.factories.opinions import TEXTS, Office, brought_to, issued, make_office
from tests.journeys.browser import Open
from tests.people import Cast


@pytest.fixture
def office(cast: Cast) -> Office:
    return make_office(cast.jinan_institution, cast.jinan_head, others=1, matter="人体损伤致残程度等级鉴定")


def reach(page: Page, script: str, presses: int = 90) -> None:
    for _press in range(presses):
        if page.evaluate(f"(() => {{ const e = document.activeElement; return {script}; }})()"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{script} is not reached by Tab")


def press_button(page: Page, words: str) -> None:
    reach(page, f"e.type === 'submit' && e.textContent.includes('{words}')")
    page.keyboard.press("Enter")


def test_an_opinion_goes_through_its_levels_by_keyboard_and_is_checked(
    opened: Open, chromium: Browser, live_server: object, office: Office, cast: Cast
) -> None:
    tab = reverse("case_opinion", args=[office.case.pk])
    page = opened(office.first.posting)
    page.goto(tab)
    page.goto(f"{tab}write/")
    for name in ("place", "attendees", "facts", "summary", "process", "analysis", "opinion", "annexes"):
        reach(page, f"e.name === '{name}'")
        page.keyboard.insert_text(getattr(TEXTS, name))
    press_button(page, "提交鉴定人签名")
    page.wait_for_url(re.compile(f"{tab}$"))
    for who in (office.first, office.second):
        page = opened(who.posting)
        page.goto(f"{tab}sign/")
        press_button(page, "以鉴定人身份签名")
        page.wait_for_url(re.compile(f"{tab}$"))
    page = opened(office.reviewer.posting)
    page.goto("/")
    expect(page.locator("main")).to_contain_text("待复核的意见书")
    page.goto(tab)
    press_button(page, "打开正文")
    expect(page.locator("#h-text")).to_contain_text("第1稿正文")
    page.goto(f"{tab}review/")
    for name in ("on_procedure", "on_opinion"):
        reach(page, f"e.name === '{name}'")
        page.keyboard.insert_text("示例：同意")
    press_button(page, "签署复核意见")
    page.wait_for_url(re.compile(f"{tab}$"))
    page = opened("jinan_head")
    page.goto(f"{tab}issue/")
    press_button(page, "签发意见书")
    page.wait_for_url(re.compile(f"{tab}$"))
    assert write_opinion(office.case.pk)
    page.reload()
    expect(page.locator("main")).to_contain_text("已出具")
    compared(chromium, str(live_server), IssuedOpinion.objects.get())


def compared(chromium: Browser, origin: str, row: IssuedOpinion) -> None:
    """A citizen scans the code with a phone and compares the file, without an account."""
    context = chromium.new_context(base_url=origin, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(reverse("check_code", args=[row.code]))
    expect(page.locator("h1")).to_have_text("平台登记有这份意见书")
    expect(page.locator("main")).to_contain_text(row.certificates[0])
    content = content_of(StoredFile.objects.get(sha256=row.sha256))
    for changed, words in ((content, "完全一致"), (content + b" ", "不一致")):
        page.locator("input[type=file]").set_input_files(
            {"name": "示例.pdf", "mimeType": "application/pdf", "buffer": changed}
        )
        expect(page.get_by_role("status")).to_contain_text(words)
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1]
    context.close()


def test_without_script_the_hash_is_there_to_be_compared(
    chromium: Browser, live_server: object, office: Office
) -> None:
    brought_to(office, 3)
    row = issued(office)
    assert write_opinion(office.case.pk)
    row.refresh_from_db()
    context = chromium.new_context(base_url=str(live_server), java_script_enabled=False)
    page = context.new_page()
    page.goto(reverse("check_code", args=[row.code.lower()]))
    assert row.sha256 in (page.locator(".pt-digest").text_content() or "").replace(" ", "")
    assert not page.locator("input[type=file]").is_visible()
    context.close()


def test_an_appraisal_is_terminated_by_keyboard(opened: Open, office: Office) -> None:
    page = opened("jinan_clerk")
    page.goto(reverse("case_terminate", args=[office.case.pk]))
    reach(page, "e.type === 'radio'")
    page.keyboard.press("ArrowDown")
    reach(page, "e.name === 'reason'")
    page.keyboard.insert_text("示例：检材耗尽，委托人不能补充")
    reach(page, "e.name === 'return_until'")
    page.keyboard.insert_text("2027-01-15")
    press_button(page, "终止鉴定")
    page.wait_for_url(re.compile(f"{office.case.get_absolute_url()}$"))
    office.case.refresh_from_db()
    assert office.case.state == "terminated" and not Opinion.objects.exists()
