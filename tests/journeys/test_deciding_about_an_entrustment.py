"""Deciding about entrustments in a real browser, by mouse and by keyboard alone."""

import re

import pytest
from django.db import transaction
from playwright.sync_api import expect

from cases.actions.writing_papers import write_refusal_notice
from cases.models import Case, Entrustment
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.journeys.agreeing import agree_by_keyboard, agree_by_mouse
from tests.journeys.browser import Open
from tests.journeys.keyboard import press_button, reach
from tests.people import Cast

REASON = "示例：所需检测项目超出本机构现有设备条件"


@pytest.mark.parametrize("width", [1440, 390])
def test_an_entrustment_is_refused_and_its_notice_is_opened(opened: Open, cast: Cast, width: int) -> None:
    row = make_entrustment(cast.jinan_institution)
    page = opened("jinan_clerk", width=width)
    page.goto(row.get_absolute_url())
    page.get_by_role("link", name="不予受理", exact=True).click()
    expect(page.locator("h1")).to_have_text("决定不予受理委托")
    page.get_by_label(re.compile("超出本机构技术条件")).check()
    page.get_by_label("不予受理的理由").fill(REASON)
    page.get_by_role("button", name="不予受理", exact=True).click()
    page.wait_for_url(re.compile(row.get_absolute_url()))
    expect(page.locator("main")).to_contain_text("通知书正在制作")
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1]
    assert write_refusal_notice(row.pk)
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("link", name="不予受理通知书（PDF）").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_by_keyboard_alone_an_entrustment_is_refused(opened: Open, cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution)
    page = opened("jinan_clerk")
    page.goto(f"{row.get_absolute_url()}refuse/")
    reach(page, "e.type === 'radio'")
    page.keyboard.press("Space")
    reach(page, "e.name === 'reason'")
    page.keyboard.type(REASON)
    press_button(page, "不予受理")
    page.wait_for_url(re.compile(f"{row.get_absolute_url()}$"))
    assert Entrustment.objects.get(pk=row.pk).refusal_ground == "TZ15-1"


def acceptable(cast: Cast) -> Entrustment:
    with transaction.atomic():
        for _each in range(3):
            make_appraiser(cast.jinan_institution)
    return make_entrustment(cast.jinan_institution)


@pytest.mark.parametrize("width", [1440, 390])
def test_an_entrustment_becomes_a_case_with_its_number(opened: Open, cast: Cast, width: int) -> None:
    row = acceptable(cast)
    page = opened("jinan_clerk", width=width)
    page.goto(row.get_absolute_url())
    page.get_by_role("link", name="受理委托", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("决定受理委托")
    agree_by_mouse(page)
    page.get_by_role("button", name="受理委托", exact=True).click()
    page.wait_for_url(re.compile(f"{row.get_absolute_url()}$"))
    number = Case.objects.get(pk=row.pk).case_number
    page.locator("#detail").get_by_role("link", name=number).click()
    page.wait_for_url(re.compile(f"/cases/{row.pk}/$"))
    expect(page.locator("h1")).to_have_text(number)


def test_by_keyboard_alone_an_entrustment_is_accepted(opened: Open, cast: Cast) -> None:
    row = acceptable(cast)
    page = opened("jinan_clerk")
    page.goto(f"{row.get_absolute_url()}accept/")
    agree_by_keyboard(page)
    press_button(page, "受理委托")
    page.wait_for_url(re.compile(f"{row.get_absolute_url()}$"))
    assert Case.objects.filter(pk=row.pk).exists()
