"""Who headed an institution that lost its licence heads none and does not apply for three years (条例 art. 52(2))."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from threading import Thread
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.urls import reverse

from appraisers.actions.moving import move_appraiser
from appraisers.actions.registering_one import register_appraiser
from appraisers.gate import Certificate
from appraisers.models import Appraiser
from cases.gate import may_accept
from foundation.accounts.models import Person
from foundation.accounts.naming import spelled
from foundation.accounts.sealing import blind_index
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.models import Event
from foundation.audit.once import as_parts
from foundation.audit.regulated import write
from foundation.audit.verify import verify
from governance.standing.gathering import picture_of
from institutions import barring
from institutions.actions.barring_heads import Head, restrict_head
from institutions.actions.changing_registration import Paper, change_registration
from institutions.actions.registering import correct
from institutions.actions.registering_one import register_institution
from institutions.actions.restricting import lift
from institutions.gate import Registration
from institutions.models import Institution, Restriction
from institutions.registration.heads import application_objections, barred_heads, head_objections
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.factories.heads import HEAD, IDENTITY, REVOKED_ON, head_bar, make_barred_head, make_revoked
from tests.people import Cast
from tests.rosters.sheets import identity

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
LAST, FREE = date(2029, 11, 1), date(2029, 11, 2)
ANOTHER = identity(1)


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def refused(deed: Any) -> list[tuple[str, str]]:
    with pytest.raises(RuleBroken) as broken:
        deed()
    return [(each.code, each.field) for each in broken.value.findings]


def certificate(identity: str = IDENTITY, since: date = date(2026, 11, 20)) -> Certificate:
    return Certificate(
        name=HEAD, identity_number=identity, certificate_number="379926000001", certificate_from=since,
        certificate_until=date(2031, 11, 19), institution=None, practice_codes=("FY-02",), title="", is_full_time=True,
    )  # fmt: skip


def apply(cast: Cast, entry: Certificate) -> Appraiser:
    paper = {"document_number": "示例准予〔2026〕1号", "reason": "示例：准予登记"}
    return register_appraiser(cast.jinan_institution.pk, by=cast.actor("province"), entry=entry, **paper)


def head(house: Institution, cast: Cast, name: str) -> None:
    house.refresh_from_db()
    paper = Paper(on=date(2026, 11, 20), number="示例变更〔2026〕1号", reason="示例：变更负责人")
    change_registration(
        house.pk, by=cast.actor("province"), version=house.trail_seq, paper=paper, items={"head_name": name}
    )


def person_with(identity: str, cast: Cast, **values: Any) -> Appraiser:
    """An appraiser of the name of the head with an identity number."""
    row = make_appraiser(cast.jinan_institution, **values)
    with transaction.atomic():
        row.person.name, row.person.identity_number = HEAD, identity
        row.person.identity_index = blind_index(identity)
        write(spelled(row.person), "person.corrected", by=SYSTEM)
    return row


def test_the_bar_lasts_three_years_from_the_decision_and_names_a_sealed_person(cast: Cast) -> None:
    row = make_barred_head(by=cast.actor("province"))
    assert (row.kind, row.ground, row.article) == ("heading", "XZ-8", "山东省司法鉴定条例第五十二条第二款")
    assert (row.valid_from, row.valid_until, row.organisation_id) == (REVOKED_ON, LAST, None)
    person = Person.objects.get(pk=row.person_id)
    assert person.name == HEAD and bytes(person.identity_index or b"") == blind_index(IDENTITY)
    assert person.identity_number is not None and person.identity_number.reveal() == IDENTITY
    event = Event.objects.get(stream=row.stream)
    assert event.content["facts"]["subject"] == "head"
    assert IDENTITY not in str(event.content) and HEAD not in str(event.content["facts"])
    assert verify(row.stream).sound and verify(person.stream).sound


def test_somebody_on_file_is_found_by_his_number_and_no_other_is_made(cast: Cast) -> None:
    known = person_with(IDENTITY, cast)
    before = Person.objects.count()
    assert make_barred_head(by=cast.actor("province")).person_id == known.person_id
    assert Person.objects.count() == before


def test_a_number_of_somebody_of_another_name_is_refused(cast: Cast) -> None:
    person_with(IDENTITY, cast)
    house = make_revoked(by=cast.actor("province"))
    said = head_bar(head=Head("示例他人", IDENTITY))
    assert refused(lambda: restrict_head(house.pk, by=cast.actor("province"), **said)) == [
        ("identity_of_another", "identity_number")
    ]


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_written(cast: Cast) -> None:
    before = Person.objects.count()
    said = head_bar(head=Head(" ", "1"), valid_from=date(2026, 12, 1), document_number="", reason="x")
    found = refused(lambda: restrict_head(cast.jinan_institution.pk, by=cast.actor("jinan"), **said))
    assert {code for code, _field in found} >= {
        "province_only", "not_revoked", "missing", "identity_form", "day_to_come", "document_missing",
    }  # fmt: skip
    assert Person.objects.count() == before and not Restriction.objects.exists()


@pytest.mark.parametrize("who", ["jinan_head", "auditor", "jinan_clerk"])
def test_whoever_does_not_restrict_bars_no_head(cast: Cast, who: str) -> None:
    house = make_revoked(by=cast.actor("province"))
    with pytest.raises(NotAllowed):
        restrict_head(house.pk, by=cast.actor(who), **head_bar())


def test_only_where_the_licence_was_revoked(cast: Cast) -> None:
    other = make_revoked(by=cast.actor("province"), ground="J27-1")
    assert refused(lambda: restrict_head(other.pk, by=cast.actor("province"), **head_bar())) == [("not_revoked", "")]
    with transaction.atomic():
        row = Institution.objects.select_related("organisation").get(pk=cast.qingdao_institution.pk)
        correct(row, {"status": "ended"}, by=cast.actor("province"), facts={}, reason="名册载明吊销")
    assert restrict_head(row.pk, by=cast.actor("province"), **head_bar(valid_from=TODAY)).valid_until == date(
        2029, 11, 24
    )


def test_the_same_head_is_barred_once(cast: Cast) -> None:
    row = make_barred_head(by=cast.actor("province"))
    again = head_bar()
    assert refused(lambda: restrict_head(row.institution_id, by=cast.actor("province"), **again)) == [
        ("barred_already", "ground")
    ]


def test_a_head_of_this_name_is_refused_until_the_last_day_and_free_after_it(cast: Cast) -> None:
    row = make_barred_head(by=cast.actor("province"))
    assert refused(lambda: head(cast.jinan_institution, cast, HEAD)) == [("head_barred", "head_name")]
    (finding,) = head_objections(HEAD, LAST)
    assert finding.article == row.article and row.document_number in str(finding.message)
    assert not list(head_objections(HEAD, FREE))
    assert not list(head_objections(HEAD, date(2026, 11, 1)))
    head(cast.jinan_institution, cast, "示例他人")


def test_an_institution_is_not_registered_under_a_barred_head(cast: Cast) -> None:
    make_barred_head(by=cast.actor("province"))
    entry = Registration(
        name="示例新设司法鉴定所", licence_number="379926001", licence_from=date(2026, 11, 20),
        licence_until=date(2031, 11, 19), division="370102", practice_codes=("FY-02",), head_name=HEAD,
        abbreviation="示例新", address="示例路1号", telephone="0531-00000000",
    )  # fmt: skip
    said = {"funds": 200_000, "document_number": "示例准予〔2026〕9号", "reason": "示例：准予登记"}
    found = refused(lambda: register_institution(by=cast.actor("province"), entry=entry, **said))
    assert ("head_barred", "head_name") in found


def test_another_person_of_the_name_known_by_his_number_may_head_his_institution(cast: Cast) -> None:
    make_barred_head(by=cast.actor("province"))
    person_with(ANOTHER, cast)
    head(cast.jinan_institution, cast, HEAD)
    cast.jinan_institution.refresh_from_db()
    assert cast.jinan_institution.head_name == HEAD
    assert list(head_objections(HEAD, TODAY, house=cast.qingdao_institution)), "nobody of the name is known there"


def test_the_barred_himself_heads_no_other_institution_where_he_practises(cast: Cast) -> None:
    person_with(IDENTITY, cast)
    make_barred_head(by=cast.actor("province"))
    assert refused(lambda: head(cast.jinan_institution, cast, HEAD)) == [("head_barred", "head_name")]


def test_he_is_not_registered_as_an_appraiser_until_the_three_years_are_over(cast: Cast) -> None:
    make_barred_head(by=cast.actor("province"))
    assert refused(lambda: apply(cast, certificate())) == [("applicant_barred", "identity_number")]
    with time_machine.travel("2029-11-02 10:00+08:00", tick=False):
        late = replace(certificate(since=FREE), certificate_until=date(2034, 11, 1))
        with transaction.atomic():
            house = Institution.objects.select_related("organisation").get(pk=cast.jinan_institution.pk)
            correct(house, {"licence_until": date(2034, 6, 30)}, by=cast.actor("province"), facts={}, reason="示例")
        assert apply(cast, late).person.name == HEAD


def test_somebody_else_of_the_name_is_registered(cast: Cast) -> None:
    make_barred_head(by=cast.actor("province"))
    assert apply(cast, certificate(ANOTHER)).person.name == HEAD


def test_he_goes_on_where_he_practises_and_moves_nowhere(cast: Cast) -> None:
    row = person_with(IDENTITY, cast)
    for _each in range(2):
        make_appraiser(cast.jinan_institution)
    bar = make_barred_head(by=cast.actor("province"))
    assert barring.against([row.person_id], TODAY)[row.person_id] == []
    assert barring.against([row.person_id, cast.jinan_institution.pk], TODAY)[row.person_id] == []
    assert barring.of_people_from([row.person_id], ["FY-02"], TODAY) == []
    assert Appraiser.objects.unrestricted(["FY-02"], TODAY).filter(pk=row.pk).exists()
    assert not may_accept(make_entrustment(cast.jinan_institution), TODAY).findings
    (mine,) = [each for each in picture_of(cast.jinan_institution).people if each.key == row.pk]
    assert mine.bars == ()
    row.refresh_from_db()
    paper = Paper(TODAY, "示例变更〔2026〕2号", "示例：变更执业机构")
    found = refused(
        lambda: move_appraiser(
            row.pk, by=cast.actor("province"), version=row.trail_seq, paper=paper,
            licence_number=cast.qingdao_institution.licence_number, categories=["FY-02"],
        )
    )  # fmt: skip
    assert ("applicant_barred", "") in found
    bar.refresh_from_db()
    assert bar.institution_id != row.institution_id


@pytest.mark.django_db(transaction=True)
def test_a_move_that_begins_while_the_bar_is_being_set_waits_for_it_and_is_refused(cast: Cast) -> None:
    with transaction.atomic():
        row = person_with(IDENTITY, cast)
    house, by = make_revoked(by=cast.actor("province")), cast.actor("province")
    paper, answers = Paper(TODAY, "示例变更〔2026〕2号", "示例：变更执业机构"), list[str]()

    def move() -> None:
        try:
            move_appraiser(
                row.pk, by=by, version=row.trail_seq, paper=paper, categories=["FY-02"],
                licence_number=cast.qingdao_institution.licence_number,
            )  # fmt: skip
        except RuleBroken as broken:
            answers.extend(finding.code for finding in broken.findings)
        finally:
            connections.close_all()

    moving = Thread(target=move)
    with transaction.atomic(), as_parts():
        restrict_head(house.pk, by=by, **head_bar())
        moving.start()
        moving.join(1)
        assert moving.is_alive(), "the move waits until the bar is written"
    moving.join(20)
    assert "applicant_barred" in answers
    row.refresh_from_db()
    assert row.institution_id == cast.jinan_institution.pk


def test_a_bar_that_was_lifted_stands_against_nobody(cast: Cast) -> None:
    row = make_barred_head(by=cast.actor("province"))
    paper = {"document_number": "示例撤〔2026〕1号", "reason": "示例：吊销决定已撤销"}
    with pytest.raises(RuleBroken):
        lift(row.pk, by=cast.actor("jinan"), version=row.trail_seq, **paper)
    lift(row.pk, by=cast.actor("province"), version=row.trail_seq, **paper)
    assert not list(head_objections(HEAD, TODAY))
    assert not list(application_objections(row.person_id, TODAY))


def test_many_names_are_asked_about_in_one_question(cast: Cast, django_assert_num_queries: Any) -> None:
    row = make_barred_head(by=cast.actor("province"))
    with django_assert_num_queries(1):
        found = barred_heads([HEAD, "示例他人", "", f" {HEAD} "], TODAY)
    assert {name: [each.pk for each in rows] for name, rows in found.items()} == {HEAD: [row.pk]}
    assert barred_heads(["\0"], TODAY) == {}


def test_the_database_keeps_a_bar_on_heading_one_of_a_person_for_a_time(cast: Cast) -> None:
    row = make_barred_head(by=cast.actor("province"))
    row.valid_until = None
    with pytest.raises(IntegrityError, match="a_bar_on_heading"), transaction.atomic():
        write(row, "institutions.restrict", by=cast.actor("province"))


def test_pages_say_what_is_barred_and_offer_the_act_where_the_licence_was_revoked(cast: Cast, sign_in: Any) -> None:
    row = make_barred_head(by=cast.actor("province"))
    browser: Client = sign_in("province")
    page = browser.get(reverse("institution_standing", args=[row.institution_id])).content.decode()
    assert reverse("head_restriction_new", args=[row.institution_id]) in page and HEAD in page
    form = browser.get(reverse("head_restriction_new", args=[row.institution_id])).content.decode()
    assert f'value="{HEAD}"' in form and 'value="2026-11-02"' in form
    stands = browser.get(reverse("institution_standing", args=[cast.jinan_institution.pk])).content.decode()
    assert reverse("head_restriction_new", args=[cast.jinan_institution.pk]) not in stands
    whole = browser.get(reverse("restriction", args=[row.pk])).content.decode()
    assert "担任机构负责人、申请执业" in whole and IDENTITY not in whole
