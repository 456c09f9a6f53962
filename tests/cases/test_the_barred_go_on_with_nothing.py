"""Who is barred goes on with nothing in the cases assigned before: neither record nor draft nor signature."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from appraisers.actions.registering import correct
from appraisers.models import Appraiser
from cases.actions.assigning import replace
from cases.actions.recording import record
from cases.models import OpinionVersion, ProcessEntry, SignOff
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.models import Event
from tests.factories.entrustments import make_appraiser
from tests.factories.opinions import Office, brought_to, make_office, reviewed, signed, written
from tests.factories.standing import WHY, make_personal_restriction, make_restriction
from tests.people import Cast
from tests.races.kit import race

SignIn = Callable[[Posting], Client]
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()
TEXT = "示例：右肩外展活动度78度，量角器测量三次"


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def office(cast: Cast) -> Office:
    return make_office(cast.jinan_institution, cast.jinan_head, others=1)


def recorded(office: Office, by: PostedActor, kind: str = "GC-7") -> ProcessEntry:
    return record(office.case.pk, by=by, kind=kind, happened_at=NOW, text=TEXT)


def barred(row: Appraiser, cast: Cast) -> None:
    make_personal_restriction(row, by=cast.actor("jinan"), valid_from=TODAY)


def refused(deed: Callable[[], Any]) -> list[Finding]:
    with pytest.raises(RuleBroken) as broken:
        deed()
    return list(broken.value.findings)


def test_the_suspended_record_and_write_nothing_and_read_why(office: Office, cast: Cast) -> None:
    barred(office.first_appraiser, cast)
    deeds: tuple[Callable[[], Any], ...] = (
        lambda: recorded(office, office.first),
        lambda: recorded(office, office.first, "GC-1"),
        lambda: written(office),
    )
    for deed in deeds:
        (finding,) = refused(deed)
        assert finding.code == "restricted" and finding.article and not finding.overridable
    assert not ProcessEntry.objects.exists() and not OpinionVersion.objects.exists()
    assert recorded(office, office.second).number == 1


def test_a_bar_of_another_item_stops_nobody(office: Office, cast: Cast) -> None:
    other: dict[str, Any] = {"ground": "XZ-4", "categories": ["FY-0203"], "valid_until": None, "valid_from": TODAY}
    make_restriction(cast.jinan_institution, by=cast.actor("jinan"), **other)
    assert recorded(office, office.first).number == 1
    assert written(office).version == 1


def test_others_still_record_who_has_the_materials(office: Office, cast: Cast) -> None:
    barred(office.first_appraiser, cast)
    assert recorded(office, cast.actor("jinan_clerk"), "GC-1").appraiser is None


def test_the_head_puts_somebody_else_in_the_place(office: Office, cast: Cast) -> None:
    barred(office.first_appraiser, cast)
    with transaction.atomic():
        other = make_appraiser(cast.jinan_institution)
    leaving = office.case.assignments.current().get(appraiser=office.first_appraiser)
    office.case.refresh_from_db()
    said = {"assignment": leaving.pk, "appraiser": other.pk, "reason": WHY}
    replace(office.case.pk, by=office.head, version=office.case.trail_seq, **said)
    assert set(office.case.assignments.current().values_list("appraiser", flat=True)) == {
        office.second_appraiser.pk,
        other.pk,
    }


def test_the_pages_say_why_in_place_of_the_form(office: Office, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(office.first.posting)
    address = {name: reverse(name, args=[office.case.pk]) for name in ("process_new", "case_opinion_write")}
    for each in address.values():
        assert 'class="pt-why"' not in client.get(each).content.decode()
    barred(office.first_appraiser, cast)
    for name, field in (("process_new", 'name="text"'), ("case_opinion_write", 'name="opinion"')):
        page = client.get(address[name]).content.decode()
        assert 'class="pt-why"' in page and field not in page


def shortened(row: Appraiser, cast: Cast) -> Any:
    with transaction.atomic():
        held = Appraiser.objects.select_for_update(no_key=True).get(pk=row.pk)
        until = {"certificate_until": date(2026, 11, 24)}
        return correct(held, until, by=cast.actor("jinan"), facts={}, reason=WHY)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("deed", ["record", "write", "sign", "review"])
def test_nothing_goes_on_once_the_bar_is_written(office: Office, cast: Cast, deed: str) -> None:
    brought_to(office, {"sign": 1, "review": 2}.get(deed, 0))
    row = office.reviewing_appraiser if deed == "review" else office.first_appraiser
    deeds: dict[str, Callable[[], Any]] = {
        "record": lambda: recorded(office, office.first),
        "write": lambda: written(office),
        "sign": lambda: signed(office, office.first),
        "review": lambda: reviewed(office),
    }
    before = Event.objects.latest("id").id
    turns = [deeds[deed], lambda: barred(row, cast), deeds[deed]]
    answers = race(lambda: turns.pop()(), len(turns))
    events = Event.objects.filter(id__gt=before).exclude(kind="act.refused")
    bar = events.filter(kind__contains="restrict").get().id
    assert not events.filter(id__gt=bar, kind__startswith="cases.").exists()
    # Of two signatures begun upon the same version the second is told that it is stale.
    assert not [
        each for each in answers if isinstance(each, Exception) and not isinstance(each, RuleBroken | StaleState)
    ]
    assert [each.code for each in refused(deeds[deed])][:1] != []


@pytest.mark.django_db(transaction=True)
def test_a_certificate_that_is_shortened_stops_the_signature_of_the_same_moment(office: Office, cast: Cast) -> None:
    brought_to(office, 1)
    before = Event.objects.latest("id").id
    turns = [lambda: signed(office, office.first), lambda: shortened(office.first_appraiser, cast)]
    race(lambda: turns.pop()(), len(turns))
    ended = Event.objects.filter(id__gt=before, kind="appraiser.corrected").get().id
    late = Event.objects.filter(id__gt=ended, kind__startswith="cases.").exclude(kind="act.refused")
    assert not late.exists()
    if not SignOff.objects.exists():
        assert [each.code for each in refused(lambda: signed(office, office.first))] == ["certificate_not_valid"]
