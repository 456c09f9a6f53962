"""The pages of checks and recomputes: who sees what, what is said, what a person can do there."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from appraisal_portal.pages import health
from foundation.audit.models import JobRun, OutboxMessage, Tick
from foundation.audit.timetable import Daily, Entry, Every, tick
from foundation.kpi.checking.cells import DifferingCell
from foundation.kpi.checking.recording import Found, record
from foundation.kpi.models import FigureCheck, Recount
from tests.people import Cast

pytestmark = pytest.mark.django_db
NOW = "2026-11-23 10:00+08:00"
WHY = "示例：核对发现不一致"
SignIn = Callable[[str], Client]


def in_english(client: Client) -> Client:
    client.cookies["portal_language"] = "en"
    return client


def drifted(cast: Cast) -> FigureCheck:
    """A weekly check that found three cells, told word by word."""
    place = str(cast.jinan_institution.pk)
    cells = [
        DifferingCell("cases.accepted", "2026-10-01", "2026-10-31", "370100", "", 12, 17),
        DifferingCell("cases.turnaround", "2026-09-01", "2026-09-30", place, "FY-02", 3, 2, bucket=14),
        DifferingCell("institutions.registered", "", "", "", "", 4, 5, against="institutions"),
    ]
    return record("full", Found(900, 3, cells), timezone.now())


@time_machine.travel(NOW, tick=False)
def test_every_page_of_figures_says_when_they_were_checked_and_whether_cells_differ(
    cast: Cast, sign_in: SignIn
) -> None:
    officer = in_english(sign_in("province"))
    assert "last checked" not in officer.get("/figures/").content.decode(), "nothing was checked yet"
    assert health.figures().state == "ok"
    record("sample", Found(120, 0, []), timezone.now())
    for address in ("/figures/", "/figures/catalogue/"):
        assert "no cell differs" in officer.get(address).content.decode()
    check = drifted(cast)
    page = officer.get("/figures/").content.decode()
    assert "3 cells differ" in page and check.get_absolute_url() in page
    elsewhere = in_english(sign_in("jinan")).get("/figures/city/370100/").content.decode()
    assert "3 cells differ" in elsewhere and check.get_absolute_url() not in elsewhere
    assert health.figures().state == "degraded"


@time_machine.travel(NOW, tick=False)
def test_a_check_names_its_cells_and_opens_their_rows(cast: Cast, sign_in: SignIn) -> None:
    check = drifted(cast)
    page = in_english(sign_in("province")).get(check.get_absolute_url()).content.decode()
    assert cast.jinan_institution.organisation.name in page
    assert "Opinions issued, with turnaround net of pauses: 14 days" in page
    assert "/cases/?measure=cases.accepted&amp;from=2026-10-01&amp;until=2026-10-31&amp;city=370100" in page
    administrator = in_english(sign_in("administrator")).get(check.get_absolute_url()).content.decode()
    assert "/cases/?measure" not in administrator, "who looks after the jobs opens no business rows"


@time_machine.travel(NOW, tick=False)
def test_checks_are_listed_and_narrowed_to_those_that_found_something(cast: Cast, sign_in: SignIn) -> None:
    record("sample", Found(120, 0, []), timezone.now())
    check = drifted(cast)
    page = sign_in("province").get("/figures/checks/?outcome=differs")
    assert [row.pk for row in page.context["list"].page.rows] == [check.pk]
    assert sign_in("jinan").get("/figures/checks/").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_recompute_is_ordered_followed_and_stopped_on_pages_without_script(cast: Cast, sign_in: SignIn) -> None:
    officer = in_english(sign_in("province"))
    assert officer.post("/figures/recompute/", {"reason": ""}).status_code == 422
    answer = officer.post("/figures/recompute/", {"reason": WHY})
    recount = Recount.objects.get()
    assert answer["location"] == recount.get_absolute_url()
    message = OutboxMessage.objects.get(topic="kpi.recompute")
    JobRun.objects.create(job="kpi.recompute", message=message, started_at=timezone.now(), done=1_200, total=5_000)
    for who, address in (
        ("province", recount.get_absolute_url()),
        ("province", f"{recount.get_absolute_url()}progress/"),
        ("province", "/figures/checks/"),
        ("administrator", "/administration/jobs/"),
        ("auditor", "/administration/jobs/"),
    ):
        page = in_english(sign_in(who)).get(address).content.decode()
        assert "1,200 of 5,000 rows. You may leave this page." in page, (who, address)
    stop = f"{recount.get_absolute_url()}stop/"
    assert stop in page or who == "auditor"
    leader = in_english(sign_in("province_leader"))
    version = leader.get(stop).context["form"].initial["version"]
    assert leader.post(stop, {"reason": WHY, "version": version}).status_code == 302
    page = officer.get(recount.get_absolute_url()).content.decode()
    assert "No figure was changed." in page and "hx-get" not in page
    assert officer.post(stop, {"reason": WHY, "version": version}).status_code == 422


def test_the_jobs_page_says_what_was_missed_and_that_it_was_caught_up_once(sign_in: SignIn) -> None:
    entries = (
        Entry("kpi.case_volume", Every(minutes=1)),
        Entry("kpi.expiry", Daily(at=time(2, 30))),
    )
    evening = datetime(2026, 11, 22, 22, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    with time_machine.travel(evening, tick=False):
        assert len(tick(entries, evening)) == 2
        assert not Tick.objects.filter(caught_up=True).exists(), "a first run makes up for nothing"
    morning = evening + timedelta(hours=10)
    with time_machine.travel(morning, tick=False):
        assert len(tick(entries, morning)) == 2, "once each, however many were missed"
        assert tick(entries, morning) == []
        page = in_english(sign_in("administrator")).get("/administration/jobs/").content.decode()
    missed = dict(Tick.objects.filter(caught_up=True).values_list("job", "missed"))
    assert missed == {"kpi.case_volume": 599, "kpi.expiry": 0}
    assert "599 runs before" in page
    assert "caught up once on" in page
    assert "missed; caught up on" in page


@time_machine.travel(NOW, tick=False)
def test_the_jobs_page_leads_to_the_order_and_the_checks(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in("administrator").get("/administration/jobs/").content.decode()
    assert "/figures/recompute/" in page and "/figures/checks/" in page
    order = sign_in("auditor").get("/administration/jobs/").content.decode()
    assert "/figures/recompute/" not in order
