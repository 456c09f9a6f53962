"""What is out of date cannot be chosen in a case: verb, page and program say the same, also at the same moment."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.actions.recording import record
from cases.models import Case, ProcessEntry, ProcessUse
from equipment.actions.calibrating import put_back, take_out
from equipment.actions.methods import give_up
from equipment.actions.reminding import remind_calibrations
from equipment.models import Instrument
from foundation.accounts.models import Notice
from foundation.audit.errors import RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.verify import verify
from tests.api.conftest import Caller
from tests.factories.equipment import make_calibration, make_instrument, make_method
from tests.factories.opinions import Office, make_office
from tests.factories.tokens import make_token
from tests.people import Cast, give_second_factor
from tests.races.kit import race

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def office(cast: Cast) -> Office:
    return make_office(cast.jinan_institution, cast.jinan_head, accepted_on=date(2026, 11, 2))


def used(office: Office, *instruments: Instrument, **values: Any) -> ProcessEntry:
    given = {"kind": "GC-8", "happened_at": NOW, "text": "示例：使用仪器测量", **values}
    return record(office.case.pk, by=office.first, instruments=[row.pk for row in instruments], **given)


def refused(office: Office, *instruments: Instrument, **values: Any) -> list[str]:
    with pytest.raises(RuleBroken) as broken:
        used(office, *instruments, **values)
    return [finding.code for finding in broken.value.findings]


def test_an_entry_names_what_was_used_and_the_case_is_found_from_the_instrument(
    cast: Cast, office: Office, sign_in: SignIn
) -> None:
    keeper = cast.actor("jinan_institution_administrator")
    row, method = make_instrument(cast.jinan_institution, by=keeper), make_method(cast.jinan_institution, by=keeper)
    entry = used(office, row, methods=[method.pk])
    (event,) = Event.objects.filter(kind="cases.record_process")
    assert event.content["facts"]["instruments"] == [row.number]
    assert event.content["facts"]["methods"] == [method.code]
    assert list(Case.objects.all().that_used(row.pk)) == [office.case] and entry.uses.count() == 2
    assert not Case.objects.all().that_used(row.pk, date(2026, 11, 26)).exists()
    page = sign_in("jinan_clerk").get(reverse("case_process", args=[office.case.pk])).content.decode()
    assert row.number in page and method.code in page
    listed = sign_in("jinan").get(reverse("case_list"), {"instrument": str(row.pk)})
    assert list(listed.context["list"].page.rows) == [office.case]
    assert verify().sound


def test_the_day_of_use_decides_and_not_the_day_of_the_record(cast: Cast, office: Office) -> None:
    keeper = cast.actor("jinan_institution_administrator")
    row = make_instrument(cast.jinan_institution, by=keeper, until=date(2026, 11, 20))
    assert refused(office, row) == ["instrument_out_of_date"]
    used(office, row, happened_at=datetime(2026, 11, 20, 9, 0, tzinfo=NOW.tzinfo))
    make_calibration(row, by=keeper, performed_on=date(2026, 11, 24), passed=False, valid_until=None)
    assert refused(office, row) == ["instrument_failed"]
    make_calibration(row, by=keeper, performed_on=date(2026, 11, 25))
    used(office, row)
    row.refresh_from_db()
    out = take_out(row.pk, by=keeper, version=row.trail_seq, kind="fault", began_on=date(2026, 11, 25), why="示例故障")
    assert refused(office, row) == ["instrument_out_of_use"]
    put_back(
        row.pk, by=keeper, version=out.trail_seq, ended_on=date(2026, 11, 25), done="示例：更换部件", recalibrate=True
    )
    used(office, row)  # calibrated on the day of the repair


def test_use_of_instruments_names_them_where_any_is_kept_and_none_of_another_house_or_category(
    cast: Cast, office: Office
) -> None:
    used(office)  # nothing is kept yet, so that nothing can be named
    keeper = cast.actor("jinan_institution_administrator")
    other = make_instrument(cast.jinan_institution, by=keeper, categories=["FY-05"])
    assert refused(office) == ["instruments_missing"]
    assert refused(office, other) == ["instrument_other_category"]
    assert refused(office, Instrument(pk=office.case.pk)) == ["instrument_unknown"]
    method = make_method(cast.jinan_institution, by=keeper)
    give_up(method.pk, by=keeper, version=method.trail_seq, valid_until=date(2026, 11, 24), reason="示例：标准作废")
    assert refused(office, kind="GC-9", methods=[method.pk]) == ["method_not_in_force"]
    assert refused(office, other, kind="GC-1") == ["custody_names_nothing"]


def test_page_and_program_offer_and_refuse_the_same(cast: Cast, office: Office, sign_in: SignIn) -> None:
    keeper = cast.actor("jinan_institution_administrator")
    good = make_instrument(cast.jinan_institution, by=keeper)
    gone = make_instrument(cast.jinan_institution, by=keeper, until=date(2026, 11, 20))
    browser = Client()
    give_second_factor(office.first.posting.user)
    browser.force_login(office.first.posting.user)
    url = reverse("process_new", args=[office.case.pk])
    page = browser.get(url)
    offered = [value for value, _label in page.context["form"].fields["instruments"].choices]
    assert offered == [str(good.pk)] and gone.number in page.content.decode()
    key = re.search(r'name="form_key" value="(.*?)"', page.content.decode())
    data = {"kind": "GC-8", "day": "2026-11-25", "time": "09:30", "text": "示例：测量", "counters": ""}
    data |= {"form_key": key[1] if key else ""}
    answer = browser.post(url, {**data, "instruments": [str(gone.pk)]})
    caller = Caller(make_token(office.first.posting))
    body = {"kind": "GC-8", "happened_at": "2026-11-25T09:30:00+08:00", "text": "示例：测量"}
    address = f"cases/{office.case.pk}/process/"
    told = caller.post(address, {**body, "instruments": [str(gone.pk)]}, key="1" * 32)
    assert (answer.status_code, told.status_code) == (422, 422)
    (error,) = told.json()["errors"]
    assert (error["code"], error["attr"]) == ("instrument_out_of_date", "instruments")
    assert "instruments" in answer.context["form"].errors and not ProcessUse.objects.exists()
    assert browser.post(url, {**data, "instruments": [str(good.pk)]}).status_code == 302
    made = caller.post(address, {**body, "instruments": [str(good.pk)]}, key="2" * 32)
    assert made.status_code == 201 and made.json()["instruments"] == [str(good.pk)]
    assert ProcessUse.objects.filter(instrument=good).count() == 2


def test_the_keepers_are_reminded_once_for_each_number_of_days(cast: Cast) -> None:
    keeper = cast.actor("jinan_institution_administrator")
    row = make_instrument(cast.jinan_institution, by=keeper, until=date(2026, 12, 20))
    for _again in range(2):
        remind_calibrations(date(2026, 11, 25))
    (notice,) = Notice.objects.filter(kind="calibration_expires")
    assert notice.user == cast.jinan_institution_administrator.user and notice.link == row.get_absolute_url()


@pytest.mark.django_db(transaction=True)
def test_of_a_use_and_a_failed_calibration_at_the_same_moment_one_waits_for_the_other(cast: Cast) -> None:
    office = make_office(cast.jinan_institution, cast.jinan_head, accepted_on=date(2026, 11, 2))
    keeper = cast.actor("jinan_institution_administrator")
    row = make_instrument(cast.jinan_institution, by=keeper)
    turns = list(range(8))

    def deed() -> Any:
        if turns.pop() != 4:
            return used(office, row)
        return make_calibration(row, by=keeper, performed_on=date(2026, 11, 25), passed=False, valid_until=None)

    answers = race(deed)
    assert all(isinstance(each, ProcessEntry | Instrument | RuleBroken | StaleState) for each in answers), answers
    (failed,) = [
        event for event in Event.objects.filter(kind="instrument.calibrated") if not event.content["facts"]["passed"]
    ]
    assert not Event.objects.filter(kind="cases.record_process", id__gt=failed.id).exists()
