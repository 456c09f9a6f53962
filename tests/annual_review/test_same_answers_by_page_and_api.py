"""Every act of the annual review does the same by its page and by the API, and is refused with the same findings."""

from datetime import date
from typing import Any

import pytest
import time_machine

from governance.annual_review.actions import opening
from governance.annual_review.gate import Dates
from governance.annual_review.lines import digest_of, lines_today
from governance.annual_review.models import AnnualReview
from tests.factories.annual_reviews import DISPUTE, decide, make_year, propose, review_of, submit
from tests.people import Cast
from tests.sameness import Act, Given, Scene, compare

WHY = "示例：已核对台账"
SHORT, LONG = {"reason": "x"}, {"reason": "长" * 501}
OF_CITY = (("qingdao", 404), ("jinan_clerk", 403))


class Year(Scene):
    """The annual review of 2025 of the institution in Jinan."""

    tables = ("annual_review", "institutions")

    def nothing(self) -> None:
        """An act that begins something."""

    def opened(self) -> None:
        make_year()

    def review(self) -> AnnualReview:
        return review_of(self.cast.jinan_institution)

    def not_begun(self) -> AnnualReview:
        days = (date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28))
        opening.create_reviews(opening.open_year(Dates(2025, *days), by=self.actor("province")).pk)
        return self.review()

    def submitted(self) -> AnnualReview:
        return submit(self.review(), by=self.actor("jinan_head"))

    def disputed(self) -> AnnualReview:
        row = self.review()
        return submit(row, by=self.actor("jinan_head"), disputed={lines_today(row)[0].code: DISPUTE})

    def silent(self) -> AnnualReview:
        """The last day of the institution is over, and it has not answered."""
        with time_machine.travel("2026-10-01 10:00+08:00", tick=False):
            return self.review()

    def proposed(self) -> AnnualReview:
        return propose(self.submitted(), by=self.actor("jinan"))

    def decided(self) -> AnnualReview:
        return decide(self.proposed(), by=self.actor("province"))


def answered(row: AnnualReview, given: Given) -> dict[str, tuple[str, str, str]]:
    """What is said about each line: confirmed, but for the first one where something else is given."""
    first, *others = (line.code for line in lines_today(row))
    return {first: given["first"], **dict.fromkeys(others, ("confirmed", "", ""))}


def on_the_form(_scene: Year, row: AnnualReview, given: Given) -> Given:
    said: Given = {"act": "submit", "review": str(row.pk), "statement": given["statement"]}
    said["figures"] = given.get("figures", digest_of(lines_today(row)))
    for code, (answer, own, why) in answered(row, given).items():
        said |= {f"answer_{code}": answer, f"own_{code}": own, f"why_{code}": why}
    return said


def in_lines(_scene: Year, row: AnnualReview, given: Given) -> Given:
    lines = [
        {"code": code, "answer": answer, "own_value": own, "reason": why}
        for code, (answer, own, why) in answered(row, given).items()
    ]
    figures = given.get("figures", digest_of(lines_today(row)))
    return {"lines": lines, "figures": figures, "statement": given["statement"]}


def by_line(_scene: Year, row: AnnualReview, given: Given) -> Given:
    said: Given = {name: value for name, value in given.items() if name != "ruling"}
    if given["ruling"]:
        said[f"ruling_{lines_today(row)[0].code}"] = given["ruling"]
    return said


def with_rulings(_scene: Year, row: AnnualReview, given: Given) -> Given:
    said: Given = {name: value for name, value in given.items() if name != "ruling"}
    code = lines_today(row)[0].code
    return {**said, "rulings": [{"code": code, "ruling": given["ruling"]}] if given["ruling"] else []}


DATES = {
    "year": 2025, "begins_on": "2026-11-25", "institutions_until": "2026-12-31", "cities_until": "2027-01-31",
    "province_until": "2027-02-28",
}  # fmt: skip
CONFIRMED: Any = ("confirmed", "", "")
FILLED = {"first": CONFIRMED, "statement": "示例：情况属实"}
PROPOSED = {"proposal": "passed", "ruling": "", "reason": ""}
ACTS = (
    Act(
        "annual_review_open", "api_annual_review_years", "province", Year.nothing, DATES, "annual_review.open",
        amiss=(
            {"year": 2011}, {"year": 2027}, {"begins_on": "2026-11-24"}, {"cities_until": "2026-12-01"},
            {"province_until": "2031-01-01"},
        ),
        wrong=(Year.opened,), strangers=(("jinan", 403), ("jinan_clerk", 403)), versioned=False,
    ),
    Act(
        "annual_review_fill", "api_annual_reviews_submit", "jinan_head", Year.review, FILLED, "annual_review.submit",
        "submitted",
        amiss=(
            {"first": ("disputed", "", "示例：见台账")}, {"first": ("disputed", "示例：3件", "")},
            {"first": ("disputed", "长" * 201, "示例：见台账")}, {"first": ("disputed", "示例：3件", "长" * 501)},
            {"statement": "长" * 2_001}, {"figures": "0" * 64},
        ),
        wrong=(Year.not_begun, Year.submitted, Year.decided), strangers=(("jinan_clerk", 403), ("jinan", 403)),
        typed=on_the_form, sent=in_lines, keyless=True,
    ),
    Act(
        "annual_review_fill", "api_annual_reviews_submit", "jinan_head", Year.review,
        {**FILLED, "first": (DISPUTE.answer, DISPUTE.own_value, DISPUTE.reason)}, "annual_review.submit", "submitted",
        typed=on_the_form, sent=in_lines, keyless=True,
    ),
    Act(
        "annual_review_return", "api_annual_reviews_return", "jinan", Year.submitted, {"reason": WHY},
        "annual_review.return", "returned", amiss=(SHORT, LONG), wrong=(Year.review, Year.proposed, Year.decided),
        strangers=OF_CITY,
    ),
    Act(
        "annual_review_propose", "api_annual_reviews_propose", "jinan", Year.submitted, PROPOSED,
        "annual_review.propose", "proposed", amiss=({"proposal": "failed"}, SHORT, LONG),
        wrong=(Year.review, Year.proposed, Year.decided), strangers=OF_CITY, typed=by_line, sent=with_rulings,
    ),
    Act(
        "annual_review_propose", "api_annual_reviews_propose", "jinan", Year.disputed,
        {**PROPOSED, "ruling": "portal"}, "annual_review.propose", "proposed", amiss=({"ruling": ""},),
        typed=by_line, sent=with_rulings, names={"ruling": ""},
    ),
    Act(
        "annual_review_propose", "api_annual_reviews_propose", "jinan", Year.silent,
        {**PROPOSED, "proposal": "failed", "reason": WHY}, "annual_review.propose", "proposed",
        amiss=({"proposal": "passed", "reason": ""},), typed=by_line, sent=with_rulings,
    ),
    Act(
        "annual_review_decide", "api_annual_reviews_decide", "province", Year.proposed,
        {"result": "qualified", "reason": ""}, "annual_review.decide", "decided",
        amiss=({"result": "not_qualified"}, SHORT, LONG), wrong=(Year.submitted, Year.decided),
        strangers=(("jinan", 403), ("jinan_clerk", 403)),
    ),
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast, act: Act) -> None:
    compare(Year(cast), act)
