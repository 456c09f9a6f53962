"""Every count of "My work" opens exactly the rows it counted, for every posting, in worlds drawn at random."""

import random
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from appraisal_portal.pages.work import counts_by_route
from cases.actions.filing import withdraw
from cases.deadlines import last_day_soon
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting, SignInAttempt
from foundation.audit import trail
from foundation.audit.models import OutboxMessage
from foundation.desk.work.counting import counted
from foundation.desk.work.heaps import all_heaps
from foundation.exchange.actions import loading, uploading
from foundation.exchange.models import Import
from institutions.models import Institution
from tests.access.people import Crowd
from tests.cases.conftest import ledger, ledger_row, work_off
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.factories.entrustments import make_entrustment
from tests.factories.people import make_appraiser
from tests.factories.users import make_posting, make_user
from tests.factories.warnings import make_warning, make_warning_of_a_city, make_warning_of_the_province
from tests.people import Cast

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def draw_world(cast: Cast, draw: random.Random) -> None:
    """Cases in every state around today, licences, certificates, ledgers, accounts, jobs and refusals."""
    institutions = [cast.jinan_institution, cast.qingdao_institution]
    for number in range(draw.randrange(2, 5)):
        county = draw.choice(["370102", "370103", "370202"])
        ends = TODAY + timedelta(days=draw.randrange(-40, 120))
        institutions.append(make_institution(f"示例{draw.random()}之{number}司法鉴定所", county, licence_until=ends))
    make_case(draw.choice(institutions), due_on=TODAY + timedelta(days=draw.randrange(0, 8)))
    for _each in range(draw.randrange(20, 40)):
        put_case(draw.choice(institutions), draw)
    for institution in institutions:
        for _each in range(draw.randrange(0, 4)):
            make_appraiser(institution, certificate_until=TODAY + timedelta(days=draw.randrange(-30, 110)))
    for _each in range(draw.randrange(4, 9)):
        make_entrustment(draw.choice(institutions), received_on=TODAY - timedelta(days=draw.randrange(0, 21)))
    make_entrustment(draw.choice(institutions), received_on=TODAY - timedelta(days=20))
    for institution in draw.sample(institutions, 2):
        put_ledger(institution, draw)
    for institution in institutions[:2]:
        make_warning(institution)
    make_warning_of_a_city("370100")
    make_warning_of_the_province()
    user = make_user(f"idle-{draw.random()}")
    ended = make_posting("", "case_clerk", cast.jinan_institution.organisation, until=date(2026, 11, 1), user=user)
    make_posting(f"bare-{draw.random()}", "case_clerk", ended.organisation)
    with transaction.atomic():
        for _each in range(draw.randrange(0, 3)):
            trail.append(cast.jinan.user.stream, "act.refused", by=cast.actor("jinan"), facts={"verb": "cases.import"})
    OutboxMessage.objects.create(topic="kpi.expiry", payload={}, attempts=5, not_before=NOW, parked_at=NOW)
    key = draw.randbytes(32)
    SignInAttempt.objects.create(
        account=key, network=key, failures=6, last_at=NOW, blocked_until=NOW + timedelta(minutes=5)
    )


def put_case(institution: Institution, draw: random.Random) -> None:
    state = draw.choice(["in_progress", "in_progress", "in_progress", "suspended", "issued", "terminated"])
    accepted = TODAY - timedelta(days=draw.randrange(5, 80))
    values: dict[str, Any] = {"due_on": TODAY + timedelta(days=draw.randrange(-15, 20))}
    if state == "issued":
        values["issued_on"] = accepted + timedelta(days=3)
    if state == "terminated":
        values["terminated_on"] = accepted + timedelta(days=3)
    make_case(institution, accepted_on=accepted, **values, **({} if state == "issued" else {"state": state}))


def put_ledger(institution: Institution, draw: random.Random) -> None:
    serial = draw.randrange(1, 100_000)
    rows = [ledger_row(serial), ledger_row(serial + 100_000)]
    upload(institution, ledger(*rows))
    end = draw.choice(["checked", "loaded", "corrections"])
    if end == "checked":
        return
    load(institution)
    if end == "corrections":
        upload(institution, ledger(ledger_row(serial, 鉴定费=99)))
        load(institution)


def upload(institution: Institution, content: bytes) -> None:
    clerks = Posting.objects.in_force(TODAY).filter(organisation=institution.organisation, role="case_clerk")
    posting = clerks.first() or make_posting(f"clerk-{institution.pk}", "case_clerk", institution.organisation)
    by = PostedActor(posting.user, posting)
    uploading.upload(
        ContentFile(content, "示例.xlsx"), kind="case_ledger", institution=institution.organisation, by=by, as_of=TODAY
    )
    work_off()


def load(institution: Institution) -> None:
    row = Import.objects.filter(institution=institution.organisation, state="checked").latest("uploaded_at")
    posting = row.uploaded_in
    loading.order(row.pk, by=PostedActor(posting.user, posting), version=row.trail_seq)
    work_off()


def listed(client: Client, address: str) -> int:
    """Count the rows of a list by walking its pages."""
    rows = 0
    while True:
        answer = client.get(address)
        assert answer.status_code == 200, address
        page = answer.context["list"].page if "list" in answer.context else answer.context["page"]
        rows += len(page.rows)
        following = page.next_url
        if not following:
            return rows
        address = address.split("?")[0] + following


