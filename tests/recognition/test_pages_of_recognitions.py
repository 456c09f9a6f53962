"""The pages of recognitions: applying with a self-score, verifying, deciding, and who holds what."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.recognition.models import RecognitionApplication
from governance.recognition.standards.criteria import checklist
from institutions.models import Recognition
from tests.factories.recognitions import MUNICIPAL, PROVINCIAL, WHY, hold, make_application, verify
from tests.people import Cast

SignIn = Callable[[str], Client]
pytestmark = pytest.mark.django_db
APPLY = "/recognitions/apply/"


def points(kind: str, note: str = "示例：制度汇编") -> dict[str, Any]:
    data: dict[str, Any] = {}
    for each in checklist(kind, date(2026, 11, 25)):
        data |= {f"points_{each.code}": str(each.weight), f"note_{each.code}": note}
    return data


def test_an_institution_sees_what_it_can_apply_for_and_why_not_and_applies(cast: Cast, sign_in: SignIn) -> None:
    head = sign_in("jinan_head")
    page = head.get(APPLY).content.decode()
    assert "自评并申请：市级标准化机构" in page and "应当先取得：市级标准化机构" in page
    assert "没有有效的国家级认证认可" in page and "第十条" in page
    form = head.get(f"{APPLY}?kind={MUNICIPAL}").content.decode()
    assert "平台数据：" in form and "必备" in form
    refused = head.post(APPLY, {"kind": MUNICIPAL, **points(MUNICIPAL, note="")})
    assert refused.status_code == 422 and "请写明依据" in refused.content.decode()
    done = head.post(APPLY, {"kind": MUNICIPAL, **points(MUNICIPAL)}, follow=True).content.decode()
    assert "由市司法局现场核验" in done and "100／100" in done
    again = head.post(APPLY, {"kind": MUNICIPAL, **points(MUNICIPAL)})
    assert again.status_code == 422 and RecognitionApplication.objects.count() == 1


def test_the_city_verifies_by_form_and_the_recognition_stands_in_the_list_and_at_the_institution(
    cast: Cast, sign_in: SignIn
) -> None:
    row = make_application(cast.jinan_institution)
    city, address = sign_in("jinan"), reverse("recognition_verify", args=[row.pk])
    assert "待核验的认定申请" in city.get("/").content.decode()
    data = {"version": row.trail_seq, "result": "fit", "reason": "", **points(MUNICIPAL)}
    code = row.lines.get(must=True, position=3).code
    refused = city.post(address, {**data, f"points_{code}": "1"})
    assert refused.status_code == 422 and "必备条目未满分" in refused.content.decode()
    done = city.post(address, data, follow=True).content.decode()
    assert "核验结果已登记" in done and "已认定" in done
    listed = city.get("/recognitions/?kind=municipal_standard&standing=in_force").content.decode()
    assert "济南示例甲" in listed and "有效" in listed
    tab = city.get(reverse("institution_recognitions", args=[row.institution_id])).content.decode()
    assert f"/recognitions/?institution={row.institution_id}" in tab
    assert "没有符合条件" in sign_in("qingdao").get("/recognitions/?kind=municipal_standard").content.decode()


def test_the_province_decides_and_withdraws(cast: Cast, sign_in: SignIn) -> None:
    hold(cast.jinan_institution, MUNICIPAL)
    row = verify(make_application(cast.jinan_institution, PROVINCIAL))
    province, address = sign_in("province"), reverse("recognition_decide", args=[row.pk])
    refused = province.post(address, {"version": row.trail_seq, "result": "unfit", "reason": ""})
    assert refused.status_code == 422
    done = province.post(address, {"version": row.trail_seq, "result": "fit", "reason": ""}, follow=True)
    assert "决定已登记" in done.content.decode()
    row.refresh_from_db()
    address = reverse("recognition_withdraw", args=[row.pk])
    assert "省级认定的，由省级撤销" in sign_in("jinan").get(address).content.decode()
    page = province.post(address, {"version": row.trail_seq, "reason": WHY}, follow=True).content.decode()
    assert "认定已撤销" in page and WHY in page
    assert not Recognition.objects.in_force(date(2026, 11, 25)).filter(kind=PROVINCIAL).exists()


def test_nothing_of_jinan_is_shown_to_qingdao(cast: Cast, sign_in: SignIn) -> None:
    row = make_application(cast.jinan_institution)
    stranger = sign_in("qingdao")
    for name in ("recognition_application", "recognition_application_trail", "recognition_verify"):
        assert stranger.get(reverse(name, args=[row.pk])).status_code == 404, name
    assert "济南示例甲" not in stranger.get(reverse("recognition_application_list")).content.decode()
