"""An officer restricts an institution, its clerk is refused with the article, the bar is lifted, the clerk accepts."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.models import Case
from institutions.models import Restriction, ScopeItem
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.journeys.agreeing import agree_by_keyboard
from tests.journeys.browser import Open
from tests.journeys.test_deciding_about_an_entrustment import reach
from tests.people import Cast

ARTICLE = "山东省司法鉴定条例第十七、五十一条"


def typed(page: Page, name: str, text: str) -> None:
    reach(page, f"e.name === '{name}'", presses=200)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def pressed(page: Page, words: str) -> None:
    reach(page, f"e.type === 'submit' && e.textContent.includes('{words}')", presses=200)
    page.keyboard.press("Enter")


def test_by_keyboard_alone_restricted_refused_lifted_accepted(opened: Open, cast: Cast) -> None:
    with transaction.atomic():
        for _each in range(3):
            make_appraiser(cast.jinan_institution)
    today = timezone.localdate()
    row = make_entrustment(cast.jinan_institution, received_on=today)
    officer, clerk = opened("jinan"), opened("jinan_clerk")
    standing = cast.jinan_institution.standing_url

    officer.goto(f"{cast.jinan_institution.get_absolute_url()}restrictions/new/")
    reach(officer, "e.type === 'radio' && e.name === 'ground'")
    for _step in range(10):
        if officer.evaluate("document.activeElement.value") == "XZ-3":
            break
        officer.keyboard.press("ArrowDown")
    officer.keyboard.press("Space")
    typed(officer, "valid_until", (today + timedelta(days=90)).isoformat())
    typed(officer, "document_number", "示例罚决〔2026〕1号")
    typed(officer, "reason", "示例：受到停止执业处罚")
    pressed(officer, "作出限制")
    officer.wait_for_url(re.compile(f"{standing}$"))
    expect(officer.locator("main")).to_contain_text("限制执业")

    clerk.goto(f"{row.get_absolute_url()}accept/")
    expect(clerk.locator("main")).to_contain_text("本机构被限制从事该项业务")
    expect(clerk.locator("main")).to_contain_text(ARTICLE)
    expect(clerk.get_by_role("button", name="受理委托", exact=True)).to_have_count(0)

    restriction = Restriction.objects.get()
    officer.goto(f"/institutions/restrictions/{restriction.pk}/lift/")
    typed(officer, "document_number", "示例解除〔2026〕1号")
    typed(officer, "reason", "示例：处罚已撤销")
    pressed(officer, "解除限制")
    officer.wait_for_url(re.compile(f"{standing}$"))
    expect(officer.locator("main")).to_contain_text("已解除")

    clerk.reload()
    agree_by_keyboard(clerk)
    pressed(clerk, "受理委托")
    clerk.wait_for_url(re.compile(f"{row.get_absolute_url()}$"))
    assert Case.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(("width", "script"), [(1440, True), (390, False)])
def test_items_are_entered_from_the_folded_tree(opened: Open, cast: Cast, width: int, script: bool) -> None:
    page = opened("jinan", width=width, javascript=script)
    page.goto(cast.jinan_institution.standing_url)
    page.get_by_role("link", name="登记业务范围项目").click()
    page.get_by_text("法医临床鉴定", exact=True).first.click()
    page.get_by_label("人体残疾等级鉴定", exact=True).check()
    page.get_by_label("文书编号").fill("示例许可〔2026〕1号")
    page.get_by_label("理由").fill("示例：依许可证登记")
    page.get_by_role("button", name="登记项目").click()
    page.wait_for_url(re.compile(f"{cast.jinan_institution.standing_url}$"))
    expect(page.locator("main")).to_contain_text("FY-0202")
    assert ScopeItem.objects.get().document_number == "示例许可〔2026〕1号"
    if script:
        widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert widths[0] <= widths[1]
