"""A later ledger says something else: nothing changes until somebody decides, with a reason."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cases.corrections import changes_of
from cases.models import Case, Subject
from foundation.accounts.sealing import blind_index
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.regulated import write
from foundation.audit.verify import verify
from foundation.exchange.actions import deciding
from foundation.exchange.models import Correction, Import
from foundation.law.models import Category
from tests.cases.conftest import HEADING, ledger, ledger_row
from tests.exchange.synthetic import resident_number
from tests.people import Cast

Load = Callable[..., Import]


def corrected(load: Load, **other: Any) -> Import:
    """Load one row, then the same number with other contents."""
    load(ledger(ledger_row(1)))
    return load(ledger(ledger_row(1, **other)))


def test_a_different_row_changes_nothing_and_asks(cast: Cast, load: Load) -> None:
    again = corrected(load, 鉴定费=1500, 出具日期=date(2026, 3, 25))
    assert (again.counts["loaded"], again.counts["changed"]) == (0, 1)
    assert Case.objects.get().fee == 1200
    correction = again.corrections.get()
    assert (correction.decision, sorted(correction.fields)) == ("pending", ["fee", "issued_on"])
    changes = [(change.old, change.new) for change in changes_of(correction, {})]
    assert changes == [("1,200.00", "1,500.00"), ("2026-03-20", "2026-03-25")]


def test_taking_over_writes_the_case_with_an_event_and_keeps_both_values(cast: Cast, load: Load) -> None:
    again = corrected(load, 鉴定费=1500, 出具日期=date(2026, 3, 25), 鉴定类别="文书鉴定", 鉴定人="鉴定人丙003")
    by = cast.actor("jinan_institution_administrator")
    assert deciding.decide(again, by=by, take_over=True, reason="登记有误") == 1
    case = Case.objects.get()
    assert (case.fee, case.issued_on, case.category_id, case.practice_code) == (
        1500,
        date(2026, 3, 25),
        "WZ-01",
        "WZ-01",
    )
    assert (case.appraiser_names, case.turnaround_days) == (["鉴定人丙003"], 17)
    event = Event.objects.filter(stream=f"case:{case.pk}").latest("seq")
    assert (event.kind, event.content["reason"]) == ("case.corrected", "登记有误")
    assert event.content["facts"]["fields"] == ["appraisers", "category", "fee", "issued_on"]
    correction = Correction.objects.get()
    assert (correction.decision, correction.decided_in_id) == ("applied", by.posting.pk)
    assert "1200.00" in correction.old.reveal()
    assert verify(case.stream).sound
    assert (
        load(
            ledger(ledger_row(1, 鉴定费=1500, 出具日期=date(2026, 3, 25), 鉴定类别="文书鉴定", 鉴定人="鉴定人丙003"))
        ).counts["identical"]
        == 1
    )


def test_leaving_a_case_as_it_is_is_a_decision_too(cast: Cast, load: Load) -> None:
    again = corrected(load, 鉴定费=1500)
    deciding.decide(again, by=cast.actor("jinan"), take_over=False, reason="以原件为准")
    assert Case.objects.get().fee == 1200
    assert Correction.objects.get().decision == "kept"
    assert Event.objects.filter(kind="case.corrected").count() == 0


def test_a_decision_needs_a_reason(cast: Cast, load: Load) -> None:
    again = corrected(load, 鉴定费=1500)
    with pytest.raises(RuleBroken):
        deciding.decide(again, by=cast.actor("jinan"), take_over=True, reason=" ")


@pytest.mark.parametrize("who", ["qingdao", "qingdao_clerk", "auditor", "appraiser"])
def test_others_do_not_decide(cast: Cast, load: Load, who: str) -> None:
    again = corrected(load, 鉴定费=1500)
    with pytest.raises(NotAllowed):
        deciding.decide(again, by=cast.actor(who), take_over=True, reason="无权")
    assert Case.objects.get().fee == 1200


def test_a_case_that_changed_meanwhile_is_not_overwritten(cast: Cast, load: Load) -> None:
    again = corrected(load, 鉴定费=1500)
    case = Case.objects.get()
    case.fee = 1300
    write(case, "case.corrected", by=cast.actor("jinan"))
    with pytest.raises(StaleState):
        deciding.decide(again, by=cast.actor("jinan"), take_over=True, reason="登记有误")
    assert Case.objects.get().fee == 1300


def test_only_the_chosen_corrections_are_decided(cast: Cast, load: Load) -> None:
    load(ledger(ledger_row(1), ledger_row(2)))
    again = load(ledger(ledger_row(1, 鉴定费=1), ledger_row(2, 鉴定费=2)))
    first = again.corrections.get(row=2)
    deciding.decide(again, by=cast.actor("jinan"), take_over=True, reason="登记有误", corrections=[first.pk])
    assert set(Case.objects.values_list("fee", flat=True)) == {1, 1200}
    assert again.corrections.pending().count() == 1


def test_a_later_sheet_asks_instead_of_the_earlier_one(cast: Cast, load: Load) -> None:
    earlier = corrected(load, 鉴定费=1500)
    later = load(ledger(ledger_row(1, 鉴定费=1600)))
    assert earlier.corrections.get().decision == "superseded"
    assert later.corrections.get().decision == "pending"


def test_subjects_are_corrected_under_seal(cast: Cast, load: Load) -> None:
    number = resident_number(date(1990, 1, 1), 1)
    load(ledger(ledger_row(1, 被鉴定人="当事人A1、当事人A2")))
    again = load(ledger(ledger_row(1, 被鉴定人="当事人A3", 身份证号=number)))
    correction = again.corrections.get()
    assert number not in bytes(correction.new.blob).decode("latin-1")
    assert all(number not in change.new for change in changes_of(correction, Category.objects.in_bulk()))
    deciding.decide(again, by=cast.actor("province"), take_over=True, reason="登记有误")
    named = [subject for subject in Subject.objects.all() if subject.name is not None]
    assert [subject.name.reveal() for subject in named] == ["当事人A3"]
    assert bytes(named[0].identity_index or b"") == blind_index(number)
    assert load(ledger(ledger_row(1, 被鉴定人="当事人A3", 身份证号=number))).counts["identical"] == 1


def test_a_column_the_sheet_lacks_says_nothing(cast: Cast, load: Load) -> None:
    load(ledger(ledger_row(1)))
    row = ledger_row(1)
    keep = [HEADING.index(name) for name in ("案号", "受理日期", "鉴定类别", "委托人")]
    again = load(ledger(tuple(row[i] for i in keep), heading=tuple(HEADING[i] for i in keep)))
    assert (again.counts["identical"], again.counts["changed"]) == (1, 0)


def test_an_opinion_issued_since_finishes_the_case(cast: Cast, load: Load) -> None:
    load(ledger(ledger_row(1, 出具日期="", 意见书编号="")))
    again = load(ledger(ledger_row(1)))
    deciding.decide(again, by=cast.actor("jinan"), take_over=True, reason="后续办结")
    case = Case.objects.get()
    assert (case.state, case.issued_on, case.turnaround_days) == ("issued", date(2026, 3, 20), 14)
