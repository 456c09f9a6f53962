"""A provincial standard in a real browser, by keyboard alone: self-score, verification, decision, public register."""

import re
from typing import Any

from django.utils import timezone
from playwright.sync_api import expect

from governance.recognition.models import RecognitionApplication
from governance.recognition.standards.criteria import checklist
from tests.factories.recognitions import MUNICIPAL, PROVINCIAL, hold_apart
from tests.journeys.browser import Open
from tests.journeys.keyboard import mark, press_button, write
from tests.people import Cast

PAGE = re.compile(r"/recognitions/applications/[0-9a-f-]{36}/$")


def test_by_keyboard_a_self_score_is_verified_decided_and_seen_on_the_public_register(opened: Open, cast: Cast) -> None:
    hold_apart(cast.jinan_institution, MUNICIPAL)
    head = opened("jinan_head")
    head.goto(f"/recognitions/apply/?kind={PROVINCIAL}")
    for each in checklist(PROVINCIAL, timezone.localdate()):
        write(head, f"points_{each.code}", str(each.weight))
        write(head, f"note_{each.code}", "示例：制度汇编和现场照片")
    press_button(head, "提交申请")
    head.wait_for_url(PAGE)
    row: Any = RecognitionApplication.objects.get()
    assert row.own_points == row.total

    city = opened("jinan")
    city.goto(f"{row.get_absolute_url()}verify/")
    for each in checklist(PROVINCIAL, timezone.localdate()):
        write(city, f"note_{each.code}", "示例：现场核查相符")
    mark(city, "result", "fit")
    press_button(city, "登记核验结果")
    city.wait_for_url(PAGE)

    province = opened("province")
    province.goto(f"{row.get_absolute_url()}decide/")
    mark(province, "result", "fit")
    press_button(province, "记录决定")
    province.wait_for_url(PAGE)

    visitor = opened("jinan_clerk", width=390)
    visitor.goto(f"/register/institutions/{cast.jinan_institution.licence_number}/")
    expect(visitor.locator("section:has(#recognitions)")).to_contain_text("省级标准化机构")
