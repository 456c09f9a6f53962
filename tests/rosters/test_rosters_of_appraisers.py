"""The roster of appraisers: sealed identities, exactly one institution, corrections decided."""

from datetime import date

import pytest

from appraisers.models import Appraiser
from appraisers.roster.corrections import changes
from foundation.accounts.models import Person
from foundation.accounts.sealing import blind_index
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, StaleState
from foundation.audit.models import Event
from foundation.audit.regulated import write
from foundation.audit.verify import verify
from foundation.exchange.actions import deciding
from foundation.kpi.merging import merge
from foundation.kpi.recomputing import recompute
from tests.factories.bodies import make_institution
from tests.people import Cast
from tests.rosters.conftest import Check, found
from tests.rosters.sheets import appraiser_row, appraisers, identity, institution_row, institutions, messy_appraisers

KIND = "appraiser_roster"


@pytest.mark.parametrize("seed", range(4))
def test_a_messy_roster_has_exactly_the_planted_problems(cast: Cast, check: Check, seed: int) -> None:
    messy = messy_appraisers(seed)
    imported = check(KIND, messy.content)
    assert found(imported) == messy.planted
    assert (imported.counts["total"], imported.counts["valid"]) == (60, messy.good)


def test_new_appraisers_are_registered_under_seal(cast: Cast, load: Check) -> None:
    imported = load(KIND, appraisers(appraiser_row(1), appraiser_row(2, **{"专职/兼职": "兼职", "身份证号": ""})))
    assert (imported.state, imported.counts["loaded"]) == ("loaded", 2)
    row = Appraiser.objects.get(certificate_number="379800000001")
    assert (row.person.name, row.title, row.is_full_time) == ("鉴定人甲001", "副主任法医师", True)
    assert (row.institution_id, row.city_code) == (cast.jinan_institution.pk, "370100")
    assert bytes(row.person.identity_index or b"") == blind_index(identity(1))
    assert row.person.identity_number is not None
    assert row.person.identity_number.reveal() == identity(1)
    assert row.person.name_key
    other = Appraiser.objects.get(certificate_number="379800000002")
    assert (other.is_full_time, other.person.identity_number) == (False, None)
    assert verify(row.stream).sound
    assert verify(row.person.stream).sound
    for event in Event.objects.filter(kind__in=("person.entered", "appraiser.registered")):
        text = bytes(event.body or b"").decode()
        assert identity(1) not in text
        assert "鉴定人甲001" not in text
    merge()
    assert recompute(repair=False).total == 0


def test_the_same_roster_again_changes_nothing(cast: Cast, load: Check) -> None:
    content = appraisers(appraiser_row(1), appraiser_row(2))
    load(KIND, content)
    people = Person.objects.count()
    again = load(KIND, content)
    assert (again.counts["loaded"], again.counts["identical"], again.counts["changed"]) == (0, 2, 0)
    assert Person.objects.count() == people


def test_nobody_is_certified_at_two_institutions(cast: Cast, load: Check, check: Check) -> None:
    twice = [appraiser_row(1), appraiser_row(1, 执业证号="379800000099", 执业机构="青岛示例乙司法鉴定所")]
    imported = check(KIND, appraisers(*twice))
    assert found(imported) == {(4, "identity_number", "twice_in_sheet"), (5, "identity_number", "twice_in_sheet")}
    load(KIND, appraisers(appraiser_row(1)))
    elsewhere = check(KIND, appraisers(twice[1]))
    assert found(elsewhere) == {(4, "institution", "at_two_institutions")}


def test_a_transfer_under_the_same_certificate_is_decided_by_a_person(cast: Cast, load: Check) -> None:
    load(KIND, appraisers(appraiser_row(1)))
    again = load(KIND, appraisers(appraiser_row(1, 执业机构="青岛示例乙司法鉴定所", 职称="主任法医师")))
    row = Appraiser.objects.get()
    assert row.institution_id == cast.jinan_institution.pk
    told = {change.label: (change.old, change.new) for change in changes(list(again.corrections.all()))[0]}
    assert ("济南示例甲司法鉴定中心", "青岛示例乙司法鉴定所") in told.values()
    deciding.decide(again, by=cast.actor("province"), take_over=True, reason="变更执业机构")
    row.refresh_from_db()
    assert (row.institution_id, row.city_code, row.title) == (cast.qingdao_institution.pk, "370200", "主任法医师")
    merge()
    assert recompute(repair=False).total == 0


def test_a_renewed_certificate_is_found_by_the_identity(cast: Cast, load: Check) -> None:
    load(KIND, appraisers(appraiser_row(1)))
    again = load(KIND, appraisers(appraiser_row(1, 执业证号="379800000077")))
    assert (again.counts["loaded"], again.corrections.get().fields) == (0, ["certificate_number"])


