"""Following: any way of writing the number, one answer for everything wrong, so many tries, the same clock."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.utils.translation import override

from complaints.actions.deciding import accept, refuse
from complaints.actions.filing import Filed
from complaints.actions.following import MOST, follow
from complaints.actions.supplementing import abandon, ask_supplement, record_supplement
from complaints.progress import progress_of
from foundation.audit.errors import RuleBroken
from foundation.documents.codes import grouped
from tests.factories.complaints import make_complaint
from tests.people import Cast

NOW = "2026-11-25 10:00+08:00"
HERE, ELSEWHERE = "203.0.113.5", "198.51.100.7"
WHY = "示例：已由本机关处理，且没有新的事实。"
pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def filed(cast: Cast) -> Filed:
    return make_complaint(cast.jinan_institution)


def refusal(number: str, code: str, address: str = HERE) -> tuple[str, str, str]:
    with pytest.raises(RuleBroken) as refused:
        follow(number, code, address=address)
    (finding,) = refused.value.findings
    return finding.code, str(finding.message), finding.field


@pytest.mark.parametrize(
    "number", ["鲁鉴诉〔2026〕第0001号", "鲁鉴诉(2026)第1号", " ２０２６ ０００１ ", "2026-1", "鲁鉴诉［2026］0001"]
)
def test_the_number_is_understood_however_it_is_written(filed: Filed, number: str) -> None:
    assert follow(number, grouped(filed.follow_code).lower(), address=HERE) == filed.complaint


def test_a_wrong_number_a_wrong_code_and_nonsense_get_the_same_answer(cast: Cast, filed: Filed) -> None:
    other = make_complaint(cast.qingdao_institution)
    number, code = filed.complaint.number, filed.follow_code
    answers = {
        refusal(number, other.follow_code),
        refusal("鲁鉴诉〔2026〕第0099号", code),
        refusal("鲁鉴诉〔2026〕第99999999999999999999号", code),
        refusal("20261", code),
        refusal("", ""),
        refusal("\0", "\0"),
        refusal("长" * 100_000, "长" * 100_000),
    }
    assert len(answers) == 1
    assert next(iter(answers))[0] == "not_found"


def test_a_network_that_guesses_is_stopped_and_others_are_not(filed: Filed) -> None:
    number, code = filed.complaint.number, filed.follow_code
    for _try in range(MOST):
        assert refusal(number, "0000-0000")[0] == "not_found"
    assert refusal(number, code)[0] == "too_many"
    assert follow(number, code, address=ELSEWHERE) == filed.complaint
    with time_machine.travel("2026-11-25 11:00+08:00", tick=False):
        assert follow(number, code, address=HERE) == filed.complaint


def told(filed: Filed, on: date) -> list[tuple[str, date | None, date | None]]:
    filed.complaint.refresh_from_db()
    with override("en"):
        return [(str(step.words), step.on, step.due_on) for step in progress_of(filed.complaint, on).steps]


def test_who_has_complained_reads_until_when_acceptance_is_decided(filed: Filed) -> None:
    assert told(filed, date(2026, 11, 26)) == [
        ("Your complaint was received", date(2026, 11, 25), None),
        ("Decision whether it is accepted", None, date(2026, 12, 4)),
    ]


def test_after_acceptance_the_sixty_days_are_told(cast: Cast, filed: Filed) -> None:
    accept(filed.complaint.pk, by=cast.actor("jinan"), version=1)
    assert told(filed, date(2026, 12, 5))[1:] == [
        ("Your complaint was accepted", date(2026, 11, 25), None),
        ("Decision about your complaint", None, date(2027, 1, 25)),
    ]
    clock = progress_of(filed.complaint, date(2026, 12, 5)).clock
    assert clock is not None and (clock.used, clock.due_on) == (10, filed.complaint.due_on)


def test_a_supplement_is_told_with_its_day_and_the_clock_goes_on_afterwards(cast: Cast, filed: Filed) -> None:
    officer = cast.actor("jinan")
    ask_supplement(
        filed.complaint.pk, by=officer, version=1, asked_for="示例：缴费凭证。", answer_by=date(2026, 12, 10)
    )
    assert told(filed, date(2026, 11, 26))[1:] == [
        ("You were asked to supplement", date(2026, 11, 25), None),
        ("Send your supplement", None, date(2026, 12, 10)),
        ("Decision whether it is accepted", None, None),
    ]
    with time_machine.travel("2026-12-01 10:00+08:00", tick=False):
        record_supplement(filed.complaint.pk, by=officer, version=2)
    assert told(filed, date(2026, 12, 1))[2:] == [
        ("Your supplement was received", date(2026, 12, 1), None),
        ("Decision whether it is accepted", None, date(2026, 12, 10)),
    ]


def test_after_a_refusal_or_silence_nothing_is_due(cast: Cast, filed: Filed) -> None:
    officer = cast.actor("jinan")
    refuse(filed.complaint.pk, by=officer, version=1, ground="TS15-1", reason=WHY)
    assert told(filed, date(2026, 12, 5))[1:] == [("Your complaint was not accepted", date(2026, 11, 25), None)]
    assert progress_of(filed.complaint, date(2026, 12, 5)).clock is None
    silent = make_complaint(cast.jinan_institution)
    ask_supplement(
        silent.complaint.pk, by=officer, version=1, asked_for="示例：缴费凭证。", answer_by=date(2026, 12, 1)
    )
    with time_machine.travel("2026-12-02 10:00+08:00", tick=False):
        abandon(silent.complaint.pk, by=officer, version=2, reason=WHY)
    assert told(silent, date(2026, 12, 5))[2:] == [
        ("No supplement came; the complaint is deemed abandoned", date(2026, 12, 2), None)
    ]
