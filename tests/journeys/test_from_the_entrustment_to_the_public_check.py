"""One case in a real browser, by keyboard: entrusted, accepted, conducted, its opinion issued and checked by phone."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, expect

from cases.actions.writing_opinions import write_opinion
from cases.models import Case, Entrustment, IssuedOpinion, Opinion
from foundation.audit.verify import verify
from foundation.documents.actions.reading import content_of
from foundation.documents.models import StoredFile
from tests.factories.entrustments import IDENTITY
from tests.factories.opinions import TEXTS, Office, brought_to, issued, make_office
from tests.journeys.agreeing import agree_by_keyboard
from tests.journeys.browser import Open
from tests.journeys.keyboard import choose, mark, press_button, reach, write
from tests.people import Cast


@pytest.fixture
def office(cast: Cast) -> Office:
    return make_office(cast.jinan_institution, cast.jinan_head, others=1, matter="人体损伤致残程度等级鉴定")


def on_case(case: Case) -> re.Pattern[str]:
    return re.compile(f"{case.get_absolute_url()}$")


def filed(opened: Open) -> Entrustment:
    """The clerk files an entrustment of a court."""
    page = opened("jinan_clerk")
    page.goto(reverse("entrustment_new"))
    choose(page, "client_kind", "court")
    write(page, "client_name", "济南示例区人民法院")
    choose(page, "category", "FY-02")
    write(page, "matter", "人体残疾等级鉴定")
    write(page, "purpose", "民事诉讼")
    write(page, "facts", "示例案情")
    write(page, "subjects-0-name", "示例当事人甲")
    write(page, "subjects-0-identity_number", IDENTITY)
    write(page, "materials-0-name", "病历资料")
    choose(page, "materials-0-kind", "other")
    write(page, "materials-0-quantity", "1册")
    write(page, "materials-0-condition", "纸质")
    write(page, "materials-0-preservation", "完好")
    write(page, "materials-0-received_on", timezone.localdate().isoformat())
    press_button(page, "登记委托")
    page.wait_for_url(re.compile(r"/cases/entrustments/[0-9a-f-]{36}/$"))
    return Entrustment.objects.get()


def accepted(opened: Open, row: Entrustment, office: Office) -> Case:
    """The clerk accepts it and assigns two appraisers; each of them declares that no ground for recusal exists."""
    page = opened("jinan_clerk")
    page.goto(reverse("entrustment_accept", args=[row.pk]))
    agree_by_keyboard(page)
    press_button(page, "受理委托")
    page.wait_for_url(re.compile(f"{row.get_absolute_url()}$"))
    case = Case.objects.get(pk=row.pk)
    page.goto(reverse("case_assign", args=[case.pk]))
    for appraiser in (office.first_appraiser, office.second_appraiser):
        mark(page, "appraisers", str(appraiser.pk))
    press_button(page, "指定")
    page.wait_for_url(on_case(case))
    for who in (office.first, office.second):
        page = opened(who.posting)
        page.goto(reverse("case_recusal", args=[case.pk]))
        mark(page, "ground", "none")
        press_button(page, "声明")
        page.wait_for_url(on_case(case))
    return case


def conducted(opened: Open, case: Case, office: Office) -> None:
    """The process is recorded, a supplement pauses the time, the head lengthens it."""
    page = opened(office.first.posting)
    page.goto(reverse("process_new", args=[case.pk]))
    write(page, "text", "示例：体格检查，测量关节活动度")
    press_button(page, "记录")
    page.wait_for_url(re.compile(r"/process/$"))
    expect(page.locator("main")).to_contain_text("第1条")
    page = opened("jinan_clerk")
    page.goto(reverse("supplement_ask", args=[case.pk]))
    write(page, "wanted", "示例：术后X线片原件")
    press_button(page, "要求补充")
    page.wait_for_url(on_case(case))
    expect(page.locator("main")).to_contain_text("中止")
    page.goto(reverse("supplement_receive", args=[case.pk]))
    press_button(page, "登记")
    page.wait_for_url(on_case(case))
    page.goto(reverse("extension_request", args=[case.pk]))
    write(page, "reason", "示例：需要专项检验")
    press_button(page, "提交机构负责人")
    page.wait_for_url(on_case(case))
    page = opened("jinan_head")
    page.goto(reverse("extension_decide", args=[case.pk]))
    mark(page, "approve", "yes")
    press_button(page, "确定")
    page.wait_for_url(on_case(case))
    expect(page.locator("main")).to_contain_text("已批准")


def test_an_entrustment_becomes_an_opinion_by_keyboard_and_is_checked(
    opened: Open, chromium: Browser, live_server: object, office: Office, cast: Cast
) -> None:
    office = replace(office, case=accepted(opened, filed(opened), office))
    conducted(opened, office.case, office)
    prepared(opened, office)
    tab = reverse("case_opinion", args=[office.case.pk])
    page = opened("jinan_head")
    page.goto(f"{tab}issue/")
    press_button(page, "签发意见书")
    page.wait_for_url(re.compile(f"{tab}$"))
    assert write_opinion(office.case.pk)
    page.reload()
    expect(page.locator("main")).to_contain_text("已出具")
    compared(chromium, str(live_server), IssuedOpinion.objects.get())
    assert verify().sound


def prepared(opened: Open, office: Office) -> None:
    """The opinion is written by one appraiser, signed by both, and agreed to by the reviewer."""
    tab = reverse("case_opinion", args=[office.case.pk])
    page = opened(office.first.posting)
    page.goto(tab)
    page.goto(f"{tab}write/")
    for name in ("place", "attendees", "facts", "summary", "process", "analysis", "opinion", "annexes"):
        write(page, name, getattr(TEXTS, name))
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
        write(page, name, "示例：同意")
    press_button(page, "签署复核意见")
    page.wait_for_url(re.compile(f"{tab}$"))


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
    write(page, "reason", "示例：检材耗尽，委托人不能补充")
    write(page, "return_until", "2027-01-15")
    press_button(page, "终止鉴定")
    page.wait_for_url(re.compile(f"{office.case.get_absolute_url()}$"))
    office.case.refresh_from_db()
    assert office.case.state == "terminated" and not Opinion.objects.exists()
