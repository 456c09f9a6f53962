"""停业 on a roster is a bar without a decision: such a bar a later roster ends, one of a decision it does not."""

from datetime import date
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from foundation.audit.actors import SYSTEM
from foundation.audit.models import Event
from foundation.audit.regulated import write
from foundation.audit.verify import verify
from foundation.exchange.actions import deciding
from foundation.exchange.models import Import
from foundation.law import queries as law
from institutions.barring import GROUNDS, ground_words
from institutions.models import Act, Institution, RegistrationState, Restriction
from institutions.querysets import Practice
from institutions.registered import licence_on, practice_on, states_of
from institutions.roster.bars import GROUND
from institutions.roster.corrections import changes
from institutions.standing.forms import grounds_offered
from tests.exchange.workbooks import workbook
from tests.factories.standing import make_restriction
from tests.people import Cast
from tests.rosters.conftest import Check
from tests.rosters.sheets import INSTITUTION_HEADING, institution_row, institutions, sheet

KIND = "institution_roster"
MIGRATION = import_module("institutions.migrations.0046_suspensions_as_restrictions")
TODAY = date(2026, 11, 23)


def says(state: str, serial: int = 1) -> bytes:
    return institutions(institution_row(serial, 状态=state))


def warned(imported: Import) -> list[tuple[str, str]]:
    return list(imported.problems.filter(severity="warning").values_list("code", "detail"))


def house(serial: int = 1) -> Institution:
    return Institution.objects.select_related("organisation").get(licence_number=f"3798{serial:05d}")


def bars(serial: int = 1) -> list[Restriction]:
    return list(Restriction.objects.filter(organisation=house(serial).pk).order_by("recorded_at", "pk"))


def take_over(imported: Import, cast: Cast, who: str = "province") -> None:
    deciding.decide(imported, by=cast.actor(who), take_over=True, reason="年度名册核对")


def test_a_new_institution_that_a_roster_calls_suspended_is_registered_and_barred(cast: Cast, load: Check) -> None:
    imported = load(KIND, says("停业整顿"))
    assert warned(imported) == [("barred_without_decision", "")]
    assert imported.counts["loaded"] == 1
    row, (bar,) = house(), bars()
    assert (row.status, practice_on(row, TODAY)) == ("normal", Practice.BARRED)
    assert (bar.ground, bar.categories, bar.valid_from, bar.valid_until) == (GROUND, [], TODAY, None)
    assert (bar.document_number, bar.set_by_id) == (
        f"机构名册导入{imported.code}号", cast.actor("province").posting.organisation_id,
    )  # fmt: skip
    event = Event.objects.get(stream=bar.stream)
    facts = event.content["facts"]
    assert (event.kind, facts["subject"], facts["import"], facts["row"]) == (
        "institutions.restrict", "roster", str(imported.pk), 4,
    )  # fmt: skip
    assert ground_words(bar) == "名册载明停业，未见决定文书的"
    assert verify(bar.stream).sound
    assert [state.status for state in states_of(row)] == ["normal"]


def test_the_same_roster_again_finds_it_identical(cast: Cast, load: Check) -> None:
    load(KIND, says("停业整顿"))
    again = load(KIND, says("停业"))
    assert (again.counts["identical"], again.counts["changed"], len(bars())) == (1, 0, 1)


def test_a_known_institution_is_barred_when_the_correction_is_taken_over(cast: Cast, load: Check) -> None:
    load(KIND, says("正常"))
    again = load(KIND, says("停业"))
    assert again.corrections.get().fields == ["status"]
    assert bars() == []
    before = house().trail_seq
    take_over(again, cast)
    (bar,) = bars()
    assert (bar.ground, bar.reason, house().trail_seq) == (GROUND, "年度名册核对", before)


