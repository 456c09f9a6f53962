"""The pages of the expert pool: nominating, the pool by category, a draw from promise to evaluation."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from foundation.accounts.roles import Role
from governance.recognition.models import Expert, ExpertDraw
from tests.database import in_one_transaction
from tests.factories.experts import WHY, certified, draw, make_draw, make_expert, make_outside_nomination
from tests.factories.users import make_posting
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
    assert "10个执业类别中，0个类别的领军人才达到10名" in pool and "category=FY-02&amp;rank=leading" in pool
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


def test_the_city_nominates_from_outside_by_form_and_the_province_finds_decides_and_sees_where_he_works(
    cast: Cast, sign_in: SignIn
) -> None:
    city, address = sign_in("jinan"), reverse("expert_nominate_outside")
    assert address in city.get("/experts/").content.decode()
    assert address not in sign_in("jinan_head").get("/experts/").content.decode()
    given = {
        "name": "示例外部专家", "identity_number": "", "employer": "示例大学附属医院", "title": "主任医师",
        "field": "示例骨科", "contact": "0531-00000000", "city_code": "370100", "practice_code": "FY-02",
        "rank": "leading", "grounds": "示例：主编行业规范",
    }  # fmt: skip
    done = city.post(address, given, follow=True).content.decode()
    row, province = Expert.objects.get(), sign_in("province")
    assert "提名已提交省级" in done and "示例大学附属医院" in done and "0531" not in done
    sent = {"version": row.trail_seq, "result": "appointed", "reason": ""}
    done = province.post(reverse("expert_appoint", args=[row.pk]), sent, follow=True).content.decode()
    assert "请另行告知" in done and "已告知" not in done
    for asked in ("origin=outside", "q=示例外部", "q=附属医院"):
        assert "示例外部专家" in province.get(f"/experts/?{asked}").content.decode()
    assert "示例外部专家" not in province.get("/experts/?origin=profession").content.decode()
    assert sign_in("jinan_head").get(reverse("expert", args=[row.pk])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_contact_is_shown_once_after_a_reason_and_whoever_looked_is_seen_by_the_leader(
    cast: Cast, sign_in: SignIn
) -> None:
    with in_one_transaction():
        row = make_outside_nomination(by=cast.actor("jinan"), contact="0531-12345678")
    city, address = sign_in("jinan"), reverse("expert_reveal", args=[row.pk])
    assert "0531-12345678" not in city.get(address).content.decode()
    refused = city.post(address, {"reason": ""})
    assert refused.status_code == 422 and "0531-12345678" not in refused.content.decode()
    assert "0531-12345678" in city.post(address, {"reason": WHY}).content.decode()
    looks = sign_in("province_leader").get(reverse("expert_looks", args=[row.pk])).content.decode()
    assert WHY in looks


def test_numbers_of_the_province_are_shown_to_who_can_open_their_rows(cast: Cast, sign_in: SignIn) -> None:
    himself = make_posting("an_expert", Role.EXPERT, cast.jinan_institution.organisation)
    page = sign_in(himself).get(reverse("expert_list"))
    assert page.status_code == 200 and "各类别专家" not in page.content.decode() and not page.context["numbers"]
    assert sign_in("province").get(reverse("expert_list")).context["numbers"]


def test_who_may_not_import_is_offered_no_template(sign_in: SignIn) -> None:
    page = sign_in("jinan_head").get(reverse("import_list")).content.decode()
    assert reverse("import_new") not in page and reverse("import_template") not in page
