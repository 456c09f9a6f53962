"""A renewal asked in time keeps licence and certificate alive past their last day until it is decided."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction

from appraisers.actions.renewing import decide_certificate_renewal, record_certificate_renewal
from appraisers.models import Appraiser
from cases.gate import may_accept
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.verify import verify
from institutions.actions.renewing import decide_renewal, record_renewal
from institutions.models import Institution, LicenceRenewal
from institutions.renewing import AskBy, ask_by
from institutions.standing.state import standing
from tests.factories.bodies import make_institution
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.people import Cast

pytestmark = pytest.mark.django_db
UNTIL = date(2027, 1, 31)
ASK = {"document_number": "示例延续申请〔2026〕1号", "reason": "示例：机构来文申请延续"}
DECIDE = {"document_number": "示例许可决定〔2027〕1号", "reason": "示例：符合延续条件"}
LATER = "2027-02-10 10:00+08:00"


@pytest.fixture(autouse=True)
def frozen(cast: Cast) -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def house(cast: Cast) -> Institution:
    """An institution in Jinan whose licence ends on 31 January 2027."""
    with transaction.atomic():
        made = make_institution("济南示例己司法鉴定所", "370102", licence_until=UNTIL)
        for _each in range(3):
            make_appraiser(made)
    return made


def asked(house: Institution, cast: Cast, on: date = date(2026, 11, 24)) -> LicenceRenewal:
    house.refresh_from_db()
    return record_renewal(house.pk, by=cast.actor("jinan"), version=house.trail_seq, asked_on=on, **ASK)


def decided(row: LicenceRenewal, cast: Cast, **values: Any) -> LicenceRenewal:
    return decide_renewal(row.pk, by=cast.actor("province"), version=row.trail_seq, **{**DECIDE, **values})


def test_asked_in_time_the_gate_stays_open_past_the_last_day_and_says_so(
    cast: Cast, house: Institution, frozen: time_machine.Traveller
) -> None:
    row = asked(house, cast)
    assert row.in_time and row.until == UNTIL
    frozen.move_to(LATER)
    house.refresh_from_db()
    entrusted = make_entrustment(house, received_on=date(2027, 2, 9))
    verdict = may_accept(entrusted, date(2027, 2, 10))
    assert not verdict.findings
    assert any("第五十条第二款" in words and "2026-11-24" in words for words in verdict.passed)
    house.refresh_from_db()
    assert (standing(house, date(2027, 2, 10)).code, standing(house, date(2027, 1, 31)).code) == ("deemed", "open")
    assert house in Institution.objects.may_accept(date(2027, 2, 10))
    assert house in Institution.objects.undecided()
    row = decided(row, cast, granted=True, new_until=date(2032, 1, 31))
    house.refresh_from_db()
    assert (house.licence_until, house.renewal_pending_since) == (date(2032, 1, 31), None)
    assert standing(house, date(2027, 2, 10)).code == "open"
    kinds = [event.kind for event in Event.objects.filter(stream=house.stream).order_by("seq")]
    assert kinds == ["institution.registered", "institutions.record_renewal", "institutions.decide_renewal"]
    assert verify().sound


def test_refused_it_ends(cast: Cast, house: Institution, frozen: time_machine.Traveller) -> None:
    row = asked(house, cast)
    frozen.move_to(LATER)
    decided(row, cast, granted=False)
    entrusted = make_entrustment(house, received_on=date(2027, 2, 9))
    entrusted.refresh_from_db()
    assert [each.code for each in may_accept(entrusted, date(2027, 2, 10)).findings] == ["licence_not_valid"]


def test_asked_too_late_it_is_on_record_and_keeps_nothing_alive(
    cast: Cast, house: Institution, frozen: time_machine.Traveller
) -> None:
    frozen.move_to("2027-01-10 10:00+08:00")
    assert not asked(house, cast, date(2027, 1, 9)).in_time
    house.refresh_from_db()
    assert house.renewal_pending_since is None and standing(house, date(2027, 2, 1)).code == "expired"


def test_both_days_come_from_the_legal_tables(db: None) -> None:
    limits = ask_by(UNTIL, date(2026, 11, 25))
    assert limits == AskBy(due=date(2026, 12, 2), last=date(2027, 1, 1))
    assert limits.on_the_due_day(date(2026, 12, 2)) and not limits.on_the_due_day(date(2026, 12, 3))
    assert limits.in_time(date(2027, 1, 1)) and not limits.in_time(date(2027, 1, 2))
    assert not AskBy(None, None).in_time(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"granted": True, "new_until": None}, "new_until"),
        ({"granted": True, "new_until": UNTIL}, "new_until"),
        ({"granted": True, "new_until": date(2032, 2, 1)}, "new_until"),  # five years end on 31 January
        ({"granted": False, "new_until": date(2032, 1, 31)}, "new_until"),
        ({"granted": False, "document_number": ""}, "document_number"),
        ({"granted": False, "reason": ""}, "reason"),
    ],
)
def test_what_cannot_be_decided_is_said_beside_its_field(
    cast: Cast, house: Institution, values: Any, field: str
) -> None:
    row = asked(house, cast)
    with pytest.raises(RuleBroken) as broken:
        decided(row, cast, **values)
    assert {finding.field for finding in broken.value.findings} == {field}


def test_a_second_application_waits_for_the_first_and_only_the_province_decides(cast: Cast, house: Institution) -> None:
    row = asked(house, cast)
    with pytest.raises(RuleBroken):
        asked(house, cast)
    for who in ("jinan", "jinan_head", "qingdao"):
        with pytest.raises(NotAllowed):
            decide_renewal(row.pk, by=cast.actor(who), version=row.trail_seq, granted=False, **DECIDE)
    with pytest.raises(NotAllowed):
        record_renewal(house.pk, by=cast.actor("qingdao"), version=house.trail_seq, asked_on=date(2026, 11, 24), **ASK)
    decided(row, cast, granted=False)
    asked(house, cast)
    assert LicenceRenewal.objects.count() == 2


def test_a_certificate_holds_on_like_a_licence(cast: Cast, frozen: time_machine.Traveller) -> None:
    with transaction.atomic():
        person = make_appraiser(cast.jinan_institution, until=UNTIL)
    row = record_certificate_renewal(
        person.pk, by=cast.actor("jinan"), version=person.trail_seq, asked_on=date(2026, 11, 24), **ASK
    )
    after = date(2027, 2, 10)
    frozen.move_to(LATER)
    assert person in Appraiser.objects.certified_for("FY-02", after)
    given = {"by": cast.actor("province"), "version": row.trail_seq, **DECIDE}
    decide_certificate_renewal(row.pk, granted=True, new_until=date(2032, 1, 31), **given)
    person.refresh_from_db()
    assert (person.certificate_until, person.renewal_pending_since) == (date(2032, 1, 31), None)
    with pytest.raises(StaleState):
        decide_certificate_renewal(row.pk, granted=False, **given)
