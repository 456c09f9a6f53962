"""The pages of entrustments: the long form with rows, drafts and checks, one entrustment, the list, the withdrawal."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.models import EntrustedMaterial, EntrustedSubject, Entrustment
from foundation.audit.models import Event
from foundation.desk.models import Draft
from tests.factories.entrustments import IDENTITY, make_appraiser, make_entrustment
from tests.people import Cast

NEW = "/cases/entrustments/new/"
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def today(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def posted(client: Client, act: str = "file", **values: Any) -> dict[str, Any]:
    """What a browser sends: the page's own hidden fields and what was typed."""
    page = client.get(NEW).content.decode()
    key = re.search(r'name="form_key" value="([^"]+)"', page)
    assert key is not None
    typed = {
        "form_key": key[1],
        "client_name": "济南示例区人民法院",
        "client_kind": "court",
        "client_reference": "（2026）示例01民初9号",
        "received_on": "2026-11-20",
        "category": "FY-02",
        "matter": "人体残疾等级鉴定",
        "purpose": "民事诉讼",
        "facts": "示例案情",
        "subjects-TOTAL_FORMS": "2",
        "subjects-INITIAL_FORMS": "0",
        "subjects-0-kind": "person",
        "subjects-0-name": "示例当事人甲",
        "subjects-0-identity_number": IDENTITY,
        "subjects-1-kind": "person",
        "materials-TOTAL_FORMS": "1",
        "materials-INITIAL_FORMS": "0",
        "materials-0-name": "病历资料",
        "materials-0-kind": "other",
        "act": act,
    }
    return {**typed, **values}


