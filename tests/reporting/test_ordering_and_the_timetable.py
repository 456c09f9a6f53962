"""Who may order and see which report, and that each report that is due is written once."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from foundation.accounts.models import Notice
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.jobs import MAX_ATTEMPTS, Run, registry
from foundation.audit.models import Event, OutboxMessage
from foundation.audit.verify import verify
from foundation.documents.actions.reading import content_of
from governance.reporting.actions.ordering import WRITE_JOB, order
from governance.reporting.actions.scheduling import order_due
from governance.reporting.actions.writing import fail_after_last_attempt, write_report
from governance.reporting.models import Report
from tests.documents.runs import runs_of
from tests.factories.cases import make_case
from tests.factories.reports import WHY, make_order, make_report
from tests.people import Cast

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "area", "allowed"),
    [
        ("province", "370000", True), ("province", "370202", True), ("jinan", "370100", True),
        ("jinan", "370102", True), ("jinan", "370000", False), ("jinan", "370200", False), ("jinan", "370202", False),
        ("lixia", "370102", True), ("lixia", "370100", False), ("province", "379999", False),
    ],
)  # fmt: skip
def test_an_officer_orders_for_his_own_area_and_below(cast: Cast, who: str, area: str, allowed: bool) -> None:
    if allowed:
        assert make_order(cast.actor(who), area).state == "ordered"
        return
    with pytest.raises(RuleBroken) as refused:
        make_order(cast.actor(who), area)
    assert [each.field for each in refused.value.findings] == ["area"]


@pytest.mark.django_db
def test_an_institution_orders_its_own_report_alone_and_a_city_what_it_did_there(cast: Cast, sign_in: SignIn) -> None:
    house, other = str(cast.jinan_institution.pk), str(cast.qingdao_institution.pk)
    with pytest.raises(NotAllowed):
        make_order(cast.actor("jinan_clerk"), house)
    own = make_order(cast.actor("jinan_head"), house)
    city = make_order(cast.actor("jinan"), house)
    assert (own.city_code, city.city_code) == ("", "370100")
    for who, area in (("jinan_head", other), ("jinan_head", "370100"), ("jinan", other), ("lixia", other)):
        with pytest.raises(RuleBroken) as refused:
            make_order(cast.actor(who), area)
        assert [each.field for each in refused.value.findings] == ["area"], (who, area)
    people = ("jinan_clerk", "jinan", "qingdao", "lixia")
    seen = {who: set(Report.objects.visible_to(cast.actor(who))) for who in people}
    assert seen == {"jinan_clerk": {own, city}, "jinan": {city}, "qingdao": set(), "lixia": set()}
    with CaptureQueriesContext(connection) as few:
        sign_in("province").get("/reports/")
    circle = make_order(cast.actor("province"), "capital")
    make_order(cast.actor("province"), other)
    with CaptureQueriesContext(connection) as more:
        shown = sign_in("province").get("/reports/")
    assert len(shown.context["list"].page.rows) == 4 and len(more) <= len(few), "rows cost no questions"
    assert circle.circle == "capital" and circle not in Report.objects.visible_to(cast.actor("jinan"))
    with pytest.raises(RuleBroken):
        make_order(cast.actor("jinan"), "capital")


@pytest.mark.django_db
def test_a_period_must_be_over(cast: Cast) -> None:
    for period in ("2026", "2026-11", "2026-Q3", "2026-13", "", "abc"):
        with pytest.raises(RuleBroken) as refused:
            order("370000", period, by=cast.actor("province"), reason=WHY)
        assert [each.field for each in refused.value.findings] == ["period"], period


@pytest.mark.django_db
def test_each_sees_the_reports_of_his_area_and_below_and_their_files(cast: Cast, sign_in: SignIn) -> None:
    by = cast.actor("province")
    rows = {area: make_order(by, area) for area in ("370000", "370102", "370200")} | {
        "370100": make_report(by, "370100")
    }
    seen = {"province": set(rows), "jinan": {"370100", "370102"}, "lixia": {"370102"}, "qingdao": {"370200"}}
    for who, areas in seen.items():
        shown = sign_in(who).get("/reports/").context["list"].page.rows
        assert {row.pk for row in shown} == {rows[area].pk for area in areas}
    written = rows["370100"]
    for who, wanted in (("jinan", 200), ("lixia", 404), ("qingdao", 404)):
        for address in ("", "report.pdf", "report.xlsx", "report.pdf?language=en"):
            assert sign_in(who).get(f"/reports/{written.pk}/{address}").status_code == wanted
    pdf: Any = sign_in("jinan").get(f"/reports/{written.pk}/report.pdf")
    assert b"".join(pdf.streaming_content) == content_of(written.pdf)
    assert "attachment" in pdf["Content-Disposition"]
    english = sign_in("jinan").get(f"/reports/{written.pk}/report.pdf?language=en")
    text = "".join(runs_of(english.content))
    assert "Monthly statistical report" in text and "the Chinese report counts" in text and written.digest[:8] in text
    handed = Event.objects.filter(stream=written.stream, kind="report.downloaded")
    assert handed.count() == 5, "each download stands in the trail, refused ones do not"
    assert set(handed.values_list("actor", flat=True)) == {str(cast.actor("jinan").id)}
    direct = sign_in("jinan").get(written.pdf.get_absolute_url())
    assert direct.status_code == 404, "only the page of the report hands its files out"
    assert sign_in("province").get(f"/reports/{rows['370000'].pk}/report.pdf").status_code == 404, "not written yet"


@pytest.mark.django_db
def test_an_order_sent_twice_is_one_and_its_orderer_is_told(cast: Cast, sign_in: SignIn) -> None:
    client, given = sign_in("jinan"), {"area": "370100", "period": "2026-10", "reason": WHY, "form_key": "k" * 32}
    first = client.post("/reports/new/", given)
    assert first.status_code == 302
    page = client.get(first["Location"])
    assert page.context["job"]["running"] and page.status_code == 200
    refused = client.post("/reports/new/", {**given, "form_key": "m" * 32})
    assert refused.status_code == 422 and Report.objects.count() == 1
    row = Report.objects.get()
    run = Run(1, {"report": str(row.pk)})
    registry[WRITE_JOB].work(run)
    assert run.result == {"version": 1}
    assert Notice.objects.get(kind="report_written").user_id == cast.jinan.user_id
    assert client.get(first["Location"]).context["shown"] is not None
    again = Run(2, {"report": str(row.pk)})
    registry[WRITE_JOB].work(again)
    assert again.result == {}, "what is written is never written again"
    assert list(Event.objects.filter(stream=row.stream).order_by("seq").values_list("kind", flat=True)) == [
        "reports.order", "reports.written",
    ]  # fmt: skip
    assert verify().sound


@pytest.mark.django_db
def test_what_is_written_is_never_changed(cast: Cast) -> None:
    row = make_report(cast.actor("province"))
    for statement in (
        "UPDATE report SET digest = repeat('0', 64)",
        "UPDATE report SET contents = '{}'",
        "DELETE FROM report",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{statement} WHERE id = %s", [row.pk])


@pytest.mark.django_db
def test_what_is_due_is_ordered_once_for_province_and_cities_with_records(cast: Cast) -> None:
    assert order_due(date(2026, 11, 25)) == {"month": 0, "year": 0}, "nothing was ever recorded"
    make_case(cast.jinan_institution, accepted_on=date(2026, 10, 3))
    assert order_due(date(2026, 11, 25)) == {"month": 2, "year": 0}
    assert order_due(date(2026, 11, 25)) == {"month": 0, "year": 0}
    rows = Report.objects.order_by("city_code")
    assert [(row.city_code, row.period, row.is_scheduled) for row in rows] == [
        ("", "2026-10", True), ("370100", "2026-10", True),
    ]  # fmt: skip
    for row in rows:
        write_report(row.pk)
    assert order_due(date(2026, 12, 4)) == {"month": 0, "year": 0}, "not before the fifth"
    with time_machine.travel("2026-12-05 06:00+08:00", tick=False):
        assert order_due(date(2026, 12, 5)) == {"month": 2, "year": 0}
    assert OutboxMessage.objects.filter(topic=WRITE_JOB).count() == 4


@pytest.mark.django_db
def test_a_report_of_the_timetable_is_told_to_those_who_order_reports_of_that_area(cast: Cast) -> None:
    make_case(cast.jinan_institution, accepted_on=date(2026, 10, 3))
    order_due(date(2026, 11, 25))
    for row in Report.objects.all():
        write_report(row.pk)
    told = set(Notice.objects.filter(kind="report_scheduled").values_list("user_id", "params__area"))
    assert {user for user, area in told if area == "济南市"} == {cast.jinan.user_id}
    assert {user for user, area in told if area == "山东省"} == {cast.province.user_id, cast.province_leader.user_id}


@pytest.mark.django_db
def test_months_that_were_missed_are_caught_up_once_and_the_year_comes_in_january(cast: Cast) -> None:
    make_case(cast.jinan_institution, accepted_on=date(2026, 10, 3))
    order_due(date(2026, 11, 25))
    with time_machine.travel("2027-02-10 06:00+08:00", tick=False):
        assert order_due(date(2027, 2, 10)) == {"month": 6, "year": 2}
        assert order_due(date(2027, 2, 10)) == {"month": 0, "year": 0}
    of_jinan = Report.objects.filter(city_code="370100").order_by("period").values_list("period", flat=True)
    assert list(of_jinan) == ["2026", "2026-10", "2026-11", "2026-12", "2027-01"]


@pytest.mark.django_db
def test_what_could_not_be_written_is_ordered_again_and_what_somebody_ordered_is_not(cast: Cast) -> None:
    make_case(cast.jinan_institution, accepted_on=date(2026, 1, 3))
    make_report(cast.actor("jinan"), "370100", "2026-03")
    make_report(cast.actor("jinan"), "370100")
    assert order_due(date(2026, 11, 25)) == {"month": 1, "year": 0}, "the one of the province alone"
    message = OutboxMessage.objects.get(topic=WRITE_JOB, payload__report=str(Report.objects.get(city_code="").pk))
    OutboxMessage.objects.filter(pk=message.pk).update(attempts=MAX_ATTEMPTS)
    fail_after_last_attempt(Report.objects.get(city_code="").pk, message.pk)
    assert Report.objects.get(city_code="").state == "failed"
    assert order_due(date(2026, 11, 25)) == {"month": 1, "year": 0}
    assert list(Report.objects.filter(city_code="").values_list("version", flat=True)) == [1, 1]


@pytest.mark.django_db
def test_a_report_that_somebody_ordered_early_does_not_stand_in_for_the_one_that_is_due(cast: Cast) -> None:
    make_case(cast.jinan_institution, accepted_on=date(2026, 10, 3))
    with time_machine.travel("2026-11-02 09:00+08:00", tick=False):
        make_report(cast.actor("jinan"), "370100")
    assert order_due(date(2026, 11, 25)) == {"month": 2, "year": 0}
    assert Report.objects.filter(city_code="370100").count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_order_each_report_once(cast: Cast) -> None:
    with transaction.atomic():
        make_case(cast.jinan_institution, accepted_on=date(2026, 10, 3))
    began, told = threading.Barrier(2), []

    def run() -> None:
        began.wait(20)
        try:
            told.append(order_due(date(2026, 11, 25))["month"])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _each in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(told) == [0, 2]
    assert Report.objects.count() == 2