def test_an_identity_number_that_was_missing_is_taken_over_sealed_and_shown_masked(cast: Cast, load: Check) -> None:
    load(KIND, appraisers(appraiser_row(1, 身份证号="")))
    again = load(KIND, appraisers(appraiser_row(1)))
    correction = again.corrections.get()
    assert identity(1) not in bytes(correction.new.blob).decode("latin-1")
    assert all(identity(1) not in change.new for change in changes([correction])[0])
    deciding.decide(again, by=cast.actor("province"), take_over=True, reason="补录")
    person = Appraiser.objects.get().person
    assert bytes(person.identity_index or b"") == blind_index(identity(1))
    assert identity(1) not in bytes(Event.objects.filter(stream=person.stream).latest("seq").body or b"").decode()


def test_a_person_with_an_account_becomes_an_appraiser_as_the_same_person(cast: Cast, load: Check) -> None:
    person = Person(name="鉴定人甲001", identity_index=blind_index(identity(1)))
    person.identity_number = identity(1)
    write(person, "person.entered", by=SYSTEM)
    load(KIND, appraisers(appraiser_row(1)))
    assert Appraiser.objects.get().person_id == person.pk


def test_the_identity_of_another_name_is_refused(cast: Cast, load: Check, check: Check) -> None:
    person = Person(name="鉴定人乙001", identity_index=blind_index(identity(1)))
    person.identity_number = identity(1)
    write(person, "person.entered", by=SYSTEM)
    assert found(check(KIND, appraisers(appraiser_row(1)))) == {(4, "identity_number", "identity_of_another")}
    load(KIND, appraisers(appraiser_row(2)))
    taken = check(KIND, appraisers(appraiser_row(3, 执业证号="379800000002")))
    assert found(taken) == {(4, "certificate_number", "certificate_of_another")}


def test_an_unknown_institution_says_what_to_do_and_the_licence_number_finds_one(cast: Cast, check: Check) -> None:
    imported = check(KIND, appraisers(appraiser_row(1, 执业机构="还没有登记的司法鉴定所")))
    assert found(imported) == {(4, "institution", "institution_unknown")}
    number = cast.jinan_institution.licence_number
    assert found(check(KIND, appraisers(appraiser_row(1, 执业机构=number)))) == set()


def test_institutions_first_and_their_appraisers_afterwards(cast: Cast, load: Check) -> None:
    load("institution_roster", institutions(institution_row(1)))
    imported = load(KIND, appraisers(appraiser_row(1, 执业机构="示例名册001司法鉴定所", 执业类别="法医临床鉴定")))
    assert imported.counts["loaded"] == 1


def test_what_an_institution_is_not_licensed_for_is_asked_about(cast: Cast, load: Check) -> None:
    imported = load(KIND, appraisers(appraiser_row(1, 执业类别="文书鉴定", 性别="女")))
    assert imported.counts["loaded"] == 1
    assert set(imported.problems.values_list("code", flat=True)) == {"beyond_institution", "sex_differs"}


def test_a_city_imports_appraisers_of_its_own_institutions_only(cast: Cast, check: Check, load: Check) -> None:
    row = appraiser_row(1, 执业机构="青岛示例乙司法鉴定所")
    assert found(check(KIND, appraisers(row), who="jinan")) == {(4, "institution", "outside_area")}
    load(KIND, appraisers(row))
    assert (4, "certificate_number", "outside_area") in found(check(KIND, appraisers(appraiser_row(1)), who="jinan"))


def test_an_ended_institution_has_no_appraisers(cast: Cast, check: Check) -> None:
    ended = make_institution("济南示例终止司法鉴定所", "370102", licence_until=date(2026, 1, 1))
    ended.status = "ended"
    write(ended, "institution.ended", by=SYSTEM)
    imported = check(KIND, appraisers(appraiser_row(1, 执业机构="济南示例终止司法鉴定所")))
    assert found(imported) == {(4, "institution", "institution_ended")}


def test_an_appraiser_that_changed_meanwhile_is_not_overwritten(cast: Cast, load: Check) -> None:
    load(KIND, appraisers(appraiser_row(1)))
    again = load(KIND, appraisers(appraiser_row(1, 职称="主任法医师")))
    row = Appraiser.objects.get()
    row.title = "主检法医师"
    write(row, "appraiser.corrected", by=SYSTEM)
    with pytest.raises(StaleState):
        deciding.decide(again, by=cast.actor("province"), take_over=True, reason="核对")
    row.refresh_from_db()
    assert row.title == "主检法医师"


@pytest.mark.parametrize("who", ["lixia", "jinan_clerk", "jinan_head", "auditor"])
def test_others_import_no_roster(cast: Cast, check: Check, who: str) -> None:
    with pytest.raises(NotAllowed):
        check(KIND, appraisers(appraiser_row(1)), who=who)
