"""Editing the law: close and open, with a reason, by the system administrator alone."""

from datetime import date

import pytest
import time_machine

from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.law import queries
from foundation.law.actions.amending import amend, end
from foundation.law.models import Category, Confidence, DeadlineRule, FormerCategory, Ground
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def clock():
    """Late November 2026."""
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False):
        yield


def change(row, **more):
    """Amend a row as the system, with what a test leaves out filled in."""
    given = {
        "by": SYSTEM,
        "values": {"name_zh": "示例：新的文字"},
        "effective_from": date(2026, 11, 23),
        "reason": "示例修订",
        "version": row.trail_seq,
    }
    return amend(row, **{**given, **more})


def test_an_amendment_closes_the_old_wording_the_day_before() -> None:
    old = DeadlineRule.objects.get(code="DL02")
    new = change(old, values={"value": "25", "amount": 25}, effective_from=date(2027, 1, 1))
    old.refresh_from_db()
    assert (old.effective_to, old.amount) == (date(2026, 12, 31), 30)
    assert (new.effective_from, new.effective_to, new.amount) == (date(2027, 1, 1), None, 25)
    assert queries.deadline("DL02", date(2026, 12, 31)).amount == 30
    assert queries.deadline("DL02", date(2027, 1, 1)).amount == 25


def test_both_rows_name_the_same_event_and_it_says_from_and_to() -> None:
    old = Ground.objects.get(code="TZ15-3")
    new = change(old)
    old.refresh_from_db()
    assert old.trail_seq == new.trail_seq
    event = Event.objects.get(stream=old.stream, seq=new.trail_seq)
    assert event.kind == "law.amended"
    assert event.content["facts"]["to"] == {"name_zh": "示例：新的文字"}
    assert event.content["reason"] == "示例修订"


def test_an_identical_text_is_refused() -> None:
    row = Ground.objects.get(code="TZ15-3")
    with pytest.raises(RuleBroken, match=r"Nothing was changed|没有改动"):
        change(row, values={"name_zh": row.name_zh})


def test_a_reason_is_needed() -> None:
    with pytest.raises(RuleBroken) as refused:
        change(Ground.objects.get(code="TZ15-3"), reason="  ")
    assert [finding.field for finding in refused.value.findings] == ["reason"]


def test_an_amendment_does_not_begin_before_the_wording_it_replaces() -> None:
    with pytest.raises(RuleBroken) as refused:
        change(Ground.objects.get(code="TZ15-3"), effective_from=date(2010, 1, 1))
    assert [finding.field for finding in refused.value.findings] == ["effective_from"]


def test_a_closed_wording_is_not_amended() -> None:
    old = Ground.objects.get(code="TZ15-3")
    change(old, effective_from=date(2026, 12, 1))
    old.refresh_from_db()
    with pytest.raises(RuleBroken):
        change(old)


def test_a_recalled_row_is_confirmed_in_place() -> None:
    row = Ground.objects.get(code="TS24-1")
    change(row, values={"confidence": Confidence.VERIFIED}, effective_from=row.effective_from)
    assert not Ground.objects.get(code="TS24-1").to_be_confirmed
    assert Event.objects.filter(stream=row.stream, kind="law.corrected").exists()


def test_a_category_keeps_its_key_and_its_former_wording() -> None:
    change(Category.objects.get(code="FY-02"), values={"abbreviation": "法临"})
    assert Category.objects.get(code="FY-02").abbreviation == "法临"
    former = FormerCategory.objects.get(code="FY-02")
    assert (former.details["abbreviation"], former.effective_to) == ("临", date(2026, 11, 22))


def test_a_category_does_not_change_before_its_day() -> None:
    with pytest.raises(RuleBroken):
        change(Category.objects.get(code="FY-02"), effective_from=date(2027, 1, 1))


def test_whoever_saw_an_older_version_is_told() -> None:
    row = Ground.objects.get(code="TZ15-3")
    with pytest.raises(StaleState):
        change(row, version=row.trail_seq + 1)


def test_a_repealed_rule_ends_without_successor() -> None:
    row = Ground.objects.get(code="SD30-7")
    end(row, by=SYSTEM, last_day=date(2026, 11, 30), reason="示例废止", version=row.trail_seq)
    assert "SD30-7" in {entry.code for entry in queries.grounds("acceptance_refusal", date(2026, 11, 30))}
    assert "SD30-7" not in {entry.code for entry in queries.grounds("acceptance_refusal", date(2026, 12, 1))}


@pytest.mark.parametrize("name", ["province", "province_leader", "auditor", "jinan_institution_administrator"])
def test_others_than_the_system_administrator_may_not(cast: Cast, name: str) -> None:
    row = Ground.objects.get(code="TZ15-3")
    with pytest.raises(NotAllowed):
        change(row, by=cast.actor(name))


def test_the_system_administrator_may(cast: Cast) -> None:
    assert change(Ground.objects.get(code="TZ15-3"), by=cast.actor("administrator")).name_zh == "示例：新的文字"