def test_a_clerk_files_by_form_and_lands_on_the_page_of_the_entrustment(sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    answer = client.post(NEW, posted(client), follow=True)
    row = Entrustment.objects.get()
    assert answer.redirect_chain == [(row.get_absolute_url(), 302)]
    page = answer.content.decode()
    assert f"委托已登记，编码为{row.code}" in page
    assert "12月1日（星期二）" in page
    assert "《" in page or "第十三条" in page
    assert IDENTITY not in page and "当事人甲" not in page and "示例案情" not in page
    assert (EntrustedSubject.objects.count(), EntrustedMaterial.objects.count()) == (1, 1)


def test_sending_the_same_form_twice_files_once_and_leads_to_the_same_page(sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    data = posted(client)
    first, second = client.post(NEW, data), client.post(NEW, data)
    assert first.headers["Location"] == second.headers["Location"]
    assert Entrustment.objects.count() == 1
    page = client.get(first.headers["Location"]).content.decode()
    assert page.count("委托已登记") == 1


def test_a_form_that_was_filed_and_then_changed_asks_before_it_files_another(sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    data = posted(client)
    client.post(NEW, data)
    answer = client.post(NEW, {**data, "matter": "误工期鉴定"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "此表单已经提交过" in page and "误工期鉴定" in page
    assert Entrustment.objects.get().get_absolute_url() in page
    again = {
        name: value.replace("&quot;", '"')
        for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)
        if name != "csrfmiddlewaretoken"
    }
    assert client.post(NEW, again).status_code == 302
    assert sorted(Entrustment.objects.values_list("matter", flat=True)) == ["人体残疾等级鉴定", "误工期鉴定"]


def test_what_is_wrong_stands_beside_every_field_and_nothing_typed_is_lost(sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    wrong = posted(
        client, client_name="", received_on="2026-12-24",
        **{
            "subjects-0-identity_number": "379999199001010011",
            "subjects-1-name": "示例当事人乙",
            "materials-0-received_on": "昨天",
        },
    )  # fmt: skip
    answer = client.post(NEW, wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.findall(r'<li><a href="#(id_[^"]+)">', page) == ["id_client_name", "id_materials-0-received_on"]
    assert "示例当事人乙" in page and "379999199001010011" in page and 'value="昨天"' in page
    answer = client.post(NEW, {**wrong, "client_name": "济南示例区人民法院", "materials-0-received_on": ""})
    page = answer.content.decode()
    assert re.findall(r'<li><a href="#(id_[^"]+)">', page) == ["id_received_on", "id_subjects-0-identity_number"]
    assert "身份证号校验码有误" in page
    assert not Entrustment.objects.exists()


def test_an_empty_row_between_two_subjects_does_not_move_the_error(sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    rows = {
        "subjects-TOTAL_FORMS": "3", "subjects-0-name": "", "subjects-0-identity_number": "", "subjects-1-name": "示例",
        "subjects-2-name": "示例二", "subjects-2-identity_number": "379999199001010011", "subjects-2-kind": "person",
    }  # fmt: skip
    page = client.post(NEW, posted(client, **rows)).content.decode()
    assert re.findall(r'<li><a href="#(id_[^"]+)">', page) == ["id_subjects-2-identity_number"]


def test_a_row_is_added_without_script_and_nothing_is_said_to_be_wrong_yet(sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    answer = client.post(NEW, posted(client, "add_materials", client_name=""))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="materials-1-name"' in page and 'name="subjects-2-name"' not in page
    assert "pt-errsum" not in page and "病历资料" in page


def test_what_the_law_will_check_stands_beside_the_button_before_it_is_pressed(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    page = client.post(NEW, posted(client, "check", category="WZ-01", purpose="")).content.decode()
    assert "该类别不在本机构业务范围内" in page and "第十五条第一项" in page
    assert "未写明鉴定用途" in page
    for _each in range(3):
        make_appraiser(cast.jinan_institution)
    page = client.post(NEW, posted(client, "check")).content.decode()
    assert "目前未见不得受理的情形" in page
    assert not Entrustment.objects.exists()


def test_a_draft_is_saved_by_button_found_again_and_gone_when_filed(sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    answer = client.post(NEW, posted(client, "save", client_name="未完的委托人"))
    draft = Draft.objects.get()
    assert answer.headers["Location"] == f"{NEW}?draft={draft.pk}"
    assert b"\xe6\x9c\xaa\xe5\xae\x8c" not in bytes(draft.payload.blob if draft.payload else b"")
    assert f"?draft={draft.pk}" in client.get(NEW).content.decode()
    page = client.get(answer.headers["Location"]).content.decode()
    assert "未完的委托人" in page and IDENTITY in page
    data = posted(client, draft=str(draft.pk), draft_version=str(draft.version))
    assert client.post(NEW, data).status_code == 302
    assert not Draft.objects.exists()


def test_two_windows_at_one_draft_are_told_and_see_both_values(sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    client.post(NEW, posted(client, "save"))
    draft = Draft.objects.get()
    mine = {"draft": str(draft.pk), "draft_version": "1"}
    assert client.post(NEW, posted(client, "save", **mine, purpose="刑事诉讼")).status_code == 302
    answer = client.post(NEW, posted(client, "save", **mine, purpose="仲裁"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "刑事诉讼" in page and "仲裁" in page and "鉴定用途" in page
    version = re.search(r'name="draft_version" value="(\d+)"', page)
    assert version is not None and version[1] == "2"
    again = posted(client, "save", draft=str(draft.pk), draft_version="2", purpose="仲裁")
    assert client.post(NEW, again).status_code == 302
    assert Draft.objects.get().fields["purpose"] == ["仲裁"]


def test_the_draft_saves_itself_and_says_when(sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    answer = client.post(NEW, posted(client, ""), headers={"X-Autosave": "1"})
    assert answer.status_code == 200
    assert answer.json()["message"] == "草稿已保存10:00"
    stale = {"draft": answer.json()["draft"], "draft_version": "7"}
    answer = client.post(NEW, posted(client, "", **stale, purpose="仲裁"), headers={"X-Autosave": "1"})
    assert answer.status_code == 409
    assert "鉴定用途" in answer.json()["message"]


def test_a_window_whose_draft_was_filed_elsewhere_is_told(sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    client.post(NEW, posted(client, "save"))
    draft = Draft.objects.get()
    mine = {"draft": str(draft.pk), "draft_version": "1"}
    assert client.post(NEW, posted(client, **mine)).status_code == 302
    answer = client.post(NEW, posted(client, "save", **mine))
    assert answer.status_code == 409
    assert "另存为新草稿" in answer.content.decode()


def test_a_refused_filing_still_offers_to_discard_its_draft(sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    client.post(NEW, posted(client, "save"))
    draft = Draft.objects.get()
    answer = client.post(NEW, posted(client, draft=str(draft.pk), draft_version="1", client_name=""))
    assert answer.status_code == 422
    assert reverse("draft_discard", args=[draft.pk]) in answer.content.decode()


def test_drafts_belong_to_one_person_in_one_posting(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in("jinan_clerk")
    clerk.post(NEW, posted(clerk, "save", client_name="仅自己可见"))
    draft = Draft.objects.get()
    for name in ("jinan_head", "qingdao_clerk"):
        other = sign_in(name)
        assert "仅自己可见" not in other.get(f"{NEW}?draft={draft.pk}").content.decode()
        assert other.get(reverse("draft_discard", args=[draft.pk])).status_code == 404
    assert clerk.get(reverse("draft_discard", args=[draft.pk])).status_code == 200
    assert clerk.post(reverse("draft_discard", args=[draft.pk])).headers["Location"] == NEW
    assert not Draft.objects.exists()


@pytest.mark.parametrize("who", ["jinan", "province", "auditor", "administrator", "appraiser"])
def test_who_may_not_file_is_told_so(sign_in: SignIn, who: str) -> None:
    assert sign_in(who).get(NEW).status_code == 403


def test_the_page_prints_clock_and_findings_and_hides_what_is_sealed(cast: Cast, sign_in: SignIn) -> None:
    row = make_entrustment(cast.jinan_institution, purpose="")
    page = sign_in("jinan").get(row.get_absolute_url()).content.decode()
    assert "还有4个工作日，12月1日（星期二）到期" in re.sub(r"</?time[^>]*>", "", page)
    assert "具备该类别执业资格的鉴定人不足二人" in page and "第十八条" in page
    assert not any(text in page for text in (IDENTITY, "当事人甲", "示例联系人", "0531", "交通事故"))
    assert sign_in("qingdao").get(row.get_absolute_url()).status_code == 404


def test_what_is_sealed_is_shown_for_a_reason_on_record(cast: Cast, sign_in: SignIn) -> None:
    row = make_entrustment(cast.jinan_institution)
    client, address = sign_in("jinan"), reverse("entrustment_reveal", args=[row.pk])
    refused = client.post(address, {"reason": " "})
    assert refused.status_code == 422 and IDENTITY not in refused.content.decode()
    page = client.post(address, {"reason": "核对投诉"}).content.decode()
    assert all(text in page for text in (IDENTITY, "示例当事人甲", "示例联系人", "交通事故"))
    event = Event.objects.get(stream=row.stream, kind="cases.reveal_subject")
    assert event.content["reason"] == "核对投诉"


def test_a_withdrawal_is_asked_on_a_page_of_its_own(cast: Cast, sign_in: SignIn) -> None:
    row = make_entrustment(cast.jinan_institution)
    client, address = sign_in("jinan_clerk"), reverse("entrustment_withdraw", args=[row.pk])
    page = client.get(address).content.decode()
    assert "不能恢复" in page and row.client_name in page
    version = str(row.trail_seq)
    assert client.post(address, {"reason": "撤", "version": version}).status_code == 422
    assert client.post(address, {"reason": "委托人来函撤回", "version": version}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.withdrawn_on) == ("withdrawn", date(2026, 11, 25))
    assert client.post(address, {"reason": "委托人来函撤回", "version": version}).status_code == 409


def test_the_list_shows_what_is_to_be_decided_first(cast: Cast, sign_in: SignIn) -> None:
    late = make_entrustment(cast.jinan_institution, received_on=date(2026, 11, 10))
    soon = make_entrustment(cast.jinan_institution, received_on=date(2026, 11, 24))
    make_entrustment(cast.qingdao_institution)
    page = sign_in("jinan").get("/cases/entrustments/?state=received&order=decide").content.decode()
    assert page.index(late.code) < page.index(soon.code)
    assert "决定已逾期" in page and page.count("/cases/entrustments/0") + page.count('href="/cases/entrustments/') >= 2
    found = sign_in("province").get(f"/cases/entrustments/?q={soon.code.lower()}").content.decode()
    assert soon.code in found and late.code not in found
