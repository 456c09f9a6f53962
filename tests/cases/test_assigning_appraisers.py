"""Assigning: two or more qualified appraisers, each declares about recusal, a ground ends it and asks for another."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from appraisers.models import Appraiser
from cases.actions.accepting import accept
from cases.actions.assigning import assign, replace
from cases.actions.declaring import declare
from cases.models import Assignment, Case, Subject
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Notice
from foundation.accounts.sealing import blind_index
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.models import Event
from foundation.audit.regulated import write
from foundation.audit.verify import verify
from tests.factories.agreements import make_terms
from tests.factories.assignments import make_assignment, make_posted_appraiser
from tests.factories.cases import make_case
from tests.factories.entrustments import IDENTITY, make_appraiser, make_entrustment
from tests.people import Cast

SignIn = Callable[[str], Client]
TODAY = date(2026, 11, 25)
REASON = "示例：此前为另一事项"


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def two(cast: Cast) -> list[Appraiser]:
    """Two who sign in; an item needs a third (条例 art. 10), who does not."""
    make_appraiser(cast.jinan_institution)
    return [make_posted_appraiser(name, cast.jinan_institution)[0] for name in ("甲", "乙")]


def actor_of(row: Appraiser) -> PostedActor:
    user = row.person.user
    return PostedActor(user, user.postings.get())


def accepted(cast: Cast) -> Case:
    row = make_entrustment(cast.jinan_institution)
    return accept(row.pk, by=cast.actor("jinan_clerk"), version=row.trail_seq, effective_on=TODAY, terms=make_terms())


def assigned(cast: Cast, case: Case, rows: list[Appraiser], **values: Any) -> Case:
    given = {"version": case.trail_seq, "appraisers": [row.pk for row in rows], **values}
    return assign(case.pk, by=cast.actor("jinan_clerk"), **given)


def codes(refusal: pytest.ExceptionInfo[RuleBroken]) -> set[str]:
    return {finding.code for finding in refusal.value.findings}


def test_both_are_told_named_in_the_case_and_see_it(cast: Cast, two: list[Appraiser]) -> None:
    case = assigned(cast, accepted(cast), two)
    case.refresh_from_db()
    assert case.appraiser_names == [row.person.name for row in two]
    rows = list(case.assignments.current().for_page())
    assert [(row.position, row.assigned_on, row.declared_on) for row in rows] == [(1, TODAY, None), (2, TODAY, None)]
    for row in two:
        assert list(Case.objects.visible_to(actor_of(row))) == [case]
        assert Notice.objects.get(kind="case_assigned", user=row.person.user).link == case.get_absolute_url()
    event = Event.objects.get(stream=case.stream, kind="cases.assign")
    assert event.content["facts"]["certificates"] == [row.certificate_number for row in two]
    assert verify().sound


def _expired(cast: Cast) -> Appraiser:
    return make_appraiser(cast.jinan_institution, until=date(2026, 11, 24))


def _other_category(cast: Cast) -> Appraiser:
    return make_appraiser(cast.jinan_institution, practice_codes=("WZ-01",))


def _elsewhere(cast: Cast) -> Appraiser:
    return make_appraiser(cast.qingdao_institution)


@pytest.mark.parametrize(
    ("third", "code"),
    [
        (_expired, "certificate_not_valid"),
        (_other_category, "category_not_covered"),
        (_elsewhere, "other_institution"),
    ],
)
def test_who_may_not_appraise_is_not_assigned(
    cast: Cast, two: list[Appraiser], third: Callable[[Cast], Appraiser], code: str
) -> None:
    case = accepted(cast)
    with transaction.atomic():
        unfit = third(cast)
    with pytest.raises(RuleBroken) as refusal:
        assigned(cast, case, [*two, unfit], reason="示例：仍要指定")
    assert codes(refusal) == {code}
    assert not Assignment.objects.exists()


def test_one_alone_the_same_twice_and_strangers_are_refused(cast: Cast, two: list[Appraiser]) -> None:
    case = accepted(cast)
    for rows in ([two[0]], [two[0], two[0]], []):
        with pytest.raises(RuleBroken) as refusal:
            assigned(cast, case, rows)
        assert codes(refusal) == {"too_few_appraisers"}
    with pytest.raises(RuleBroken):
        assigned(cast, case, two, appraisers=[two[0].pk, uuid4()])
    case = assigned(cast, case, two)
    with pytest.raises(RuleBroken) as refusal:
        assigned(cast, case, [two[0]])
    assert codes(refusal) == {"assigned_already"}


def test_an_earlier_part_in_the_same_matter_is_found_and_asks_for_a_reason(cast: Cast, two: list[Appraiser]) -> None:
    earlier = make_case(cast.jinan_institution, accepted_on=date(2026, 3, 2), issued_on=date(2026, 4, 1))
    by_name = make_case(
        cast.jinan_institution,
        accepted_on=date(2025, 3, 3),
        issued_on=date(2025, 4, 1),
        appraiser_names=[two[1].person.name],
    )
    make_assignment(earlier, two[0])
    with transaction.atomic():
        for old in (earlier, by_name):
            write(Subject(case=old, identity_index=blind_index(IDENTITY)), "case.imported", by=SYSTEM)
    case = accepted(cast)
    with pytest.raises(RuleBroken) as refusal:
        assigned(cast, case, two)
    assert {finding.field for finding in refusal.value.findings} == {"reason"}
    assigned(cast, case, two, reason=REASON)
    event = Event.objects.get(stream=case.stream, kind="cases.assign")
    assert event.content["facts"]["overridden"] == ["took_part_before"] * 2
    assert event.content["reason"] == REASON


def test_a_ground_ends_the_assignment_and_asks_for_somebody_else(cast: Cast, two: list[Appraiser]) -> None:
    case = assigned(cast, accepted(cast), two)
    first = case.assignments.get(position=1)
    row = declare(
        case.pk, by=actor_of(two[0]), version=first.trail_seq, ground="SD32-2", reason="示例：曾参加过该事项的鉴定"
    )
    assert (row.ended_on, row.recusal_ground, row.declared_on) == (TODAY, "TZ20-2", None)
    assert not Case.objects.visible_to(actor_of(two[0])).exists()
    told = set(Notice.objects.filter(kind="appraiser_recused").values_list("user__username", flat=True))
    assert told == {"jinan_clerk", "jinan_head"}
    case.refresh_from_db()
    assert case.appraiser_names == [two[1].person.name]
    with pytest.raises(RuleBroken) as refusal:
        assigned(cast, case, [two[0]])
    assert codes(refusal) == {"recused"}
    with transaction.atomic():
        third = make_appraiser(cast.jinan_institution)
    case = assigned(cast, case, [third])
    assert case.assignments.current().get(appraiser=third).position == 1
    assert verify().sound


def test_only_the_appraiser_declares_for_himself_and_once(cast: Cast, two: list[Appraiser]) -> None:
    case = assigned(cast, accepted(cast), two)
    row = case.assignments.get(position=1)
    for who in (cast.actor("jinan_clerk"), cast.actor("jinan_head"), cast.actor("appraiser"), cast.actor("jinan")):
        with pytest.raises(NotAllowed):
            declare(case.pk, by=who, version=row.trail_seq)
    declared = declare(case.pk, by=actor_of(two[0]), version=row.trail_seq)
    assert declared.declared_on == TODAY
    with pytest.raises(RuleBroken):
        declare(case.pk, by=actor_of(two[0]), version=declared.trail_seq)
    with pytest.raises(RuleBroken):
        declare(case.pk, by=actor_of(two[0]), version=declared.trail_seq, ground="TZ99", reason="示例：无此情形")
    late = declare(case.pk, by=actor_of(two[0]), version=declared.trail_seq, ground="TZ20-1", reason="示例：后来得知")
    assert (late.declared_on, late.ended_on) == (TODAY, TODAY)


def test_a_replacement_takes_the_place_with_a_reason(cast: Cast, two: list[Appraiser]) -> None:
    case = assigned(cast, accepted(cast), two)
    third, _posting = make_posted_appraiser("丙", cast.jinan_institution)
    leaving = case.assignments.get(position=2)
    given: dict[str, Any] = {"version": case.trail_seq, "assignment": leaving.pk, "appraiser": third.pk}
    with pytest.raises(NotAllowed):
        replace(case.pk, by=cast.actor("jinan_clerk"), **given, reason="示例：调离")
    with pytest.raises(RuleBroken):
        replace(case.pk, by=cast.actor("jinan_head"), **given, reason="")
    case = replace(case.pk, by=cast.actor("jinan_head"), **given, reason="示例：调离")
    assert [row.appraiser for row in case.assignments.current().for_page()] == [two[0], third]
    leaving.refresh_from_db()
    assert (leaving.ended_on, leaving.ended_reason) == (TODAY, "示例：调离")
    assert set(Notice.objects.filter(kind="assignment_ended").values_list("user", flat=True)) == {two[1].person.user.pk}


@pytest.mark.parametrize("who", ["qingdao_clerk", "jinan", "province", "appraiser", "jinan_institution_administrator"])
def test_only_the_institution_assigns(cast: Cast, two: list[Appraiser], who: str) -> None:
    case = accepted(cast)
    with pytest.raises(NotAllowed):
        assign(case.pk, by=cast.actor(who), version=case.trail_seq, appraisers=[row.pk for row in two])


def test_a_case_that_is_over_gets_nobody(cast: Cast, two: list[Appraiser]) -> None:
    case = make_case(cast.jinan_institution, issued_on=date(2026, 11, 2))
    with pytest.raises(RuleBroken) as refusal:
        assigned(cast, case, two)
    assert codes(refusal) == {"case_over"}


def enter(row: Appraiser) -> Client:
    from tests.people import give_second_factor

    give_second_factor(row.person.user)
    client = Client()
    client.force_login(row.person.user)
    return client


def test_the_pages_lead_from_the_choice_to_the_declaration(cast: Cast, two: list[Appraiser], sign_in: SignIn) -> None:
    case = accepted(cast)
    with transaction.atomic():
        make_appraiser(cast.jinan_institution, until=date(2026, 11, 24))
    clerk, address = sign_in("jinan_clerk"), reverse("case_assign", args=[case.pk])
    page = clerk.get(address).content.decode()
    assert all(row.certificate_number in page for row in two) and "执业证当日不在有效期内" in page
    data = {"version": str(case.trail_seq), "appraisers": [str(two[0].pk)], "reason": ""}
    refused = clerk.post(address, data)
    assert refused.status_code == 422 and "鉴定人不足二名" in refused.content.decode()
    assert clerk.post(address, {**data, "appraisers": ["x"]}).status_code == 422
    page = clerk.post(address, {**data, "appraisers": [str(row.pk) for row in two]}, follow=True).content.decode()
    assert "尚未声明" in page and two[0].person.name in page
    own = enter(two[0])
    recusal = reverse("case_recusal", args=[case.pk])
    assert recusal in own.get("/work/recusals_to_declare/").content.decode()
    own_page = own.get(case.get_absolute_url()).content.decode()
    assert recusal in own_page and "病历资料" in own_page
    version = str(case.assignments.get(position=1).trail_seq)
    assert own.post(recusal, {"version": version, "reason": ""}).status_code == 422
    page = own.post(recusal, {"version": version, "ground": "none", "reason": ""}, follow=True).content.decode()
    assert "声明无回避情形" in page
    assert own.get("/work/own_cases/").status_code == 200
    third = make_posted_appraiser("丙", cast.jinan_institution)[0]
    assert enter(third).get(case.get_absolute_url()).status_code == 404
    assert sign_in("jinan").get(address).status_code == 403
    leaving = case.assignments.get(position=2)
    case.refresh_from_db()
    given = {"version": case.trail_seq, "assignment": leaving.pk, "appraiser": third.pk, "reason": "示例：调离"}
    head, address = sign_in("jinan_head"), reverse("case_replace", args=[case.pk])
    assert "更换鉴定人" in head.get(address).content.decode()
    assert head.post(address, given).status_code == 302
    assert enter(third).get(case.get_absolute_url()).status_code == 200
