"""The history of a register gives each change to the act, the document, the officer and the paper that made it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from appraisers.actions.changing_certificates import change_certificate
from foundation.audit.actors import Actor
from institutions.actions.changing_registration import Paper, change_registration, reissue_licence
from institutions.models import Institution, RegistrationState
from institutions.registered import states_of
from institutions.registration.purposes import LICENCE
from institutions.registration.showing import REGISTRATION, Line, history
from tests.factories.entrustments import make_appraiser
from tests.people import Cast

WHY = "示例：依据变更登记决定"
DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False) as clock:
        yield clock


def changed(house: Institution, by: Actor, on: date, number: str, **items: Any) -> RegistrationState:
    house.refresh_from_db()
    paper = Paper(on, number, WHY)
    return change_registration(house.pk, by=by, version=house.trail_seq, paper=paper, items=items)


def lines_of(house: Institution) -> list[Line]:
    house.refresh_from_db()
    return history(states_of(house), REGISTRATION, house.stream, LICENCE.code)


def said(line: Line) -> tuple[str, bool, list[tuple[str, str]]]:
    return line.state.document_number, line.counts, [(each.name, each.after) for each in line.changes]


def test_two_changes_of_one_day_stand_each_under_its_own_document(cast: Cast) -> None:
    house, by = cast.jinan_institution, cast.actor("province")
    changed(house, by, DAY, "示例变更1号", head_name="示例负责人乙")
    changed(house, by, DAY, "示例变更2号", address="示例路1号")
    second, first, _entered = lines_of(house)
    assert said(second) == ("示例变更2号", True, [("address", "示例路1号")])
    assert said(first) == ("示例变更1号", False, [("head_name", "示例负责人乙")])


def test_a_change_of_the_very_first_day_says_what_it_changed(cast: Cast) -> None:
    house, by = cast.jinan_institution, cast.actor("province")
    begun = states_of(house)[0].valid_from
    changed(house, by, begun, "示例变更1号", head_name="示例负责人乙")
    change, entered = lines_of(house)
    assert said(change) == ("示例变更1号", True, [("head_name", "示例负责人乙")])
    assert (entered.counts, entered.changes) == (False, ())


def test_a_late_entry_leaves_later_acts_to_whoever_did_them(cast: Cast, clock: Any, sign_in: Any) -> None:
    house, other = cast.jinan_institution, cast.actor("jinan")
    officer = cast.actor("province")
    paper = Paper(DAY, "示例补发1号", WHY)
    issued = reissue_licence(house.pk, by=officer, version=house.trail_seq, paper=paper, licence_number="379912345")
    done = issued.recorded_at
    clock.move_to("2026-11-26 10:00+08:00")
    changed(house, other, date(2026, 11, 10), "示例变更2号", head_name="示例负责人乙", practice_codes=["FY-02"])
    again, overtaken, late, _entered = lines_of(house)
    assert said(again) == ("示例补发1号", True, [("licence_number", "379912345")])
    assert said(overtaken) == ("示例补发1号", False, [("licence_number", "379912345")])
    assert [each for each, _after in said(late)[2]] == ["head_name", "practice_codes"]
    assert again.state.head_name == "示例负责人乙"
    assert overtaken.code == issued.code
    assert again.code not in ("", issued.code), "what holds today is printed anew"
    assert again.recorded_at == done
    assert again.entry is not None and overtaken.entry is not None and late.entry is not None
    assert again.entry == overtaken.entry != late.entry
    page = sign_in("province").get(reverse("institution_registration", args=[house.pk])).content.decode()
    for line in (again, overtaken):
        assert reverse("register_paper", args=[line.code]) in page


def test_a_late_entry_that_prints_nothing_leaves_the_paper_of_later_acts(cast: Cast) -> None:
    house, by = cast.jinan_institution, cast.actor("province")
    issued = reissue_licence(house.pk, by=by, version=house.trail_seq, paper=Paper(DAY, "示例补发1号", WHY))
    for number, day in (("示例变更2号", 10), ("示例变更3号", 8)):
        changed(house, by, date(2026, 11, day), number, telephone=f"0531-8888000{day % 10}")
    again, *_others = lines_of(house)
    assert (again.state.document_number, again.counts, again.state.code) == ("示例补发1号", True, "")
    assert again.code == issued.code != ""


def test_what_a_late_entry_adds_to_a_list_is_not_said_of_the_later_act(cast: Cast) -> None:
    house, by = cast.jinan_institution, cast.actor("province")
    changed(house, by, DAY, "示例变更1号", head_name="示例负责人乙")
    changed(house, by, DAY, "示例变更2号", practice_codes=["FY-02"])
    changed(house, by, date(2026, 11, 10), "示例变更3号", address="示例路1号")
    again, second, first, late, _entered = lines_of(house)
    assert [said(each)[0] for each in (again, second, first, late)] == [
        "示例变更2号", "示例变更2号", "示例变更1号", "示例变更3号",
    ]  # fmt: skip
    assert [[name for name, _after in said(each)[2]] for each in (again, second, first, late)] == [
        ["practice_codes"], ["practice_codes"], ["head_name"], ["address"],
    ]  # fmt: skip
    assert [each.counts for each in (again, second, first, late)] == [True, False, False, True]


def test_certificates_have_the_same_history(cast: Cast, sign_in: Any) -> None:
    by = cast.actor("province")
    with transaction.atomic():
        row = make_appraiser(cast.jinan_institution)
    for number, items in (("示例变更1号", {"title": "示例职称甲"}), ("示例变更2号", {"is_full_time": False})):
        row.refresh_from_db()
        paper = Paper(DAY, number, WHY)
        change_certificate(row.pk, by=by, version=row.trail_seq, paper=paper, items=items)
    browser: Client = sign_in("province")
    second, first, *_rest = browser.get(reverse("appraiser_registration", args=[row.pk])).context["lines"]
    assert [each.name for each in second.changes] == ["is_full_time"]
    assert [each.name for each in first.changes] == ["title"]
