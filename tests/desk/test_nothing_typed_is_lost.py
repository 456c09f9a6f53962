"""What was typed survives the end of a session, an old token, somebody who was faster, and a second sending."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foundation.accounts.actions.contacting import keep_contact
from foundation.accounts.models import Organisation, Posting, User
from foundation.audit import jobs
from foundation.audit.models import Event
from foundation.desk.actions import drafting
from foundation.desk.filling.keys import new_key
from foundation.desk.filling.middleware import COOKIE
from foundation.desk.models import Draft, KeptForm
from foundation.law.models import DeadlineRule
from tests.factories.entrustments import make_entrustment
from tests.people import Cast

SignIn = Callable[[str], Client]
MORNING = datetime.fromisoformat("2026-11-25T09:00:00+08:00")


def key_on(client: Client, address: str) -> str:
    found = re.search(r'name="form_key" value="([^"]+)"', client.get(address).content.decode())
    assert found is not None
    return found[1]


def in_again(client: Client, user: User) -> None:
    """Sign in with the same browser."""
    client.force_login(user)


def test_a_form_sent_after_the_session_ended_comes_back_filled_in_and_nothing_was_done(
    cast: Cast, sign_in: SignIn
) -> None:
    client, address = sign_in("administrator"), "/administration/organisations/new/"
    with time_machine.travel(MORNING, tick=False) as clock:
        typed = {"form_key": key_on(client, address), "name": "示例未存机关", "reason": "补录"}
        clock.shift(timedelta(minutes=31))
        answer = client.post(address, typed)
        assert answer.status_code == 302 and answer.headers["Location"].startswith("/accounts/login/")
        assert "%E6%9C%AA" not in answer.headers["Location"] and "未存" not in answer.headers["Location"]
        assert b"\xe6\x9c\xaa\xe5\xad\x98" not in bytes(KeptForm.objects.get().payload.blob)
        in_again(client, cast.administrator.user)
        page = client.get(address).content.decode()
    assert "示例未存机关" in page and "提交时登录已失效" in page
    assert not Organisation.objects.filter(name="示例未存机关").exists()


def test_what_was_kept_is_dropped_when_it_has_been_sent_again(cast: Cast, sign_in: SignIn) -> None:
    client, address = sign_in("administrator"), f"/administration/users/{cast.qingdao.user_id}/disable/"
    key = key_on(client, address)
    client.logout()
    client.post(address, {"form_key": key, "reason": "离职"})
    in_again(client, cast.administrator.user)
    page = client.get(address).content.decode()
    assert "离职" in page
    again = client.post(address, {"form_key": key_on(client, address), "reason": "离职"})
    assert again.status_code == 302 and again.cookies[COOKIE].value == ""
    assert not KeptForm.objects.exists()
    assert "提交时登录已失效" not in client.get(address).content.decode()


def test_what_was_kept_is_given_to_its_user_only(cast: Cast, sign_in: SignIn) -> None:
    client, address = sign_in("administrator"), "/administration/organisations/new/"
    key = key_on(client, address)
    client.logout()
    client.post(address, {"form_key": key, "name": "仅自己可见"})
    in_again(client, User.objects.get(pk=cast.jinan_institution_administrator.user_id))
    assert "仅自己可见" not in client.get(address).content.decode()
    in_again(client, cast.administrator.user)
    assert "仅自己可见" in client.get(address).content.decode()


def test_without_a_key_of_a_user_nothing_is_kept(db: None, sign_in: SignIn) -> None:
    visitor = Client()
    for key in ("", "made-up", "x" * 5_000, "\0"):
        visitor.post("/administration/organisations/new/", {"form_key": key, "name": "示例"})
    visitor.post("/accounts/login/", {"login": "jinan", "password": "a-secret-that-is-typed"})
    assert not KeptForm.objects.exists()
    assert "form_key" not in visitor.get("/accounts/login/").content.decode()


def test_an_act_without_a_form_of_its_own_is_offered_again(cast: Cast, sign_in: SignIn) -> None:
    client, row = sign_in("jinan"), make_entrustment(cast.jinan_institution)
    address, key = reverse("entrustment_reveal", args=[row.pk]), new_key(cast.jinan.user_id)
    client.logout()
    client.post(address, {"form_key": key, "reason": "核对投诉材料"})
    in_again(client, cast.jinan.user)
    page = client.get(address).content.decode()
    assert "核对投诉材料" in page
    assert not Event.objects.filter(kind="cases.reveal_subject").exists()


def test_a_form_of_a_window_from_before_signing_in_again_leads_back_to_what_was_typed(
    cast: Cast, sign_in: SignIn
) -> None:
    strict, address = Client(enforce_csrf_checks=True), "/administration/organisations/new/"
    sign_in("administrator")  # sets up the second factor
    strict.force_login(cast.administrator.user)
    key = key_on(strict, address)
    answer = strict.post(address, {"form_key": key, "name": "示例旧窗口", "csrfmiddlewaretoken": "old" * 21 + "x"})
    assert answer.status_code == 403
    assert f'href="{address}"' in answer.content.decode()
    assert "示例旧窗口" in strict.get(address).content.decode()


def test_two_people_at_one_record_see_both_values_and_take_over_either(cast: Cast, sign_in: SignIn) -> None:
    body = cast.jinan.organisation
    address, client = reverse("administration:organisation_contact", args=[body.pk]), sign_in("province")
    version = re.search(r'name="version" value="(\d+)"', client.get(address).content.decode())
    assert version is not None
    keep_contact(
        body,
        address="示例路1号",
        telephone="",
        office_hours="",
        version=int(version[1]),
        by=cast.actor("province"),
        reason="补录",
    )
    typed = {
        "address": "示例路2号",
        "telephone": "0531-00000000",
        "office_hours": "",
        "reason": "核对更正",
        "version": version[1],
    }
    answer = client.post(address, typed)
    page = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "示例路1号" in page and 'value="示例路2号"' in page and "核对更正" in page
    newer = re.search(r'name="version" value="(\d+)"', page)
    assert newer is not None and newer[1] != version[1]
    taken = client.post(address, {**typed, "version": newer[1], "take": "address"})
    assert 'value="示例路1号"' in taken.content.decode() and 'value="0531-00000000"' in taken.content.decode()
    body.refresh_from_db()
    assert body.address == "示例路1号" and body.telephone == ""
    assert client.post(address, {**typed, "version": newer[1]}).status_code == 302
    body.refresh_from_db()
    assert (body.address, body.telephone) == ("示例路2号", "0531-00000000")


def test_who_comes_second_with_a_reason_alone_gets_it_back_and_the_way_to_the_record(
    cast: Cast, sign_in: SignIn
) -> None:
    row = make_entrustment(cast.jinan_institution)
    address, client = reverse("entrustment_withdraw", args=[row.pk]), sign_in("jinan_clerk")
    old = {"version": row.trail_seq, "reason": "委托人来函撤回"}
    assert client.post(address, old).status_code == 302
    answer = client.post(
        address, {**old, "reason": "另一窗口的理由"}, headers={"Referer": f"http://testserver{address}"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "另一窗口的理由" in page and f'href="http://testserver{address}"' in page
    assert "现在的值与提交的值" not in page
    foreign = client.post(address, old, headers={"Referer": "https://elsewhere.example/"}).content.decode()
    assert "elsewhere" not in foreign


def test_two_administrators_at_one_legal_entry_see_both_wordings(cast: Cast, sign_in: SignIn) -> None:
    row = DeadlineRule.objects.get(code="DL01", effective_to__isnull=True)
    address, client = reverse("administration:law_amend", args=["deadlines", "DL01"]), sign_in("administrator")
    page = client.get(address).content.decode()
    fields = {name: unescape(value) for name, value in re.findall(r'name="([a-z_]+)" value="([^"]*)"', page)}
    text = {
        name: unescape(value).strip() for name, value in re.findall(r'<textarea name="([a-z_]+)"[^>]*>([^<]*)<', page)
    }
    choice = {"confidence": "verified"}
    typed = {**fields, **text, **choice, "effective_from": row.effective_from.isoformat(), "reason": "核对原文"}
    assert client.post(address, {**typed, "actor": "鉴定机构甲"}).status_code == 302
    answer = client.post(address, {**typed, "form_key": key_on(client, address), "actor": "鉴定机构乙"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "鉴定机构甲" in shown and "鉴定机构乙" in shown
    row.refresh_from_db()
    assert row.actor == "鉴定机构甲"


def test_a_posting_granted_twice_by_a_double_click_is_granted_once(cast: Cast, sign_in: SignIn) -> None:
    client, address = sign_in("administrator"), reverse("administration:posting_new", args=[cast.qingdao.user_id])
    typed = {
        "form_key": key_on(client, address), "organisation": str(cast.qingdao.organisation_id), "role": "inspector",
        "valid_from": timezone.localdate().isoformat(), "reason": "补录",
    }  # fmt: skip
    answers = [client.post(address, typed) for _each in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert Posting.objects.filter(user=cast.qingdao.user, role="inspector").count() == 1


def test_an_account_opened_twice_by_a_double_click_is_opened_once_and_the_code_is_stored_nowhere(
    cast: Cast, sign_in: SignIn
) -> None:
    client, address = sign_in("administrator"), "/administration/users/new/"
    typed = {
        "form_key": key_on(client, address), "name": "示例新人", "username": "new.person", "role": "officer",
        "organisation": str(cast.jinan.organisation_id), "reason": "入职",
        "valid_from": timezone.localdate().isoformat(),
    }  # fmt: skip
    first, second = client.post(address, typed), client.post(address, typed)
    code = re.search(r'class="code"[^>]*>([^<]+)<', first.content.decode())
    assert first.status_code == 200 and code is not None
    assert second.status_code == 302
    assert User.objects.filter(username="new.person").count() == 1
    assert code[1].strip() not in client.get(second.headers["Location"]).content.decode()


def test_drafts_of_an_ended_posting_are_out_of_reach_and_old_ones_are_cleared(cast: Cast) -> None:
    clerk = cast.actor("jinan_clerk")
    with time_machine.travel(MORNING - timedelta(days=31), tick=False):
        drafting.save_draft("entrustment", {"client_name": ["旧"]}, by=clerk)
    with time_machine.travel(MORNING, tick=False):
        draft = drafting.save_draft("entrustment", {"client_name": ["新"]}, by=clerk)
        run = jobs.Run(1, {})
        jobs.registry["desk.clear_drafts"].work(run)
        assert run.result == {"drafts": 1, "kept": 0}
        assert list(Draft.objects.visible_to(clerk).of_form("entrustment")) == [draft]
        clerk.posting = None
        assert not Draft.objects.visible_to(clerk).exists()


@pytest.mark.parametrize("typed", ["昨天", "2026-13-01", "2026-11-31", "９９９９９"])
def test_a_day_that_is_none_is_asked_for_in_the_form_it_is_written(sign_in: SignIn, typed: str) -> None:
    page = sign_in("administrator").post("/administration/users/new/", {"valid_from": typed}).content.decode()
    assert "例如2026-11-23" in page and f'value="{typed}"' in page
