"""The tab of scope and standing, the forms behind it, and what everybody reads on the register."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from institutions.models import Restriction, ScopeItem
from tests.factories.entrustments import make_appraiser, make_staff
from tests.factories.standing import make_accreditation, make_personal_restriction, make_restriction, make_scope
from tests.people import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
WHOLE = {
    "ground": "XZ-3", "valid_from": "2026-11-25", "valid_until": "2027-02-24", "document_number": "示例罚决〔2026〕1号",
    "reason": "示例：受到停止执业处罚",
}  # fmt: skip


@pytest.fixture(autouse=True)
def frozen(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_was_typed_and_ticked_stays_when_something_is_wrong(cast: Cast, sign_in: SignIn) -> None:
    house, client = cast.jinan_institution, sign_in("jinan")
    address = reverse("scope_new", args=[house.pk])
    given = {"categories": ["FY-0202", "FY-0203"], "valid_from": "2026-12-25", "document_number": "示例1号",
             "reason": "示例：登记", "version": str(house.trail_seq)}  # fmt: skip
    answer = client.post(address, given)
    page = answer.content.decode()
    assert answer.status_code == 422 and "该日期尚未到来" in page
    assert page.count("checked") == 2 and "示例1号" in page
    assert client.post(address, {**given, "valid_from": "2026-11-25"}).status_code == 302
    assert client.post(address, {**given, "valid_from": "2026-11-25"}).status_code == 409
    assert ScopeItem.objects.count() == 2


def test_the_same_form_sent_twice_restricts_once_and_all_pages_say_restricted(cast: Cast, sign_in: SignIn) -> None:
    house, officer = cast.jinan_institution, sign_in("jinan")
    address = reverse("restriction_new", args=[house.pk])
    key = officer.get(address).content.decode().split('name="form_key" value="')[-1].split('"')[0]
    for _each in range(2):
        assert officer.post(address, {**WHOLE, "form_key": key}).status_code == 302
    row = Restriction.objects.get()
    for page in (
        read(officer, house.standing_url),
        read(officer, house.get_absolute_url()),
        read(sign_in("jinan_institution_administrator"), house.standing_url),
        read(Client(), reverse("register_institution", args=[house.licence_number])),
        read(Client(), f"{reverse('register')}?q={house.licence_number}"),
    ):
        assert "限制执业" in page
    assert "第十七、五十一条" in read(Client(), reverse("register_institution", args=[house.licence_number]))
    assert WHOLE["reason"] not in read(Client(), reverse("register_institution", args=[house.licence_number]))
    open_ones = read(Client(), f"{reverse('register')}?state=open&q={house.licence_number}")
    assert house.get_absolute_url() not in open_ones and str(house) not in open_ones
    lift = reverse("restriction_lift", args=[row.pk])
    assert sign_in("jinan_institution_administrator").get(lift).status_code == 403
    assert sign_in("qingdao").get(lift).status_code == 404
    said = {"version": row.trail_seq, "document_number": "示例2号", "reason": "示例：解除"}
    assert officer.post(lift, said).status_code == 302
    assert "限制执业" not in read(Client(), f"{reverse('register')}?q={house.licence_number}")


def test_the_register_shows_items_accreditations_and_barred_appraisers(cast: Cast) -> None:
    house = cast.jinan_institution
    with transaction.atomic():
        person = make_appraiser(house)
        make_staff(house)
    make_scope(house, "FY-0202", by=cast.actor("jinan"))
    make_accreditation(house, "FY-05", by=cast.actor("jinan"), certificate_number="示例CMA77")
    make_restriction(house, by=cast.actor("jinan"), ground="XZ-4", categories=["FY-0501"], valid_until=None)
    make_personal_restriction(person, by=cast.actor("jinan"))
    page = read(Client(), reverse("register_institution", args=[house.licence_number]))
    for words in ("人体残疾等级鉴定", "示例CMA77", "部分限制执业", "气体毒物鉴定"):
        assert words in page
    page = read(Client(), reverse("register_appraiser", args=[person.certificate_number]))
    assert "限制执业" in page and "第五十三、五十四条" in page


def test_the_province_decides_on_the_page_and_a_second_window_is_told(cast: Cast, sign_in: SignIn) -> None:
    house, officer = cast.jinan_institution, sign_in("jinan")
    asked = {"version": house.trail_seq, "asked_on": "2026-11-24", "document_number": "示例3号", "reason": "示例：申请"}
    assert officer.post(reverse("licence_renewal_new", args=[house.pk]), asked).status_code == 302
    row = house.renewals.get()
    address, province = reverse("licence_renewal_decide", args=[row.pk]), sign_in("province")
    assert officer.get(address).status_code == 403
    assert "2034-06-30" in read(province, address)
    said = {"version": row.trail_seq, "outcome": "granted", "new_until": "2034-06-30", "document_number": "示例4号",
            "reason": "示例：准予"}  # fmt: skip
    assert province.post(address, {**said, "new_until": "2036-06-30"}).status_code == 422
    assert province.post(address, said).status_code == 302
    assert province.post(address, said).status_code == 409
    house.refresh_from_db()
    assert house.licence_until == date(2034, 6, 30)
