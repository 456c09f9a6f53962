"""The pages of completing an entrustment: asking the client, recording what has come, and what waits."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.actions.completing import ask
from cases.actions.deciding import refuse
from cases.entrustments.filing import MaterialGiven
from cases.models import Completion, Entrustment
from tests.factories.entrustments import make_entrustment
from tests.people import Cast

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def today(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def asked(cast: Cast, **values: Any) -> Entrustment:
    row = make_entrustment(cast.jinan_institution, **values)
    return ask(
        row.pk,
        by=cast.actor("jinan_clerk"),
        version=row.trail_seq,
        wanted="示例：病历全本",
        period_until=date(2026, 12, 31),
    )


def typed(row: Entrustment, **values: str) -> dict[str, str]:
    rows = {"materials-TOTAL_FORMS": "1", "materials-INITIAL_FORMS": "0", "act": "record"}
    return {"version": str(row.trail_seq), **rows, **values}


def test_a_clerk_asks_the_client_and_the_page_says_that_the_time_stands_still(cast: Cast, sign_in: SignIn) -> None:
    row = make_entrustment(cast.jinan_institution, purpose="")
    client, address = sign_in("jinan_clerk"), reverse("entrustment_ask", args=[row.pk])
    page = client.get(address).content.decode()
    assert "接续计算" in page and "鉴定用途" in page and "第十四条" in page
    given = {"version": row.trail_seq, "period_until": "2026-12-15"}
    assert client.post(address, {**given, "wanted": " "}).status_code == 422
    answer = client.post(address, {**given, "wanted": "示例：写明用途"}, follow=True)
    page = answer.content.decode()
    assert "已登记告知补充" in page and "示例：写明用途" in page and "待补充" in page
    assert reverse("entrustment_complete", args=[row.pk]) in page
    assert client.post(address, {**given, "wanted": "示例：再问"}).status_code == 409


def test_asked_too_late_the_page_says_that_nothing_changes(cast: Cast, sign_in: SignIn) -> None:
    row = make_entrustment(cast.jinan_institution, received_on=date(2026, 11, 10))
    page = sign_in("jinan_clerk").get(reverse("entrustment_ask", args=[row.pk])).content.decode()
    assert "此时告知补充不改变期限" in page


def test_a_clerk_records_what_has_come(cast: Cast, sign_in: SignIn) -> None:
    row = asked(cast, purpose="", materials=(MaterialGiven("病历资料", quantity="1册"),))
    client, address = sign_in("jinan_clerk"), reverse("entrustment_complete", args=[row.pk])
    page = client.get(address).content.decode()
    assert "示例：病历全本" in page and 'name="purpose"' in page and 'name="facts"' not in page
    assert 'name="particulars-0-condition"' in page and 'name="particulars-0-quantity"' not in page
    more = client.post(address, typed(row, act="add_materials", **{"materials-0-name": "示例片"})).content.decode()
    assert 'name="materials-1-name"' in more and "示例片" in more and not Completion.objects.get().received_on
    assert "pt-err" not in more
    wrong = client.post(address, typed(row, received_on="2026-11-24", **{"materials-0-quantity": "2张"}))
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert "告知之前" in page or "不可能" in page or "早于" in page
    given = {
        "received_on": "2026-11-25",
        "received": "示例：病历及X线片",
        "purpose": "民事诉讼",
        "particulars-0-kind": "other",
        "particulars-0-condition": "复印件",
        "materials-0-name": "示例X线片",
        "materials-0-quantity": "2张",
    }
    answer = client.post(address, typed(row, **given), follow=True)
    assert answer.redirect_chain == [(row.get_absolute_url(), 302)]
    row.refresh_from_db()
    assert (row.state, row.purpose) == ("received", "民事诉讼")
    assert [(each.name, each.condition, each.quantity) for each in row.materials.all()] == [
        ("病历资料", "复印件", "1册"),
        ("示例X线片", "", "2张"),
    ]
    page = answer.content.decode()
    assert "示例：病历及X线片" in page and "新增1份材料" in page


def test_without_a_request_only_what_is_missing_is_asked_for(cast: Cast, sign_in: SignIn) -> None:
    row = make_entrustment(cast.jinan_institution)
    client, address = sign_in("jinan_clerk"), reverse("entrustment_complete", args=[row.pk])
    page = client.get(address).content.decode()
    assert all(f'name="{name}"' not in page for name in ("received_on", "received", "purpose", "facts"))
    assert client.post(address, typed(row)).status_code == 422
    assert client.post(address, typed(row, **{"materials-0-name": "示例X线片"})).status_code == 302
    assert row.materials.count() == 2


def test_after_the_decision_nothing_is_asked_or_completed(cast: Cast, sign_in: SignIn) -> None:
    row = asked(cast)
    row = refuse(row.pk, by=cast.actor("jinan_clerk"), version=row.trail_seq, ground="TZ15-2", reason="示例：未补充")
    client = sign_in("jinan_clerk")
    page = client.get(row.get_absolute_url()).content.decode()
    assert "未补充" in page and reverse("entrustment_complete", args=[row.pk]) not in page
    assert client.get(reverse("entrustment_complete", args=[row.pk])).status_code == 302
    address = reverse("entrustment_complete", args=[row.pk])
    assert client.post(address, typed(row, **{"materials-0-name": "示例X线片"})).status_code == 422
    address = reverse("entrustment_ask", args=[row.pk])
    assert 'type="submit">告知委托人' not in client.get(address).content.decode()


def test_an_awaited_entrustment_leads_to_recording_and_not_to_acceptance(cast: Cast, sign_in: SignIn) -> None:
    row = asked(cast)
    client = sign_in("jinan_clerk")
    answer = client.get(reverse("entrustment_accept", args=[row.pk]), follow=True)
    assert answer.redirect_chain == [(row.get_absolute_url(), 302)]
    assert "已告知委托人补充该委托的材料" in answer.content.decode()
    work = client.get("/work/completions_awaited/").content.decode()
    assert "待委托人补充的委托" in work and reverse("entrustment_complete", args=[row.pk]) in work
    listed = client.get("/cases/entrustments/?state=awaiting").content.decode()
    assert row.code in listed


@pytest.mark.parametrize("who", ["jinan", "province", "auditor", "administrator", "appraiser"])
def test_who_may_not_complete_is_told_so(cast: Cast, sign_in: SignIn, who: str) -> None:
    row = asked(cast)
    for route in ("entrustment_ask", "entrustment_complete"):
        assert sign_in(who).get(reverse(route, args=[row.pk])).status_code == 403
