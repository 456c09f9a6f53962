"""The pages of the capability assessment: who sees what, what numbers open, what is said when nothing can be done."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from governance.recognition.actions.writing_warnings import write_warning
from governance.recognition.assessment.lines import lines_of
from governance.recognition.assessment.sentences import cap_of
from governance.recognition.models import Assessment
from tests.documents.making import pdf
from tests.factories import assessments
from tests.factories.assessments import AFTER, LINE, OBJECTIONS, STANDS, assessment_of, make_round
from tests.factories.people import make_appraiser
from tests.people import Cast

SignIn = Callable[[str], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def row(cast: Cast) -> Assessment:
    for house in (cast.jinan_institution, cast.qingdao_institution):
        make_appraiser(house)
    return assessment_of(cast.jinan_institution)


def test_the_page_says_where_points_are_lost_how_the_score_follows_and_that_it_still_adds_up(
    row: Assessment, sign_in: SignIn
) -> None:
    page = sign_in("jinan_head").get(row.get_absolute_url()).content.decode()
    assert "失分最多的是：应当认证认可" in page and "没有数据，不计分" in page
    assert f"×100＝{row.shown}" in page and "结果一致" in page and "待核" in page
    assert reverse("institution_conditions", args=[row.institution_id]) in page, "each figure opens its rows"
    assert "异议截止" in page and "提出异议" in page


def test_an_institution_objects_with_evidence_and_the_city_settles(row: Assessment, sign_in: SignIn) -> None:
    head, address = sign_in("jinan_head"), reverse("assessment_object", args=[row.pk])
    data: dict[str, Any] = {"version": row.trail_seq, "statement": "示例：请予复核"}
    refused = head.post(address, data)
    assert refused.status_code == 422 and "请在有误的指标旁逐项写明理由" in refused.content.decode()
    evidence = SimpleUploadedFile("示例证书.pdf", pdf(), "application/pdf")
    data |= {f"why_{LINE}": OBJECTIONS[LINE], "evidence": evidence}
    done = head.post(address, data, follow=True).content.decode()
    assert "异议已提交" in done and OBJECTIONS[LINE] in done and "证明材料" in done
    city, address = sign_in("jinan"), reverse("assessment_settle", args=[row.pk])
    asked = city.get(address).content.decode()
    assert OBJECTIONS[LINE] in asked and "不直接打分" in asked
    row.refresh_from_db()
    ruled = {f"ruling_{LINE}": "corrected", f"figure_{LINE}": "1", f"reason_{LINE}": "示例：核对无误"}
    done = city.post(address, {"version": row.trail_seq, **ruled}, follow=True).content.decode()
    assert "处理意见已登记" in done and "测算为0，3.2分" in done


def test_nothing_of_jinan_is_shown_to_qingdao_and_the_round_counts_only_what_one_sees(
    row: Assessment, sign_in: SignIn
) -> None:
    stranger = sign_in("qingdao")
    for name in ("assessment", "assessment_trail", "assessment_settle"):
        assert stranger.get(reverse(name, args=[row.pk])).status_code == 404, name
    listed = stranger.get(reverse("assessment_list")).content.decode()
    assert "青岛示例乙" in listed and "济南示例甲" not in listed
    page = stranger.get(row.round.get_absolute_url()).content.decode()
    assert "青岛市" in page and "济南市" not in page and "共1家机构：较低1家" in page
    whole = sign_in("province").get(row.round.get_absolute_url()).content.decode()
    assert "共2家机构：较低2家" in whole


def test_the_province_is_told_why_it_cannot_publish_yet_and_then_publishes(row: Assessment, sign_in: SignIn) -> None:
    assessments.settle(assessments.object_to(row), rulings=STANDS)
    client, address = sign_in("province"), reverse("assessment_publish", args=[row.round_id])
    early = client.get(address).content.decode()
    assert "前提出异议" in early and "期满后再公布" in early
    with time_machine.travel(AFTER, tick=False):
        client = sign_in("province")
        assert "待公布的资质评估" in client.get("/").content.decode()
        round_ = row.round
        round_.refresh_from_db()
        done = client.post(address, {"version": round_.trail_seq, "reason": assessments.WHY}, follow=True)
        assert "等级正在公布" in done.content.decode()


def test_a_low_grade_shows_its_letter_and_its_findings(row: Assessment, sign_in: SignIn) -> None:
    assessments.publish(row.round)
    assert write_warning(row.pk)
    page = sign_in("jinan_head").get(row.get_absolute_url()).content.decode()
    assert "预警函（PDF）" in page and "等级不影响委托受理" in page
    city = sign_in("jinan")
    findings = city.get(f"{reverse('finding_list')}?source=assessment").content.decode()
    assert "2026年度资质评估" in findings
    assert "待处理" in city.get("/").content.decode() or "问题" in city.get("/").content.decode()


def test_the_list_and_the_tab_of_the_institution_show_grade_and_state(row: Assessment, sign_in: SignIn) -> None:
    client = sign_in("jinan")
    listed = client.get(f"{reverse('assessment_list')}?grade=DJ-4").content.decode()
    assert "济南示例甲" in listed and "较低" in listed and row.shown in listed
    tab = client.get(reverse("institution_assessments", args=[row.institution_id])).content.decode()
    assert "资质评估" in tab
    assert "没有符合条件" in client.get(f"{reverse('assessment_list')}?state=objected").content.decode()


def test_opening_shows_the_model_that_will_be_frozen(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in("province").get(reverse("assessment_open")).content.decode()
    assert "评估模型" in page and "≥100" in page and "较低0分以上（发预警函、列问题）" in page
    assert sign_in("jinan").get(reverse("assessment_open")).status_code == 403
    make_round()
    assert "尚未开展" not in sign_in("jinan_head").get(reverse("assessment_rounds")).content.decode()


def test_a_grade_that_an_indicator_holds_down_says_which(row: Assessment) -> None:
    lines = lines_of(row)
    for line in lines:
        line.row.ruling, line.row.points = "", 0 if line.indicator.cap else 100 * line.weight
    with override("zh-hans"):
        said = cap_of(row, lines)
        held = [line.name for line in lines if line.indicator.cap]
        assert held and "等级最高评为" in said and held[0] in said
        for line in lines:
            line.row.points = 100 * line.weight
        assert cap_of(row, lines) == ""


def test_the_button_that_opens_a_year_names_the_assessment(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in("province").get(reverse("assessment_open")).content.decode()
    assert ">开启年度资质评估</button>" in page and "开启年度考核" not in page
