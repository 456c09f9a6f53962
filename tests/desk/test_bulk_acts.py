"""Acts on many rows: one reason, each row by the verb for one, an answer for each, harmless when sent twice."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foundation.accounts.models import User
from foundation.audit.models import Event, OutboxMessage
from foundation.desk.lists import bulk
from foundation.desk.models import BulkLine, BulkRun
from tests.people import Cast

SignIn = Callable[[str], Client]


def park(count: int) -> list[OutboxMessage]:
    now = timezone.now()
    return [
        OutboxMessage.objects.create(topic="test.parked", payload={}, attempts=5, not_before=now, parked_at=now)
        for _number in range(count)
    ]


@pytest.fixture
def keeper(cast: Cast, sign_in: SignIn) -> Client:
    """The system administrator, who may try parked jobs again."""
    return sign_in("administrator")


def ask(client: Client, code: str = "parked_messages", act: str = "retry", **sent: Any) -> Any:
    return client.post(reverse("bulk_ask", args=[code, act]), sent)


def hidden(response: Any) -> dict[str, list[str]]:
    """The hidden fields of the page that asks, as a browser sends them back."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', response.content.decode()):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(value)
    return found


def test_the_page_says_how_many_rows_are_meant_and_does_nothing_yet(keeper: Client) -> None:
    rows = park(3)
    response = ask(keeper, row=[rows[0].pk, rows[1].pk])
    assert response.status_code == 200
    assert "将对2行逐行办理" in response.content.decode()
    assert OutboxMessage.objects.filter(parked_at__isnull=False).count() == 3


def test_without_a_reason_nothing_is_ordered_and_the_rows_stay_chosen(keeper: Client) -> None:
    sent = hidden(ask(keeper, row=[row.pk for row in park(2)]))
    response = ask(keeper, **sent, reason=" ")
    assert response.status_code == 422
    assert hidden(response)["row"] == sent["row"]
    assert not BulkRun.objects.exists()


def test_each_row_is_done_by_its_verb_with_the_reason_in_its_trail(keeper: Client) -> None:
    rows = park(3)
    answer = ask(keeper, **hidden(ask(keeper, row=[row.pk for row in rows[:2]])), reason="网络已恢复")
    page = keeper.get(answer.headers["Location"]).content.decode()
    assert OutboxMessage.objects.get(parked_at__isnull=False) == rows[2]
    assert [event.content["reason"] for event in Event.objects.filter(kind="job.retried")] == ["网络已恢复"] * 2
    assert "共2行，已办理2行" in page


def test_all_rows_that_match_are_meant_by_their_conditions_not_by_what_the_page_showed(keeper: Client) -> None:
    park(30)
    answer = ask(keeper, **hidden(ask(keeper, all="1", query="q=parked")), reason="网络已恢复")
    assert BulkRun.objects.get().total == 30
    assert answer.status_code == 302
    assert not OutboxMessage.objects.filter(parked_at__isnull=False).exists()


def test_an_order_sent_twice_is_one(keeper: Client) -> None:
    sent = {**hidden(ask(keeper, all="1")), "reason": "试"} if park(2) else {}
    first, second = ask(keeper, **sent), ask(keeper, **sent)
    assert first.headers["Location"] == second.headers["Location"]
    assert BulkRun.objects.count() == 1
    assert Event.objects.filter(kind="job.retried").count() == 2


def test_when_other_rows_match_than_were_counted_it_is_asked_again(keeper: Client) -> None:
    park(2)
    sent = hidden(ask(keeper, all="1"))
    park(1)
    response = ask(keeper, **sent, reason="试")
    assert response.status_code == 422
    assert "符合条件的行数已有变化" in response.content.decode()
    assert hidden(response)["expected"] == ["3"]
    assert not BulkRun.objects.exists()


def test_a_row_that_cannot_be_done_says_why_and_the_others_are_done(cast: Cast, keeper: Client) -> None:
    own, other = cast.administrator.user, cast.jinan_clerk.user
    sent = hidden(ask(keeper, "users", "disable", row=[own.pk, other.pk]))
    answer = ask(keeper, "users", "disable", **sent, reason="人员调离")
    page = keeper.get(answer.headers["Location"]).content.decode()
    outcomes = dict(BulkLine.objects.values_list("target", "outcome"))
    assert outcomes == {str(own.pk): "refused", str(other.pk): "done"}
    assert User.objects.get(pk=own.pk).is_active
    assert not User.objects.get(pk=other.pk).is_active
    assert BulkLine.objects.get(outcome="refused").message in page


def test_more_than_a_hundred_rows_wait_for_a_job_that_goes_on_where_it_stopped(keeper: Client) -> None:
    park(bulk.AT_ONCE + 1)
    ask(keeper, **hidden(ask(keeper, all="1")), reason="试")
    run = BulkRun.objects.get()
    assert (run.done, run.finished_at) == (0, None)
    assert OutboxMessage.objects.get(topic=bulk.JOB).payload == {"run": str(run.pk)}
    assert 'role="status"' in keeper.get(reverse("bulk_run", args=[run.pk])).content.decode()
    assert bulk.carry_out(run.pk) == bulk.AT_ONCE + 1
    assert bulk.carry_out(run.pk) == 0
    run.refresh_from_db()
    assert run.done == run.total
    assert Event.objects.filter(kind="job.retried").count() == run.total


def test_rows_out_of_sight_cannot_be_meant(cast: Cast, sign_in: SignIn) -> None:
    administrator = sign_in("jinan_institution_administrator")
    response = ask(administrator, "users", "disable", row=[cast.qingdao_clerk.user.pk])
    assert response.status_code == 422
    assert "没有选择任何行" in response.content.decode()


def test_the_answers_of_an_order_are_for_who_gave_it(cast: Cast, keeper: Client, sign_in: SignIn) -> None:
    park(1)
    answer = ask(keeper, **hidden(ask(keeper, all="1")), reason="试")
    assert sign_in("jinan_clerk").get(answer.headers["Location"]).status_code == 404


@pytest.mark.parametrize("junk", ["", "x", "\0", "9" * 400, "-1", "1e9"])
def test_no_key_of_a_row_breaks_the_page(keeper: Client, junk: str) -> None:
    assert ask(keeper, row=[junk], query=junk, key=junk, expected=junk).status_code in {200, 422}
    assert ask(keeper, row=[junk], confirmed="1", reason="试", key=junk).status_code in {200, 422}


def test_who_does_not_hold_the_verb_is_not_offered_the_act(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in("province").get(reverse("case_list")).content.decode()
    assert 'form="selection"' not in page
