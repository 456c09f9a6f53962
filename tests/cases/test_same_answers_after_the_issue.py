"""What is done about an issued opinion, by page and by the API."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.cases.test_same_answers_by_page_and_api import LONG, NOT_THEIRS, SHORT, UNKNOWN, Institution
from tests.factories.opinions import CORRECTION, REVOCATION
from tests.people import Cast
from tests.sameness import Act, compare


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


ACTS = (
    Act(
        "case_opinion_correct", "api_cases_opinion_correct", "first", Institution.issued, CORRECTION,
        "cases.correct_opinion", "issued", amiss=(
            SHORT, LONG, UNKNOWN, {"part": "X"}, {"old_words": "示例没有的字"}, {"old_words": ""}, {"part": "facts"},
            {"new_words": "长" * 2_001}, {"location": "长" * 101},
        ),
        wrong=(Institution.case, Institution.ended), strangers=NOT_THEIRS,
    ),
    Act(
        "case_opinion_revoke", "api_cases_opinion_revoke", "jinan_head", Institution.issued,
        {**REVOCATION, "found_on": "2026-11-25"}, "cases.revoke_opinion", "issued", amiss=(
            SHORT, LONG, UNKNOWN, {"ground": "SD36-1"}, {"found_on": "2026-11-26"}, {"found_on": "2026-11-09"},
        ),
        wrong=(Institution.case, Institution.ended), strangers=(("jinan_clerk", 403), ("first", 403)),
    ),
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast, act: Act) -> None:
    compare(Institution(cast), act)