def test_a_later_roster_ends_what_a_roster_barred(cast: Cast, load: Check) -> None:
    load(KIND, says("停业"))
    again = load(KIND, says("正常"))
    assert (warned(again), again.corrections.get().fields) == ([], ["status"])
    take_over(again, cast)
    (bar,) = bars()
    assert (bar.lifted_on, bar.lift_document) == (TODAY, f"机构名册导入{again.code}号")
    assert Event.objects.filter(stream=bar.stream).latest("seq").content["facts"]["import"] == str(again.pk)
    assert practice_on(house(), TODAY) is Practice.NORMAL
    assert load(KIND, says("正常")).counts["identical"] == 1


def test_no_roster_ends_what_a_decision_set_and_the_dry_run_says_so(cast: Cast, load: Check, check: Check) -> None:
    load(KIND, says("正常"))
    decided = make_restriction(house(), by=cast.actor("province"))
    again = load(KIND, says("正常"))
    assert warned(again) == [("still_barred", decided.document_number)]
    assert (again.counts["identical"], again.counts["changed"]) == (1, 0)
    decided.refresh_from_db()
    assert decided.lifted_on is None
    assert warned(check(KIND, says("停业"))) == []


def test_a_roster_ends_its_own_bar_beside_that_of_a_decision(cast: Cast, load: Check) -> None:
    load(KIND, says("停业"))
    decided = make_restriction(house(), by=cast.actor("province"))
    again = load(KIND, says("正常"))
    assert warned(again) == [("still_barred", decided.document_number)]
    take_over(again, cast)
    assert {bar.ground: bar.lifted_on for bar in bars()} == {GROUND: TODAY, "XZ-3": None}
    assert practice_on(house(), TODAY) is Practice.BARRED


def test_a_city_ends_no_bar_of_the_roster_of_the_province(cast: Cast, load: Check) -> None:
    load(KIND, says("停业"))
    again = load(KIND, says("正常"), who="jinan")
    assert warned(again) == [("still_barred", bars()[0].document_number)]
    assert again.counts["identical"] == 1


def test_a_roster_without_the_column_says_nothing_of_it(cast: Cast, load: Check) -> None:
    load(KIND, says("停业"))
    again = load(KIND, workbook(sheet("机构名册", INSTITUTION_HEADING[:-1], [institution_row(1)])))
    assert (warned(again), again.counts["identical"], bars()[0].lifted_on) == ([], 1, None)


def test_a_roster_that_says_ended_ends_the_registration(cast: Cast, load: Check) -> None:
    load(KIND, says("停业"))
    again = load(KIND, says("注销"))
    take_over(again, cast)
    row = house()
    assert (row.status, practice_on(row, TODAY)) == ("ended", Practice.ENDED)
    assert Institution.objects.barred(TODAY).filter(pk=row.pk).count() == 0


def test_a_roster_that_says_suspended_again_opens_an_ended_registration_barred(cast: Cast, load: Check) -> None:
    load(KIND, says("注销"))
    assert bars() == []
    take_over(load(KIND, says("停业")), cast)
    row = house()
    assert (row.status, practice_on(row, TODAY)) == ("normal", Practice.BARRED)


def test_the_words_before_and_after_are_those_of_a_roster(cast: Cast, load: Check) -> None:
    load(KIND, says("正常"))
    again = load(KIND, says("停业"))
    ((change,),) = changes([again.corrections.get()])
    assert (change.old, change.new) == ("正常执业", "停业整改")


def test_the_ground_of_rosters_is_offered_to_nobody_who_decides(cast: Cast) -> None:
    assert GROUND in {row.code for row in law.entries(GROUNDS, TODAY)}
    assert GROUND not in {
        code for subject in ("organisation", "person") for code, _w in grounds_offered(subject, TODAY)
    }


