"""The letter of entrustment: given with the acceptance, changed by consent, its limit in place of the lawful one."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from cases.actions.agreeing import LETTER_JOB, keep_signed
from cases.actions.assigning import assign
from cases.actions.opening_agreements import open_sealed
from cases.actions.recounting import recount
from cases.actions.supplementing import ask, receive
from cases.actions.terminating import terminate
from cases.agreements.terms import terms_of
from cases.deadlines import clock_of
from cases.models import Agreement, Case
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event, OutboxMessage
from foundation.audit.verify import verify
from foundation.clocks.wording import say
from tests.clocks.calendars import due_slowly
from tests.factories.agreements import CONSENT, WHY, accepted, amended, make_terms
from tests.factories.cases import make_case
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.people import Cast

SIXTY = due_slowly(date(2026, 11, 25), 60, working=True, pauses=[])
LAWFUL = date(2027, 1, 7)  # thirty working days after 25 November, New Year's Day between


def case_of(cast: Cast, **terms: Any) -> Case:
    return accepted(make_entrustment(cast.jinan_institution), by=cast.actor("jinan_clerk"), **terms)


def changed(cast: Cast, case: Case, **terms: Any) -> Agreement:
    return amended(case, by=cast.actor("jinan_clerk"), **terms)


def due(case: Case) -> date | None:
    case = Case.objects.get(pk=case.pk)
    assert case.due_on == clock_of(case, timezone.localdate()).due_on
    return case.due_on


def lines(case: Case, on: date) -> list[str]:
    return [say(line) for line in clock_of(Case.objects.get(pk=case.pk), on).lines]


def test_the_first_version_comes_with_the_acceptance_and_seals_what_names_people(cast: Cast) -> None:
    case = case_of(cast, delivery="mail", delivery_address="示例市示例路1号")
    row = case.agreements.get()
    assert (row.number, row.agreed_on, row.fee, row.copies) == (1, case.effective_on, Decimal("1050.80"), 3)
    assert (row.limit_days, row.limit_until, row.has_limit) == (None, None, False)
    assert str(row.officer) == "••••" and terms_of(row).officer == "示例承办人"
    assert due(case) == LAWFUL
    facts = Event.objects.get(stream=case.stream, kind="cases.accept_entrustment").content["facts"]
    assert (facts["agreement"], facts["fee"], facts["limit_days"]) == (1, "1050.80", None)
    assert "示例" not in str(facts["agreement"]) and "示例承办人" not in str(facts)
    assert verify().sound


def test_an_agreed_number_of_days_comes_before_the_law_and_the_arithmetic_says_so(cast: Cast) -> None:
    case = case_of(cast, limit_days=45)
    assert due(case) == date(2027, 1, 28)
    (said,) = [line for line in lines(case, date(2026, 11, 25)) if "45" in line and "30" in line]
    assert "司法鉴定程序通则第二十八条" in said
    assert recount(2026) == (0, 0) and recount(2027) == (0, 0)
    assert due(case) == date(2027, 1, 28)


def test_an_agreed_day_is_the_last_day(cast: Cast) -> None:
    case = case_of(cast, limit_until=date(2026, 12, 19))  # a Saturday
    assert due(case) == date(2026, 12, 21)
    assert recount(2026) == (0, 0)


def test_a_change_counts_from_its_day_and_keeps_the_version_before(cast: Cast) -> None:
    case = case_of(cast)
    with time_machine.travel("2026-12-10 10:00+08:00", tick=False):
        row = changed(cast, case, limit_days=60, officer="")
        assert (row.number, row.agreed_on, row.changed) == (2, date(2026, 12, 10), ["limit_days"])
        assert terms_of(row).officer == "示例承办人"  # left empty it stays as it was
        assert due(case) == SIXTY
        again = changed(cast, case, limit_until=date(2027, 1, 15), fee=Decimal(900))
        assert again.changed == ["fee", "limit_days", "limit_until"]
        assert due(case) == date(2027, 1, 15)
        back = changed(cast, case)
        assert back.changed == ["fee", "limit_until"]
        assert due(case) == LAWFUL
    first, *_rest = case.agreements.order_by("number")
    assert (first.limit_days, first.fee) == (None, Decimal("1050.80"))
    assert OutboxMessage.objects.filter(topic=LETTER_JOB).count() == 4
    event = Event.objects.filter(stream=case.stream, kind="cases.amend_agreement").earliest("seq")
    assert event.content["reason"] == WHY and event.content["facts"]["changed"] == ["limit_days"]
    assert verify().sound


def test_pauses_are_added_to_an_agreed_day(cast: Cast) -> None:
    case, clerk = case_of(cast, limit_until=date(2026, 12, 18)), cast.actor("jinan_clerk")
    row = ask(case.pk, by=clerk, version=case.trail_seq, wanted="示例：影像片", supplier="client")
    with time_machine.travel("2026-12-02 10:00+08:00", tick=False):
        receive(case.pk, by=clerk, version=row.trail_seq, received_on=date(2026, 12, 2))
        assert due(case) == date(2026, 12, 25)  # 26 November to 2 December are five working days
        changed(cast, case, limit_until=date(2026, 12, 18), fee=Decimal(1))
        assert due(case) == date(2026, 12, 25)  # the same day agreed again is no other limit


def test_a_limit_agreed_after_the_last_day_cures_nothing(cast: Cast) -> None:
    case = case_of(cast, limit_days=5)
    with time_machine.travel("2026-12-10 10:00+08:00", tick=False):
        changed(cast, case, limit_days=60)
        assert due(case) == date(2026, 12, 2)
        (warning,) = clock_of(Case.objects.get(pk=case.pk), date(2026, 12, 10)).warnings
        assert warning.key == "agreed_late"


def test_an_agreement_of_a_day_before_the_last_one_that_is_recorded_later_says_so(cast: Cast) -> None:
    case = case_of(cast, limit_days=5)
    with time_machine.travel("2026-12-10 10:00+08:00", tick=False):
        changed(cast, case, agreed_on=date(2026, 12, 1), limit_days=60)
        assert due(case) == SIXTY
    event = Event.objects.get(stream=case.stream, kind="cases.amend_agreement")
    assert event.content["facts"]["recorded_late"] is True
    assert event.content["occurred_on"] == "2026-12-01"


def refused(cast: Cast, case: Case, **terms: Any) -> dict[str, str]:
    with pytest.raises(RuleBroken) as broken:
        changed(cast, case, **terms)
    return {finding.field: finding.code for finding in broken.value.findings}


def test_what_cannot_be_agreed_is_said_beside_its_field(cast: Cast) -> None:
    case = case_of(cast)
    assert refused(cast, case) == {"": "nothing_changes"}
    with time_machine.travel("2026-12-20 10:00+08:00", tick=False):
        assert refused(cast, case, limit_days=5) == {"limit_days": "limit_is_over"}
        assert refused(cast, case, limit_until=date(2026, 12, 20)) == {"limit_until": "limit_is_over"}
        assert refused(cast, case, agreed_on=date(2026, 12, 21), limit_days=60) == {"agreed_on": ""}
    assert case.agreements.count() == 1


def test_who_is_recused_by_agreement_is_not_assigned_and_who_is_assigned_is_not_recused(cast: Cast) -> None:
    with transaction.atomic():
        barred, first, second = (make_appraiser(cast.jinan_institution) for _each in range(3))
    case = case_of(cast, recused=(barred.pk,), recusal_reason="示例：与当事人有利害关系")
    clerk = cast.actor("jinan_clerk")
    with pytest.raises(RuleBroken) as broken:
        assign(case.pk, by=clerk, version=case.trail_seq, appraisers=[barred.pk, first.pk])
    assert [finding.code for finding in broken.value.findings] == ["recused_by_agreement"]
    assign(case.pk, by=clerk, version=case.trail_seq, appraisers=[first.pk, second.pk])
    why = {"recusal_reason": "示例：近亲属"}
    assert refused(cast, case, recused=(first.pk,), **why) == {"recused": "assigned"}


def test_a_case_that_is_over_a_stale_version_and_strangers_change_nothing(cast: Cast) -> None:
    case, clerk = case_of(cast), cast.actor("jinan_clerk")
    for who in ("qingdao_clerk", "jinan", "appraiser"):
        with pytest.raises(NotAllowed):
            amended(case, by=cast.actor(who), limit_days=40)
    terminate(
        case.pk, by=clerk, version=case.trail_seq, ground="SD36-1", reason=WHY, terminated_on=date(2026, 11, 25),
        return_until=date(2026, 12, 31),
    )  # fmt: skip
    assert refused(cast, case, limit_days=40) == {"": "case_over"}
    assert case.agreements.count() == 1


def test_a_case_of_a_ledger_gets_its_first_version_by_a_change(cast: Cast) -> None:
    case = make_case(cast.jinan_institution, accepted_on=date(2026, 11, 20))
    row = changed(cast, case, limit_days=40)
    assert (row.number, row.changed) == (1, [])
    assert due(case) == date(2027, 1, 18)


def test_a_version_is_signed_once_and_a_copy_may_come_later(cast: Cast) -> None:
    case, clerk = case_of(cast), cast.actor("jinan_clerk")
    row = case.agreements.get()
    keep_signed(case.pk, by=clerk, version=row.trail_seq, number=1, signed_on=date(2026, 11, 25))
    row.refresh_from_db()
    assert (row.signed_on, row.signed_copy) == (date(2026, 11, 25), None)
    with pytest.raises(RuleBroken) as broken:
        keep_signed(case.pk, by=clerk, version=row.trail_seq, number=1, signed_on=date(2026, 11, 25))
    assert [finding.code for finding in broken.value.findings] == ["signed_already"]
    with pytest.raises(StaleState):
        keep_signed(case.pk, by=clerk, version=row.trail_seq + 1, number=1, signed_on=date(2026, 11, 25))
    assert verify().sound


def test_what_is_under_seal_opens_after_the_look_is_on_record(cast: Cast) -> None:
    case = case_of(cast)
    with pytest.raises(RuleBroken):
        open_sealed(case, by=cast.actor("jinan_clerk"), reason=" ")
    assert not Event.objects.filter(stream=case.stream, kind="cases.reveal_subject").exists()
    opened = open_sealed(case, by=cast.actor("jinan_clerk"), reason="示例：联系委托人")
    assert opened == {1: {"officer": "示例承办人"}}
    event = Event.objects.get(stream=case.stream, kind="cases.reveal_subject")
    assert event.content["facts"] == {"opened": ["agreement"]}


@pytest.mark.parametrize("change", [{"reason": ""}, {"limit_days": 3, "limit_until": date(2026, 12, 1)}])
def test_the_database_holds_the_rules_too(cast: Cast, change: dict[str, Any]) -> None:
    case = case_of(cast)
    changed(cast, case, limit_days=40)
    with pytest.raises(DatabaseError), transaction.atomic():
        Agreement.objects.filter(case=case, number=2).update(**change)


def test_terms_are_compared_without_spaces_and_double_names() -> None:
    terms = make_terms(officer=" 示例承办人 ", fee_terms="受理时 ")
    assert (terms.tidy.officer, terms.tidy.fee_terms) == ("示例承办人", "受理时")
    assert CONSENT
