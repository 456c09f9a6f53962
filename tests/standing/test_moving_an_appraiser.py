"""An appraiser moves by a document: one institution at a time, nothing left open behind, the days before stay."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
import time_machine
from django.db import transaction

from appraisers.actions.changing_certificates import change_certificate, end_certificate
from appraisers.actions.moving import move_appraiser
from appraisers.actions.practising import begun
from appraisers.actions.registering_one import register_appraiser
from appraisers.certified import practising_at, states_of
from appraisers.gate import Certificate
from appraisers.models import Appraiser, Assistant, CertificateState, Practice
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import RuleBroken
from foundation.audit.regulated import write
from foundation.audit.verify import verify
from institutions.actions.changing_registration import Paper
from institutions.gate import five_years_from
from institutions.models import Institution
from institutions.states import counting
from tests.factories.assignments import make_assignment
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.factories.entrustments import make_appraiser
from tests.factories.standing import make_assistant, make_quality_manager
from tests.people import Cast

TODAY, SINCE = date(2026, 11, 25), date(2024, 7, 1)
WHY = "示例：依据变更决定"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def appraiser(cast: Cast) -> Appraiser:
    return practising(cast.jinan_institution)


def practising(house: Institution) -> Appraiser:
    """Somebody who practises there since his certificate began."""
    with transaction.atomic():
        row = make_appraiser(house)
        write(row, "appraiser.corrected", by=SYSTEM)
        begun([row])
    return row


def move(row: Appraiser, to: Institution, cast: Cast, on: date = TODAY, who: str = "province", **other: Any) -> Any:
    row.refresh_from_db()
    given = {"licence_number": to.licence_number, "categories": ["FY-02"], **other}
    return move_appraiser(
        row.pk, by=cast.actor(who), version=row.trail_seq, paper=Paper(on, "示例决定〔2026〕1号", WHY), **given
    )


def codes(refused: pytest.ExceptionInfo[RuleBroken]) -> list[tuple[str, str]]:
    return [(finding.field, finding.code) for finding in refused.value.findings]


def test_a_move_ends_there_and_begins_here(appraiser: Appraiser, cast: Cast) -> None:
    old, new = cast.jinan_institution, cast.qingdao_institution
    move(appraiser, new, cast, date(2026, 11, 20))
    row = Appraiser.objects.get(pk=appraiser.pk)
    assert (row.institution_id, row.city_code) == (new.pk, "370200")
    spans = list(
        Practice.objects.filter(appraiser=row).order_by("valid_from").values_list("institution", "valid_until")
    )
    assert spans == [(old.pk, date(2026, 11, 19)), (new.pk, None)]
    there = [[each.person for each in practising_at(house.pk, date(2026, 11, 19))] for house in (old, new)]
    assert there == [[row.person_id], []]
    assert [each.person for each in practising_at(new.pk, date(2026, 11, 20))] == [row.person_id]
    assert verify().sound


def test_what_is_open_at_the_old_institution_stops_a_move(appraiser: Appraiser, cast: Cast) -> None:
    by = cast.actor("jinan_head")
    with transaction.atomic():
        case = make_case(cast.jinan_institution)
        make_assignment(case, appraiser)
    make_quality_manager(appraiser, by=by)
    make_assistant(appraiser, by=by)
    with pytest.raises(RuleBroken) as refused:
        move(appraiser, cast.qingdao_institution, cast)
    assert codes(refused) == [("", "is_quality_manager"), ("", "is_mentor"), ("", "open_cases")]
    assert case.case_number in str(refused.value)


def test_only_the_province_moves_somebody_to_another_city(appraiser: Appraiser, cast: Cast) -> None:
    for to, other, code in (
        (cast.qingdao_institution, {}, ("licence_number", "outside_area")),
        (cast.jinan_institution, {}, ("licence_number", "same_institution")),
        (cast.jinan_institution, {"licence_number": "0"}, ("licence_number", "institution_unknown")),
    ):
        with pytest.raises(RuleBroken) as refused:
            move(appraiser, to, cast, who="jinan", **other)
        assert codes(refused) == [code]
    with pytest.raises(RuleBroken) as refused:
        move(appraiser, cast.qingdao_institution, cast, date(2024, 6, 30), categories=["WZ-01"])
    assert codes(refused) == [("categories", "beyond_institution"), ("valid_from", "before_the_beginning")]


def test_an_assistant_becomes_an_appraiser_and_stays_the_same_person(appraiser: Appraiser, cast: Cast) -> None:
    helper = make_assistant(appraiser, by=cast.actor("jinan_head"))
    entry = Certificate(
        name=helper.person.name, identity_number="379999198001010016", certificate_number="379926112501",
        certificate_from=TODAY, certificate_until=five_years_from(TODAY), institution=None,
        practice_codes=("FY-02",), is_full_time=True,
    )  # fmt: skip
    row = register_appraiser(
        cast.jinan_institution.pk, by=cast.actor("jinan"), entry=entry, document_number="示例1号", reason=WHY,
        assistant=helper.pk,
    )  # fmt: skip
    ended = Assistant.objects.get(pk=helper.pk)
    assert (row.person_id, ended.valid_until) == (helper.person_id, TODAY - timedelta(days=1))
    assert verify().sound


def test_who_practises_where_on_a_day_agrees_with_days_kept_by_hand(cast: Cast) -> None:
    """Random lives of certificates by the verbs, told in any order, against day-by-day values kept beside them."""
    houses = [cast.jinan_institution, cast.qingdao_institution, make_institution("示例第三司法鉴定所", "370102")]
    days = [TODAY - timedelta(days=40 - n) for n in range(41)]
    for seed in range(6):
        random = Random(seed)
        row = practising(houses[0])
        place = dict.fromkeys(days, houses[0].pk)
        held: dict[date, set[str]] = {day: {"FY-02"} for day in days}
        last_move = 0
        for _step in range(5):
            row.refresh_from_db()
            kind = random.choice(("move", "move", "categories", "end"))
            if kind == "move":
                at = random.randint(last_move + 1, max(last_move + 1, 38))
                to = random.choice([house for house in houses if house.pk != row.institution_id])
                wanted = sorted({"FY-02", random.choice(["FY-02", "FY-05"])})
                if at >= len(days):
                    continue
                _turn(held, days[at:], set(row.practice_codes), set(wanted))
                move(row, to, cast, days[at], categories=wanted)
                place.update(dict.fromkeys(days[at:], to.pk))
                last_move = at
            elif kind == "categories":
                at, wanted = random.randint(0, 40), random.choice([["FY-02"], ["FY-05"], ["FY-02", "FY-05"]])
                if sorted(row.practice_codes) == wanted:
                    continue
                _turn(held, days[at:], set(row.practice_codes), set(wanted))
                paper = Paper(days[at], "示例〔2026〕2号", WHY)
                change_certificate(
                    row.pk,
                    by=cast.actor("province"),
                    version=row.trail_seq,
                    paper=paper,
                    items={"practice_codes": wanted},
                )
            elif last_move < 40 and random.random() < 0.4:
                at = random.randint(last_move + 1, 40)
                paper = Paper(days[at], "示例〔2026〕3号", WHY)
                end_certificate(row.pk, by=cast.actor("province"), version=row.trail_seq, paper=paper, ground="SD24-1")
                place.update(dict.fromkeys(days[at:], None))
                break
        for day in days:
            told = [
                (house.pk, set(each.practice_codes))
                for house in houses
                for each in practising_at(house.pk, day)
                if each.person == row.person_id
            ]
            assert told == ([(place[day], held[day])] if place[day] else []), (seed, day)
        row.refresh_from_db()
        last = counting(states_of(row))[-1]
        assert {name: getattr(row, name) for name in CertificateState.items if name != "name"} == {
            name: value for name, value in last.values.items() if name != "name"
        }


def _turn(held: dict[date, set[str]], days: list[date], old: set[str], new: set[str]) -> None:
    for day in days:
        held[day] = (held[day] - (old - new)) | (new - old)