@pytest.mark.parametrize("seed", [1, 2])
def test_every_heap_of_every_posting_holds_as_many_rows_as_its_count_says(crowd: Crowd, cast: Cast, seed: int) -> None:
    draw_world(cast, random.Random(seed))
    seen: set[str] = set()
    for member in crowd.values():
        if not member.role or not member.second_factor:
            continue
        posting = Posting.objects.select_related("organisation").get(user=member.user)
        for each in counted(PostedActor(member.user, posting), TODAY):
            address = f"/work/{each.heap.code}/"
            assert listed(member.client, address) == each.count, (member.name, address)
            if each.heap.full_list is not None:
                assert listed(member.client, each.heap.full_list(TODAY)) == each.count, (member.name, each.heap.code)
            if each.count:
                seen.add(each.heap.code)
    assert {"cases_overdue", "cases_due_soon", "cases_suspended", "jobs_parked", "accounts_idle"} <= seen
    assert {"entrustments_to_decide", "entrustments_overdue", "early_warnings_to_acknowledge"} <= seen


def test_a_heap_of_another_posting_is_absent(crowd: Crowd) -> None:
    clerk = crowd["jinan_clerk"].client
    assert clerk.get("/work/cases_overdue/").status_code == 200
    assert clerk.get("/work/jobs_parked/").status_code == 404
    assert clerk.get("/work/no_such_heap/").status_code == 404
    assert crowd["expert"].client.get("/work/cases_overdue/").status_code == 404


def test_due_soon_ends_with_the_fifth_working_day_of_the_calendar(cast: Cast) -> None:
    """23 November 2026 is a Monday: the fifth working day after it is the Monday following."""
    assert last_day_soon(TODAY) == date(2026, 11, 30)
    for day in (22, 23, 30):
        make_case(cast.jinan_institution, due_on=date(2026, 11, day))
    make_case(cast.jinan_institution, due_on=date(2026, 12, 1))
    counts = {each.heap.code: each.count for each in counted(cast.actor("jinan_clerk"), TODAY)}
    assert (counts["cases_overdue"], counts["cases_due_soon"], counts["cases_in_progress"]) == (1, 2, 4)


def test_before_a_long_holiday_the_fifth_working_day_lies_behind_it(db: None) -> None:
    """From 30 September 2026 five working days lead over the holidays of 1 to 7 October."""
    assert last_day_soon(date(2026, 9, 30)) > date(2026, 10, 10)


def test_all_counts_of_a_page_are_one_question(cast: Cast) -> None:
    make_case(cast.jinan_institution, due_on=date(2026, 11, 20))
    actor = cast.actor("jinan_clerk")
    assert actor.may("cases.view")
    counted(actor, TODAY)
    again = cast.actor("jinan_clerk")
    assert again.may("cases.view")
    with CaptureQueriesContext(connection) as captured:
        found = counts_by_route(again)
        counts_by_route(again)
    assert len(captured) == 1, "all heaps together, by the statement that was put together before"
    assert found["case_list"] == {"count": "1", "tone": "late"}


def test_a_count_ends_at_a_thousand(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foundation.desk.work.counting.CAP", 3)
    for _each in range(5):
        make_case(cast.jinan_institution, due_on=date(2026, 11, 2))
    late = next(each for each in counted(cast.actor("jinan_clerk"), TODAY) if each.heap.code == "cases_overdue")
    assert (late.count, late.shown) == (4, "3+")


def test_every_heap_says_why_it_is_there(crowd: Crowd) -> None:
    for member in crowd.values():
        if member.role and member.second_factor:
            page = member.client.get("/").content.decode()
            for address in re.findall(r'href="(/why/\?[^"]+)"', page):
                answer = member.client.get(address.replace("&amp;", "&"))
                assert answer.context["heap"] is not None, address
                assert answer.context["held"], address
    assert len({heap.code for heap in all_heaps()}) == len(all_heaps())
    assert timezone.localdate() == TODAY


def test_an_entrustment_waits_for_its_institution_until_it_is_decided_about(cast: Cast) -> None:
    """Received on 2 November 2026, a Monday: the seventh working day after it is 11 November."""
    make_entrustment(cast.jinan_institution, received_on=date(2026, 11, 2))
    row = make_entrustment(cast.jinan_institution, received_on=TODAY)

    def count(who: str) -> dict[str, int]:
        return {each.heap.code: each.count for each in counted(cast.actor(who), TODAY)}

    clerk, officer = count("jinan_clerk"), count("jinan")
    assert (clerk["entrustments_to_decide"], clerk["entrustments_overdue"]) == (2, 1)
    assert "entrustments_to_decide" not in officer and officer["entrustments_overdue"] == 1
    assert count("qingdao")["entrustments_overdue"] == 0
    withdraw(row.pk, by=cast.actor("jinan_clerk"), version=row.trail_seq, reason="委托人撤回")
    assert count("jinan_clerk")["entrustments_to_decide"] == 1


def test_a_private_client_is_masked_where_the_entrustment_waits(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    make_entrustment(cast.jinan_institution, client_name="金丝雀示例人", client_kind="non_litigation")
    page = sign_in("jinan_clerk").get("/work/entrustments_to_decide/").content.decode()
    assert "金＊＊" in page and "金丝雀" not in page
