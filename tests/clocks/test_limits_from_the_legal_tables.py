"""A time limit is what the legal tables hold on the day: amount, unit and the most it may be extended by."""

from datetime import date

import pytest

from foundation.clocks.rules import Unit
from foundation.clocks.statutory import NoSuchLimit, statutory_rule

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("code", "amount", "unit", "most"),
    [
        ("DL01", 7, Unit.WORKING_DAY, None),
        ("DL02", 30, Unit.WORKING_DAY, 30),
        ("DL06", 7, Unit.WORKING_DAY, 15),
        ("DL07", 7, Unit.WORKING_DAY, None),
        ("DL08", 60, Unit.CALENDAR_DAY, 30),
    ],
)
def test_amount_unit_and_extension_come_from_the_tables(
    db: None, code: str, amount: int, unit: Unit, most: int | None
) -> None:
    rule = statutory_rule(code, DAY)
    assert (rule.amount, rule.unit, rule.extension_max) == (amount, unit, most)
    assert rule.article == rule.source != ""


def test_pages_may_cite_the_article_in_their_own_way(db: None) -> None:
    assert statutory_rule("DL01", DAY, "司法鉴定程序通则第十三条").article == "司法鉴定程序通则第十三条"


@pytest.mark.parametrize("code", ["DL99", "DL03", "DL04"])
def test_what_is_no_time_limit_is_no_rule(db: None, code: str) -> None:
    with pytest.raises(NoSuchLimit):
        statutory_rule(code, DAY)


def test_before_the_law_there_is_no_limit(db: None) -> None:
    with pytest.raises(NoSuchLimit):
        statutory_rule("DL02", date(1999, 1, 1))
