"""A restriction bars from its first day until it is lifted or ends; acceptance and assignment read the same answer."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from appraisers.actions.registering import correct
from cases.actions.accepting import accept
from cases.actions.assigning import assign
from cases.conduct.gate import may_assign
from cases.gate import may_accept
from cases.models import Case
from foundation.accounts.models import Notice, User
from foundation.audit import trail
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.verify import verify
from institutions.actions.restricting import lift
from institutions.models import Restriction
from tests.factories.agreements import make_terms
from tests.factories.cases import make_case
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.factories.standing import make_personal_restriction, make_restriction
from tests.people import Cast
from tests.races.kit import race

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
LIFTED = {"document_number": "示例解除〔2026〕1号", "reason": "示例：整改合格"}


@pytest.fixture(autouse=True)
def frozen(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        with transaction.atomic():
            for _each in range(3):
                make_appraiser(cast.jinan_institution, practice_codes=("FY-02", "FY-05"))
        yield


def found(cast: Cast, category: str = "FY-02", on: date = TODAY) -> list[str]:
    return [each.code for each in may_accept(make_entrustment(cast.jinan_institution, category=category), on).findings]


def test_restricted_the_institution_accepts_nothing_and_the_article_is_named_until_it_is_lifted(cast: Cast) -> None:
    row = make_restriction(cast.jinan_institution, by=cast.actor("jinan"))
    entrusted = make_entrustment(cast.jinan_institution)
    given: dict[str, Any] = {"version": entrusted.trail_seq, "effective_on": TODAY, "terms": make_terms()}
    with pytest.raises(RuleBroken) as broken:
        accept(entrusted.pk, by=cast.actor("jinan_clerk"), **given)
    (finding,) = broken.value.findings
    assert finding.code == "restricted" and finding.article == "山东省司法鉴定条例第十七、五十一条"
    assert row.document_number in finding.fact
    lifted = lift(row.pk, by=cast.actor("jinan"), version=row.trail_seq, **LIFTED)
    assert (lifted.lifted_on, lifted.lifted_by) == (TODAY, cast.jinan.organisation)
    accept(entrusted.pk, by=cast.actor("jinan_clerk"), **given)
    assert [event.kind for event in Event.objects.filter(stream=row.stream).order_by("seq")] == [
        "institutions.restrict",
        "institutions.lift_restriction",
    ]
    assert verify().sound


def test_it_holds_from_its_first_day_through_its_last(cast: Cast) -> None:
    make_restriction(cast.jinan_institution, by=cast.actor("jinan"))
    days = (date(2026, 11, 19), date(2026, 11, 20), date(2027, 2, 19), date(2027, 2, 20))
    assert [found(cast, on=day) for day in days] == [[], ["restricted"], ["restricted"], []]


def test_a_bar_on_items_bars_these_alone_and_asks_for_a_reason_where_more_is_entrusted(cast: Cast) -> None:
    make_restriction(
        cast.jinan_institution, by=cast.actor("jinan"), ground="XZ-4", categories=["FY-0203"], valid_until=None
    )
    assert found(cast, "FY-020301") == ["restricted"]
    assert found(cast, "FY-0201") == []
    (finding,) = may_accept(make_entrustment(cast.jinan_institution), TODAY).findings
    assert (finding.code, finding.overridable) == ("restricted_in_part", True)


def test_a_barred_appraiser_does_not_count_and_is_given_no_work(cast: Cast) -> None:
    with transaction.atomic():
        third = make_appraiser(cast.jinan_institution)
        case = make_case(cast.jinan_institution)
    row = make_personal_restriction(third, by=cast.actor("jinan"))
    assert found(cast) == []
    first, second, _another = cast.jinan_institution.appraisers.exclude(pk=third.pk).select_related("person")
    (barred,) = may_assign(case, [first, third], TODAY).findings
    assert barred.code == "restricted" and "第五十三" in barred.article and third.person.name in barred.message
    given: dict[str, Any] = {"by": cast.actor("jinan_clerk"), "version": case.trail_seq}
    with pytest.raises(RuleBroken) as broken:
        assign(case.pk, appraisers=[first.pk, third.pk], **given)
    assert [finding.field for finding in broken.value.findings] == ["appraisers"]
    make_personal_restriction(first, by=cast.actor("jinan"))
    assert found(cast) == ["item_stopped"]
    lift(row.pk, by=cast.actor("jinan"), version=row.trail_seq, **LIFTED)
    assert found(cast) == []
    make_restriction(cast.jinan_institution, by=cast.actor("jinan"))
    assert "restricted" in {finding.code for finding in may_assign(case, [second, third], TODAY).findings}


def test_a_restriction_goes_with_the_person_to_another_institution(cast: Cast) -> None:
    with transaction.atomic():
        person = make_appraiser(cast.jinan_institution)
    row = make_personal_restriction(person, by=cast.actor("jinan"))
    moved = {"institution": cast.qingdao_institution.pk}
    with transaction.atomic():
        correct(person, moved, by=cast.actor("province"), facts={}, reason="示例：变更执业机构")
    assert list(Restriction.objects.visible_to(cast.actor("qingdao"))) == [row]
    assert not Restriction.objects.visible_to(cast.actor("jinan")).exists()


def test_the_barred_are_told_once(cast: Cast) -> None:
    with transaction.atomic():
        appraiser = make_appraiser(cast.jinan_institution)
    user = User.objects.create(username="barred", person=appraiser.person)
    row = make_personal_restriction(appraiser, by=cast.actor("jinan"))
    told = {notice.user for notice in Notice.objects.filter(kind__startswith="restriction_set_")}
    assert told == {user, cast.jinan_head.user, cast.jinan_institution_administrator.user}
    lift(row.pk, by=cast.actor("jinan"), version=row.trail_seq, **LIFTED)
    assert Notice.objects.filter(kind__startswith="restriction_lifted_").count() == 3


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ground": "no such"}, "ground"),
        ({"ground": "XZ-5"}, "ground"),  # of persons
        ({"categories": ["FY-0203"]}, "categories"),  # a penalty of suspension bars everything
        ({"ground": "XZ-4", "valid_until": None}, "categories"),
        ({"ground": "XZ-4", "valid_until": None, "categories": ["WZ-01"]}, "categories"),
        ({"valid_until": None}, "valid_until"),
        ({"valid_until": date(2027, 11, 20)}, "valid_until"),  # a year from the first day ends on the 19th
        ({"valid_until": date(2026, 11, 19)}, "valid_until"),
        ({"document_number": ""}, "document_number"),
        ({"reason": " "}, "reason"),
    ],
)
def test_what_the_ground_does_not_carry_is_said_beside_its_field(cast: Cast, values: Any, field: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        make_restriction(cast.jinan_institution, by=cast.actor("jinan"), **values)
    assert {finding.field for finding in broken.value.findings} == {field}
    assert not Restriction.objects.exists()


@pytest.mark.parametrize("who", ["qingdao", "lixia", "province_leader", "jinan_head", "auditor"])
def test_only_officers_of_the_city_and_the_province_restrict(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        make_restriction(cast.jinan_institution, by=cast.actor(who))


def test_what_the_province_set_the_city_does_not_lift(cast: Cast) -> None:
    row = make_restriction(cast.jinan_institution, by=cast.actor("province"))
    with pytest.raises(RuleBroken) as broken:
        lift(row.pk, by=cast.actor("jinan"), version=row.trail_seq, **LIFTED)
    assert [finding.code for finding in broken.value.findings] == ["set_by_province"]
    lift(row.pk, by=cast.actor("province"), version=row.trail_seq, **LIFTED)
    with pytest.raises(StaleState):
        lift(row.pk, by=cast.actor("province"), version=row.trail_seq, **LIFTED)


def test_the_database_demands_exactly_one_who_is_barred(cast: Cast) -> None:
    row = Restriction(
        institution=cast.jinan_institution, ground="XZ-3", article="", document_number="示例", reason="示例",
        valid_from=TODAY, set_by=cast.jinan.organisation,
    )  # fmt: skip

    @transaction.atomic
    def barring_nobody() -> None:
        row.trail_seq = trail.append(row.stream, "institutions.restrict", by=cast.actor("jinan"))
        row.save(force_insert=True)

    with pytest.raises(IntegrityError):
        barring_nobody()


@pytest.mark.django_db(transaction=True)
def test_of_acceptance_and_restriction_at_the_same_moment_one_waits_for_the_other(cast: Cast) -> None:
    rows = [make_entrustment(cast.jinan_institution) for _each in range(4)]
    waiting = list(rows)

    def deed() -> Any:
        entrusted = waiting.pop() if waiting else None
        if entrusted is None:
            return make_restriction(cast.jinan_institution, by=cast.actor("jinan"), valid_from=TODAY)
        return accept(
            entrusted.pk,
            by=cast.actor("jinan_clerk"),
            version=entrusted.trail_seq,
            effective_on=TODAY,
            terms=make_terms(),
        )

    answers = race(deed)
    accepted = [answer for answer in answers if isinstance(answer, Case)]
    refused = [answer for answer in answers if isinstance(answer, RuleBroken)]
    assert Restriction.objects.count() == 1 and len(accepted) + len(refused) == 7
    (event,) = Event.objects.filter(kind="institutions.restrict")
    later = Event.objects.filter(kind="cases.accept_entrustment", id__gt=event.id)
    assert not later.exists()  # nothing was accepted after the restriction was written
