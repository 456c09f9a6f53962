"""The pages of the expert pool: nominating, the pool by category, a draw from promise to evaluation."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from governance.recognition.models import Expert, ExpertDraw
from tests.factories.experts import WHY, certified, draw, make_draw, make_expert
from tests.people import Cast

SignIn = Callable[[str], Client]
pytestmark = pytest.mark.django_db


def test_the_head_nominates_on_the_page_of_the_appraiser_and_the_province_appoints(cast: Cast, sign_in: SignIn) -> None:
    person, head = certified(cast.jinan_institution), sign_in("jinan_head")
    tab = head.get(reverse("appraiser_expertise", args=[person.pk])).content.decode()
    assert "尚未被提名为专家" in tab and reverse("expert_nominate", args=[person.pk]) in tab
    data = {"practice_code": "FY-02", "rank": "leading", "grounds": "示例：主持省级课题"}
    done = head.post(reverse("expert_nominate", args=[person.pk]), data, follow=True).content.decode()
    assert "提名已提交省级" in done and "示例：主持省级课题" in done
    row, province = Expert.objects.get(), sign_in("province")
    assert "专家提名" in province.get("/").content.decode()
    sent = {"version": row.trail_seq, "result": "appointed", "reason": ""}
    done = province.post(reverse("expert_appoint", args=[row.pk]), sent, follow=True).content.decode()
    assert "决定已登记" in done
    pool = province.get("/experts/").content.decode()
    assert "10个执业类别中，0个领军人才达到10名" in pool and "category=FY-02&amp;rank=leading" in pool
    assert sign_in("qingdao").get(reverse("expert", args=[row.pk])).status_code == 404


def test_a_draw_is_promised_drawn_proved_and_evaluated_by_form(cast: Cast, sign_in: SignIn) -> None:
    for _each in range(3):
        make_expert(cast.qingdao_institution)
    city, address = sign_in("jinan"), reverse("expert_draw_new", args=[cast.jinan_institution.pk])
    data = {
        "matter": "示例：现场评审", "practice_code": "FY-02", "size": "2", "seed_source": "示例：某彩票第1期",
        "seed_on": "2026-12-01",
    }  # fmt: skip
    done = city.post(address, data, follow=True).content.decode()
    row = ExpertDraw.objects.get()
    assert "公开数值公布后才能抽取" in done and row.commitment[:16] in done
    tab = city.get(reverse("institution_expert_draws", args=[cast.jinan_institution.pk])).content.decode()
    assert "示例：现场评审" in tab
    with time_machine.travel("2026-12-02 10:00+08:00", tick=False):
        city = sign_in("jinan")
        assert "公开数值已公布的专家抽取" in city.get("/").content.decode()
        sent = {"version": row.trail_seq, "value": "12345"}
        done = city.post(reverse("expert_draw_draw", args=[row.pk]), sent, follow=True).content.decode()
        assert "专家已抽取" in done
        proof = city.get(reverse("expert_draw_proof", args=[row.pk])).content.decode()
        assert "全部一致" in proof and "12345" in proof
        bundle = city.get(reverse("expert_draw_bundle", args=[row.pk]))
        assert bundle.json()["commitment"] == row.commitment
        row.refresh_from_db()
        marks = {"version": row.trail_seq, "mark_1": "good", "note_1": "", "mark_2": "poor", "note_2": ""}
        refused = city.post(reverse("expert_draw_evaluate", args=[row.pk]), marks)
        assert refused.status_code == 422 and "请写明情况" in refused.content.decode()
        marks["note_2"] = WHY
        done = city.post(reverse("expert_draw_evaluate", args=[row.pk]), marks, follow=True).content.decode()
        assert "评价已登记" in done and WHY in done


def test_a_draw_of_jinan_is_absent_for_qingdao_and_for_institutions(cast: Cast, sign_in: SignIn) -> None:
    row = draw(
        make_draw(cast.jinan_institution, by=cast.actor("jinan"), at=cast.qingdao_institution), by=cast.actor("jinan")
    )
    address = reverse("expert_draw", args=[row.pk])
    assert sign_in("qingdao").get(address).status_code == 404
    assert sign_in("jinan_head").get(address).status_code == 403
    page = sign_in("province").get(address).content.decode()
    assert page.count('id="why-') == page.count('class="pt-why"') >= 1, "two boxes on a page have two names"
    assert 'id="why"' not in page
