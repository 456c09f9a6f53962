"""The pages of the annual review: what each role is shown and offered, what is typed stays, what is public."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from foundation.desk.models import Draft
from governance.annual_review.actions.writing_letters import write_letter
from governance.annual_review.lines import lines_today
from governance.annual_review.models import AnnualReview, ReviewYear
from tests.factories.annual_reviews import DISPUTE, decide, decided, make_year, propose, review_of, submit
from tests.factories.cases import make_case
from tests.people import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
FILL = "/annual-review/fill/"


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def answers(page: str, review: AnnualReview, disputed: str = "") -> dict[str, str]:
    data = {name: hidden(page, name) for name in ("review", "figures", "version", "form_key", "year")}
    for line in lines_today(review):
        data[f"answer_{line.code}"] = "disputed" if line.code == disputed else "confirmed"
    if disputed:
        data |= {f"own_{disputed}": DISPUTE.own_value, f"why_{disputed}": DISPUTE.reason}
    return {**data, "statement": "示例：情况属实", "act": "submit"}


def test_the_officer_opens_a_year_by_form(cast: Cast, sign_in: SignIn) -> None:
    client, address = sign_in("province"), reverse("annual_review_open")
    page = client.get(address).content.decode()
    assert "待核" in page and 'value="2025"' in page
    typed = {
        "year": "2025",
        "begins_on": "2026-11-25",
        "institutions_until": "2026-12-31",
        "cities_until": "2027-02-28",
        "province_until": "2027-01-31",
    }
    refused = client.post(address, typed)
    assert refused.status_code == 422 and "该日期早于上一个日期" in refused.content.decode()
    assert 'value="2026-12-31"' in refused.content.decode(), "what was typed stays"
    for name, junk in (("year", "9" * 40), ("year", "二〇二五"), ("begins_on", "2026-02-30"), ("begins_on", "\0")):
        assert client.post(address, {**typed, name: junk}).status_code == 422, junk
    done = client.post(address, {**typed, "province_until": "2027-03-31"}, follow=True)
    assert done.status_code == 200 and "2025年度考核已开启" in done.content.decode()
    assert ReviewYear.objects.get().state == "preparing"
    assert "正在建立" in done.content.decode()


def test_the_form_is_prefilled_and_submitted(cast: Cast, sign_in: SignIn) -> None:
    make_case(cast.jinan_institution, accepted_on=date(2025, 3, 3))
    review = review_of(cast.jinan_institution)
    client = sign_in("jinan_head")
    page = client.get(FILL).content.decode()
    code = next(line.code for line in lines_today(review) if line.figure == "accepted")
    assert "执业许可证有效情况" in page and "measure=cases.accepted" in page
    data = answers(page, review, disputed=code)
    gone = {name: value for name, value in data.items() if name != f"why_{code}"}
    refused = client.post(FILL, gone)
    body = refused.content.decode()
    assert refused.status_code == 422 and DISPUTE.own_value in body and f'href="#id_why_{code}' in body
    done = client.post(FILL, data, follow=True)
    assert done.status_code == 200 and "已提交" in done.content.decode()
    review.refresh_from_db()
    assert (review.state, review.disputed) == ("submitted", 1)
    assert client.get(f"{FILL}?review={review.pk}", follow=True).redirect_chain[-1][0] == review.get_absolute_url()
    assert client.post(FILL, data, follow=True).status_code == 200, "sent twice is once"


def test_figures_that_changed_meanwhile_are_shown_and_nothing_is_submitted(cast: Cast, sign_in: SignIn) -> None:
    review = review_of(cast.jinan_institution)
    client = sign_in("jinan_head")
    data = answers(client.get(FILL).content.decode(), review)
    make_case(cast.jinan_institution, accepted_on=date(2025, 3, 3))
    refused = client.post(FILL, data)
    body = refused.content.decode()
    assert refused.status_code == 422 and "数据已有变化" in body
    data |= {"figures": hidden(body, "figures"), "form_key": hidden(body, "form_key")}
    assert client.post(FILL, data).status_code == 302


def test_a_draft_is_kept_and_comes_back_with_the_form(cast: Cast, sign_in: SignIn) -> None:
    review = review_of(cast.jinan_institution)
    client = sign_in("jinan_head")
    data = answers(client.get(FILL).content.decode(), review) | {"act": "save", "statement": "示例：未完"}
    assert client.post(FILL, data).status_code == 302
    page = client.get(FILL).content.decode()
    assert "示例：未完" in page and "2025年度考核" in page
    assert "示例：未完" not in sign_in("jinan_institution_administrator").get(FILL).content.decode()
    sent = answers(page, review) | {"draft": str(Draft.objects.get().pk), "draft_version": "1"}
    assert client.post(FILL, sent).status_code == 302
    assert not Draft.objects.exists() and AnnualReview.objects.get(pk=review.pk).state == "submitted"


@pytest.mark.parametrize("named", ["x", "\0", "00000000-0000-0000-0000-000000000007"])
def test_a_review_that_does_not_exist_is_absent(cast: Cast, sign_in: SignIn, named: str) -> None:
    review_of(cast.jinan_institution)
    assert sign_in("jinan_head").get(FILL, {"review": named}).status_code == 404


def test_nothing_of_jinan_is_shown_to_qingdao(cast: Cast, sign_in: SignIn) -> None:
    make_year()
    review = review_of(cast.jinan_institution)
    stranger = sign_in("qingdao")
    for name in ("annual_review", "annual_review_trail", "annual_review_propose", "annual_review_return"):
        assert stranger.get(reverse(name, args=[review.pk])).status_code == 404, name
    listed = stranger.get(reverse("annual_review_list")).content.decode()
    assert "青岛示例乙" in listed and "济南示例甲" not in listed
    year = stranger.get(review.review_year.get_absolute_url()).content.decode()
    assert "青岛市" in year and "济南市" not in year
    assert sign_in("jinan_head").get(f"{FILL}?review={review_of(cast.qingdao_institution).pk}").status_code == 404


def test_the_numbers_of_a_year_lead_to_their_rows(cast: Cast, sign_in: SignIn) -> None:
    submit(review_of(cast.jinan_institution))
    client = sign_in("province")
    year = ReviewYear.objects.get()
    page = client.get(year.get_absolute_url()).content.decode()
    assert "2件中已审定0件" in page
    for query, rows in (("state=submitted&city=370100", 1), ("waiting=institution", 1), ("state=decided", 0)):
        listed = client.get(f"{reverse('annual_review_list')}?year=2025&{query}").content.decode()
        assert listed.count('href="/annual-review/') - listed.count('href="/annual-review/years') >= rows
        assert ("没有符合条件的年度考核" in listed) == (rows == 0)
    drilled = client.get("/annual-review/?measure=annual_reviews.submitted&from=2026-11-01&until=2026-11-30")
    assert "济南示例甲" in drilled.content.decode() and "青岛示例乙" not in drilled.content.decode()


def test_the_city_proposes_and_the_province_decides_by_form(cast: Cast, sign_in: SignIn) -> None:
    code = lines_today(review_of(cast.jinan_institution))[0].code
    review = submit(review_of(cast.jinan_institution), disputed={code: DISPUTE})
    city, address = sign_in("jinan"), reverse("annual_review_propose", args=[review.pk])
    data: dict[str, Any] = {"proposal": "rectify", "reason": "示例：补正台账", "version": review.trail_seq}
    refused = city.post(address, data)
    assert refused.status_code == 422 and "以哪一方的值为准" in refused.content.decode()
    assert city.post(address, {**data, f"ruling_{code}": "own"}).status_code == 302
    assert city.post(address, {**data, f"ruling_{code}": "own"}).status_code == 409, "somebody was faster"
    review.refresh_from_db()
    province, address = sign_in("province_leader"), reverse("annual_review_decide", args=[review.pk])
    data = {"result": "not_qualified", "version": review.trail_seq, "reason": ""}
    assert province.post(address, data).status_code == 422
    done = province.post(address, {**data, "reason": "示例：整改未完成"}, follow=True).content.decode()
    assert "通知书正在制作" in done and "暂缓编入名册" in done
    assert write_letter(review.pk)
    assert "年度考核结果通知书（PDF）" in sign_in("jinan_head").get(review.get_absolute_url()).content.decode()
    assert province.post(address, data | {"reason": "示例"}).status_code == 409


def test_who_may_not_act_is_told_who_may(cast: Cast, sign_in: SignIn) -> None:
    review = submit(review_of(cast.jinan_institution))
    page = sign_in("province").get(review.get_absolute_url()).content.decode()
    assert "提出审核意见" in page and "只有" in page
    with time_machine.travel("2026-12-01 10:00+08:00", tick=False):
        other = review_of(cast.qingdao_institution)
        page = sign_in("qingdao").get(other.get_absolute_url()).content.decode()
    assert "前仍可提交" in page


def test_results_are_public_on_the_page_of_the_institution_and_in_the_list_of_the_year(cast: Cast) -> None:
    visitor = Client()
    assert "尚未公布考核结果" in visitor.get("/register/results/").content.decode()
    decided(cast.jinan_institution)
    decide(propose(submit(review_of(cast.qingdao_institution))), result="not_qualified", reason="示例：内部理由不公布")
    page = visitor.get("/register/results/").content.decode()
    assert "合格1家，不合格1家" in page and "济南示例甲" in page and "青岛示例乙" in page
    page = visitor.get("/register/results/?year=2025&result=not_qualified").content.decode()
    assert "青岛示例乙" in page and "济南示例甲" not in page and "内部理由" not in page
    assert visitor.get("/register/results/?year=1999").status_code == 422
    unreadable = visitor.get("/register/results/?q=%00")
    assert unreadable.status_code == 422 and 'id="q_error"' in unreadable.content.decode()
    assert "没有符合条件" in visitor.get("/register/results/?q=无此机构").content.decode()
    own = visitor.get(reverse("register_institution", args=[cast.jinan_institution.licence_number])).content.decode()
    assert "年度考核" in own and "合格" in own and "/register/results/?year=2025" in own


def test_the_list_of_results_asks_as_often_for_many_as_for_one(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for institution in (cast.jinan_institution, cast.qingdao_institution):
        decided(institution)
    with django_assert_max_num_queries(12):
        Client().get("/register/results/")