def test_practice_is_told_apart_in_one_question(cast: Cast, django_assert_num_queries: Any) -> None:
    make_restriction(cast.jinan_institution, by=cast.actor("province"), valid_from=TODAY)
    write_status(cast.qingdao_institution, "ended")
    with django_assert_num_queries(1):
        rows = Institution.objects.with_practice(TODAY).filter(
            pk__in=[cast.jinan_institution.pk, cast.qingdao_institution.pk]
        )
        found = {row.pk: row.practice for row in rows}  # type: ignore[attr-defined]
    assert found == {cast.jinan_institution.pk: "barred", cast.qingdao_institution.pk: "ended"}
    for practice in Practice.values:
        same = set(Institution.objects.of_practice(practice, TODAY))
        assert same == {row for row in Institution.objects.with_practice(TODAY) if row.practice == practice}  # type: ignore[attr-defined]


def write_status(row: Institution, status: str) -> None:
    row.status = status
    write(row, "institution.measured", by=SYSTEM)


def suspended_before(row: Institution, *spells: tuple[str, date]) -> None:
    """Put a registration into states as they were written when a status could say suspended."""
    first = states_of(row)[0]
    for status, day in spells:
        row.status = "ended" if status == "ended" else "normal"  # the database refuses any other now
        write(row, "institution.corrected", by=SYSTEM)
        RegistrationState.objects.bulk_create(
            [first.follows_with(status=status, act=Act.CORRECTED, valid_from=day, trail_seq=row.trail_seq)]
        )


def test_what_a_status_called_suspended_is_carried_over_for_the_same_days(cast: Cast) -> None:
    jinan, qingdao = cast.jinan_institution, cast.qingdao_institution
    suspended_before(jinan, ("suspended", date(2026, 3, 1)), ("normal", date(2026, 6, 1)),
                     ("suspended", date(2026, 9, 1)))  # fmt: skip
    suspended_before(qingdao, ("suspended", date(2025, 1, 1)), ("ended", date(2025, 5, 1)))
    carry = MIGRATION.carry_over
    assert carry(apps, TODAY) == 3
    found = Restriction.objects.filter(organisation=jinan.pk).order_by("valid_from")
    assert [(bar.ground, bar.valid_from, bar.valid_until, bar.set_by.city_code) for bar in found] == [
        (GROUND, date(2026, 3, 1), date(2026, 5, 31), "370100"), (GROUND, date(2026, 9, 1), None, "370100"),
    ]  # fmt: skip
    (ended,) = Restriction.objects.filter(organisation=qingdao.pk)
    assert (ended.valid_from, ended.valid_until) == (date(2025, 1, 1), date(2025, 4, 30))
    jinan.refresh_from_db()
    days = {date(2026, 2, 28): "normal", date(2026, 3, 1): "barred", date(2026, 7, 1): "normal", TODAY: "barred"}
    assert {day: practice_on(jinan, day).value for day in days} == days
    assert {licence_on(jinan, day).status for day in days} == {"normal"}
    qingdao.refresh_from_db()
    assert (qingdao.status, practice_on(qingdao, date(2025, 2, 1))) == ("ended", Practice.BARRED)
    for bar in Restriction.objects.all():
        assert verify(bar.stream).sound
    assert verify(jinan.stream).sound and verify(qingdao.stream).sound
    events = Event.objects.count()
    assert (carry(apps, TODAY), Event.objects.count()) == (0, events)


def test_a_row_that_is_suspended_while_its_states_are_silent_is_barred_from_then_or_from_today() -> None:
    row = SimpleNamespace(status="suspended", licence_from=date(2024, 7, 1))
    assert list(MIGRATION._times(row, [], TODAY)) == [(date(2024, 7, 1), None)]
    normal = SimpleNamespace(status="normal", valid_from=date(2024, 7, 1))
    assert list(MIGRATION._times(row, [normal], TODAY)) == [(TODAY, None)]
    assert list(MIGRATION._times(SimpleNamespace(status="normal"), [normal], TODAY)) == []


def test_the_database_refuses_a_status_that_bars(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="a_status_bars_nothing_by_itself"), transaction.atomic():
        write_status(cast.jinan_institution, "suspended")
