"""The mail with the numbers of one's work: chosen, proved, once a day, stopped with one click, no name in it."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.test import Client

from appraisal_portal import digest
from appraisal_portal.digest import due_on, order_digests, send_digest
from foundation.accounts.actions import mailing
from foundation.accounts.models import Digest, Posting
from foundation.accounts.notices import notify
from foundation.audit.errors import RuleBroken
from foundation.audit.jobs import perform
from foundation.audit.models import JobRun, OutboxMessage
from foundation.clocks.queries import current_calendar
from tests.cases.conftest import work_off
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.factories.people import make_appraiser
from tests.factories.users import make_posting
from tests.mail.smtp import mail_server
from tests.people import Cast

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()
ADDRESS = "duty@example.gov.cn"
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def wants(posting: Posting, rhythm: str = "daily") -> Digest:
    """Let a user have chosen and proved."""
    row = Digest(user=posting.user, rhythm=rhythm, verified_at=NOW)
    row.address = ADDRESS
    row.save()
    return row


def code_in(box: list[mail.EmailMessage]) -> str:
    found = re.search(r"\b(\d{6})\b", str(box[-1].body))
    assert found is not None
    return found[1]


def test_an_address_counts_once_the_code_mailed_to_it_was_typed_in(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    assert client.post("/account/mail/", {"rhythm": "daily", "address": ADDRESS}).status_code == 302
    assert OutboxMessage.objects.get(topic=mailing.CODE_JOB).payload == {"user": cast.jinan_clerk.user_id}
    work_off()
    assert mail.outbox[-1].to == [ADDRESS]
    assert order_digests(TODAY) == 0, "not proved yet"
    assert client.post("/account/mail/code/", {"code": "nonsense"}).status_code == 422
    assert client.post("/account/mail/code/", {"code": code_in(mail.outbox)}).status_code == 302
    assert Digest.objects.get().verified_at == NOW
    assert order_digests(TODAY) == 1
    assert client.post("/account/mail/", {"rhythm": "weekly", "address": ADDRESS}).status_code == 302
    assert Digest.objects.get().verified_at == NOW, "another rhythm needs no new proof"


def test_a_code_can_be_tried_five_times_and_for_half_an_hour(cast: Cast, today: time_machine.Traveller) -> None:
    actor = cast.actor("jinan_clerk")
    mailing.choose(by=actor, rhythm="daily", address=ADDRESS)
    made = mailing.new_code(actor.user.pk)
    assert made is not None
    wrong = "000000" if made[1] != "000000" else "111111"
    for _try in range(5):
        with pytest.raises(RuleBroken):
            mailing.verify(by=actor, code=wrong)
    with pytest.raises(RuleBroken):
        mailing.verify(by=actor, code=made[1])
    with pytest.raises(RuleBroken):
        mailing.choose(by=actor, rhythm="daily", address="other@example.gov.cn")
    today.shift(timedelta(minutes=2))
    mailing.choose(by=actor, rhythm="daily", address="other@example.gov.cn")
    again = mailing.new_code(actor.user.pk)
    assert again is not None
    today.shift(timedelta(minutes=31))
    with pytest.raises(RuleBroken):
        mailing.verify(by=actor, code=again[1])


@pytest.mark.parametrize(
    ("rhythm", "day", "due"),
    [
        ("daily", date(2026, 11, 23), True),
        ("daily", date(2026, 11, 22), False),  # a Sunday
        ("daily", date(2026, 10, 1), False),  # National Day
        ("weekly", date(2026, 11, 23), True),
        ("weekly", date(2026, 11, 24), False),
        ("weekly", date(2026, 10, 8), True),  # the first working day of the week, after the holidays
        ("none", date(2026, 11, 23), False),
    ],
)
def test_rhythms_follow_the_calendar(db: None, rhythm: str, day: date, due: bool) -> None:
    assert due_on(rhythm, day, current_calendar()) is due


def test_one_mail_a_day_however_often_the_message_comes(cast: Cast) -> None:
    make_case(cast.jinan_institution, due_on=TODAY - timedelta(days=3))
    wants(cast.jinan_clerk)
    assert (order_digests(TODAY), order_digests(TODAY)) == (1, 0)
    message = OutboxMessage.objects.get(topic=digest.SEND_JOB)
    for _delivery in range(3):
        perform(message.topic, message.pk)
    assert send_digest(cast.jinan_clerk.user_id, TODAY) == "over"
    assert len(mail.outbox) == 1
    assert "已逾期1件" in str(mail.outbox[0].body)
    assert JobRun.objects.filter(job=digest.SEND_JOB).count() == 1


def test_nothing_is_sent_when_nothing_waits_or_the_right_is_gone(cast: Cast) -> None:
    expert = make_posting("expert", "expert", cast.province.organisation)
    wants(expert)
    assert send_digest(expert.user_id, TODAY) == "nothing waits"
    make_case(cast.jinan_institution, due_on=TODAY - timedelta(days=3))
    wants(cast.jinan_clerk)
    cast.jinan_clerk.user.is_active = False
    cast.jinan_clerk.user.save()
    assert order_digests(TODAY) == 1
    assert send_digest(cast.jinan_clerk.user_id, TODAY) == "over"
    assert mail.outbox == []


def test_no_planted_name_or_number_ever_stands_in_a_mail(cast: Cast) -> None:
    """Names of persons, institutions and clients, numbers of cases and certificates, words of notices."""
    canaries = ["金丝雀甲", "金丝雀所", "金丝雀委托人", "金丝雀案号", "canary-user"]
    institution = make_institution("济南示例金丝雀所司法鉴定所", "370102", licence_until=TODAY + timedelta(days=3))
    for offset in (-3, 2):
        make_case(institution, due_on=TODAY + timedelta(days=offset), client_name="金丝雀委托人",
                  case_number=f"金丝雀案号〔2026〕临鉴字第{offset + 9}号")  # fmt: skip
    certificate = make_appraiser(institution, certificate_until=TODAY + timedelta(days=3))
    posting = make_posting("canary-user", "officer", cast.jinan.organisation)
    posting.user.person.name = "金丝雀甲"
    notify([posting.user_id], "posting_granted", "k", {"role": "金丝雀甲", "organisation": "金丝雀所"}, "/x/金丝雀甲/")
    wants(posting)
    assert send_digest(posting.user_id, TODAY) == "sent"
    whole = mail.outbox[0].message().as_string() + str(mail.outbox[0].body) + mail.outbox[0].subject
    assert [word for word in [*canaries, certificate.certificate_number] if word in whole] == []
    assert "将到期" in str(mail.outbox[0].body)
    assert "未读通知1条" in str(mail.outbox[0].body)
    addresses = re.findall(r"http://\S+", str(mail.outbox[0].body))
    assert {address.split("?")[0].rsplit("/", 2)[-2] for address in addresses} <= {
        "inbox",
        "stop",
        "127.0.0.1:8000",
        "testserver",
    }


def test_a_real_server_gets_the_mail_and_one_that_refuses_makes_a_visible_failure(cast: Cast, settings: Any) -> None:
    make_case(cast.jinan_institution, due_on=TODAY - timedelta(days=3))
    row = wants(cast.jinan_clerk)
    order_digests(TODAY)
    message = OutboxMessage.objects.get(topic=digest.SEND_JOB)
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        server.refusing = True
        with pytest.raises(SMTPRecipientsRefused):
            perform(message.topic, message.pk)
        row.refresh_from_db()
        message.refresh_from_db()
        assert (row.sent_for, row.failed_at, message.done_at, message.attempts) == (None, NOW, None, 1)
        assert JobRun.objects.get(message=message).outcome == "failed"
        assert ADDRESS not in JobRun.objects.get(message=message).error
        server.refusing = False
        perform(message.topic, message.pk)
    row.refresh_from_db()
    assert (row.sent_for, row.failed_at) == (TODAY, None)
    assert server.recipients == [ADDRESS]
    assert len(server.taken) == 1
    assert server.taken[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "已逾期1件" in server.taken[0].get_content()


def test_the_link_in_a_mail_stops_it_without_sign_in_and_only_by_a_post(cast: Cast) -> None:
    make_case(cast.jinan_institution, due_on=TODAY - timedelta(days=3))
    row = wants(cast.jinan_clerk)
    send_digest(row.pk, TODAY)
    header = mail.outbox[0].extra_headers["List-Unsubscribe"]
    address = header.strip("<>")[header.index("/mail/") - 1 :]
    visitor = Client(enforce_csrf_checks=True)
    assert visitor.get(address).status_code == 200
    row.refresh_from_db()
    assert row.rhythm == "daily", "looking changes nothing"
    for _click in range(2):
        assert visitor.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    row.refresh_from_db()
    assert row.rhythm == "none"
    assert visitor.post("/mail/stop/?token=made-up").status_code == 404
    assert visitor.post("/mail/stop/").status_code == 404


def test_a_choice_that_cannot_be_is_said_beside_the_field(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    for given in ({"rhythm": "daily"}, {"rhythm": "daily", "address": "no address"}, {"rhythm": "hourly"}, {}):
        assert client.post("/account/mail/", given).status_code == 422
    assert client.post("/account/mail/", {"rhythm": "none", "address": ""}).status_code == 302
    assert not Digest.objects.filter(verified_at__isnull=False).exists()
