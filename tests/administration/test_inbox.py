"""The inbox: read and unread, several at once, put off and back, by kind, and a look changes nothing."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from foundation.accounts.models import Notice
from foundation.accounts.notices import count_unread, notify
from tests.people import Cast

NOW = datetime(2026, 11, 27, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Friday
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def notices(cast: Cast) -> list[Notice]:
    user = cast.jinan_clerk.user
    for number in range(3):
        kind = "export_ended" if number else "password_set"
        notify([user.pk], kind, f"n{number}", {}, "/cases/" if number else "")
    Notice.objects.update(shown_at=NOW - timedelta(hours=1))
    return list(Notice.objects.filter(user=user).order_by("id"))


def test_opening_marks_read_and_leads_on_and_looking_changes_nothing(
    cast: Cast, notices: list[Notice], sign_in: SignIn
) -> None:
    client = sign_in("jinan_clerk")
    page = client.get("/inbox/").content.decode()
    assert f'formaction="/inbox/{notices[1].pk}/open/"' in page
    assert "该导出由您申请" in page
    assert client.get(f"/inbox/{notices[1].pk}/open/").status_code == 405
    assert count_unread(cast.actor("jinan_clerk")) == 3
    answer = client.post(f"/inbox/{notices[1].pk}/open/")
    assert answer.headers["Location"] == "/cases/"
    assert count_unread(cast.actor("jinan_clerk")) == 2
    assert client.post(f"/inbox/{notices[0].pk}/open/").headers["Location"] == "/inbox/"
    assert sign_in("jinan_head").post(f"/inbox/{notices[1].pk}/open/").status_code == 404


def test_several_are_marked_at_once_and_only_ones_own(cast: Cast, notices: list[Notice], sign_in: SignIn) -> None:
    ids = [str(row.pk) for row in notices[:2]]
    assert sign_in("jinan_head").post("/inbox/mark/", {"act": "read", "notice": ids}).status_code == 302
    client = sign_in("jinan_clerk")
    assert count_unread(cast.actor("jinan_clerk")) == 3
    assert 'pt-count">3</span>' in client.get("/cases/").content.decode()
    client.post("/inbox/mark/?tab=unread", {"act": "read", "notice": ids})
    assert count_unread(cast.actor("jinan_clerk")) == 1
    assert 'pt-count">1</span>' in client.get("/cases/").content.decode(), "one's own act shows at once"
    assert len(client.get("/inbox/?tab=unread").context["shown"]) == 1
    client.post("/inbox/mark/", {"act": "unread", "notice": ids})
    assert count_unread(cast.actor("jinan_clerk")) == 3


@pytest.mark.parametrize(
    ("choice", "day", "back"),
    [
        ("tomorrow", "", "2026-11-28 08:00"),
        ("working_day", "", "2026-11-30 08:00"),
        ("monday", "", "2026-11-30 08:00"),
        ("day", "2026-12-24", "2026-12-24 08:00"),
    ],
)
def test_what_is_put_off_leaves_the_inbox_and_comes_back_unread(
    cast: Cast, notices: list[Notice], sign_in: SignIn, today: time_machine.Traveller, choice: str, day: str, back: str
) -> None:
    client = sign_in("jinan_clerk")
    chosen = notices[0]
    client.post("/inbox/mark/", {"act": "read", "notice": [chosen.pk]})
    client.post("/inbox/mark/", {"act": "snooze", "notice": [chosen.pk], "until": choice, "day": day})
    assert len(client.get("/inbox/").context["shown"]) == 2
    assert back in client.get("/inbox/?tab=snoozed").content.decode()
    moment = datetime.strptime(back, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    today.move_to(moment - timedelta(seconds=1))
    assert count_unread(cast.actor("jinan_clerk")) == 2
    today.move_to(moment)
    client = sign_in("jinan_clerk")
    shown = client.get("/inbox/?tab=unread").context["shown"]
    assert shown[0]["notice"].pk == chosen.pk, "it comes back on top"
    assert count_unread(cast.actor("jinan_clerk")) == 3


def test_what_was_put_off_can_be_taken_back(cast: Cast, notices: list[Notice], sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    client.post("/inbox/mark/", {"act": "snooze", "notice": [notices[0].pk], "until": "monday"})
    client.post("/inbox/mark/?tab=snoozed", {"act": "wake", "notice": [notices[0].pk]})
    assert len(client.get("/inbox/").context["shown"]) == 3


@pytest.mark.parametrize(
    "given",
    [
        {"act": "snooze", "until": "day", "day": "2026-11-27"},
        {"act": "snooze", "until": "day", "day": "2026-13-45"},
        {"act": "snooze", "until": "day", "day": "a\0b"},
        {"act": "snooze", "until": "day", "day": "9999-12-31"},
        {"act": "snooze", "until": "never"},
        {"act": "burn"},
        {},
    ],
)
def test_what_cannot_be_done_is_said(notices: list[Notice], sign_in: SignIn, given: dict[str, str]) -> None:
    client = sign_in("jinan_clerk")
    answer = client.post("/inbox/mark/", {**given, "notice": [notices[0].pk]})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert client.post("/inbox/mark/", {"act": "read"}).status_code == 422
    assert client.post("/inbox/mark/", {"act": "read", "notice": ["x", "٣", "9" * 30]}).status_code == 422


def test_a_day_that_cannot_be_is_asked_for_again_and_nothing_chosen_is_lost(
    notices: list[Notice], sign_in: SignIn
) -> None:
    given = {"act": "snooze", "until": "day", "day": "2026-11-27", "notice": [notices[0].pk, notices[2].pk]}
    page = sign_in("jinan_clerk").post("/inbox/mark/?kind=export_ended", given)
    html = page.content.decode()
    ticked = re.findall(r'name="notice" value="(\d+)"[^>]* checked', html)
    assert ticked == [str(notices[2].pk)], "of the kind that is shown; the other notice is not on this page"
    assert '<option value="day" selected>' in html
    assert re.search(r'name="day"[^>]* value="2026-11-27"[^>]* aria-invalid="true"', html)
    assert 'aria-describedby="day_error"' in html


def test_links_of_a_refused_act_lead_to_the_inbox(notices: list[Notice], sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    links = re.findall(r'href="(\?[^"]*)"', client.post("/inbox/mark/", {"act": "read"}).content.decode())
    assert not links, "they would lead to an address that answers to forms only"


def test_kinds_narrow_the_inbox(notices: list[Notice], sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    answer = client.get("/inbox/?kind=export_ended")
    assert len(answer.context["shown"]) == 2
    assert [(each["code"], each["count"]) for each in answer.context["kinds"]] == [
        ("export_ended", 2), ("password_set", 1),
    ]  # fmt: skip
    assert client.get("/inbox/?kind=a%00b&tab=x").status_code == 200
