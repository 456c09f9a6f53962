"""Money, whole numbers, yes and no."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.exchange.cells.faults import Fault
from foundation.exchange.cells.numbers import read_money, read_whole_number
from foundation.exchange.cells.texts import read_yes_no


@pytest.mark.parametrize(
    "written",
    [
        1200,
        1200.0,
        Decimal(1200),
        "1200",
        "1,200",
        "1,200.00",
        "¥1,200.00",
        "￥1200",
        "1200元",
        "1200.00元整",
        "人民币1200元",
        "0.12万元",
        "0.12万",
        "１２００",
        "１，２００元",
        " 1200 ",
        "1200.0000001",
        "RMB 1200",
    ],
)
def test_an_amount_is_read_in_yuan(written):
    assert read_money(written) == Decimal("1200.00")


def test_a_heading_in_ten_thousand_yuan_sets_the_unit_unless_the_cell_names_one():
    assert read_money(0.12, unit=Decimal(10_000)) == Decimal("1200.00")
    assert read_money("1200元", unit=Decimal(10_000)) == Decimal("1200.00")


@pytest.mark.parametrize(("written", "amount"), [("免费", "0.00"), ("法律援助", "0.00"), (0, "0.00"), ("0.5", "0.50")])
def test_small_and_waived_fees(written, amount):
    assert read_money(written) == Decimal(amount)


@pytest.mark.parametrize("nothing", [None, "", "-", "/", "无"])
def test_an_empty_cell_is_no_amount(nothing):
    assert read_money(nothing) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (-1200, "money_negative"),
        ("-1200", "money_negative"),
        ("－１２００元", "money_negative"),
        ("(1,200)", "money_negative"),
        ("（1200元）", "money_negative"),
        ("12,00", "money_thousands"),
        ("面议", "money_form"),
        ("1200/800", "money_form"),
        ("$1200", "money_form"),
        ("1e5", "money_form"),
        ("壹仟贰佰元整", "money_form"),
        ("=600*2", "formula_text"),
        (12.345, "money_fraction"),
        (1e12, "money_too_large"),
        (float("nan"), "money_form"),
        (float("inf"), "money_form"),
        (True, "money_form"),
    ],
)
def test_what_is_no_amount_says_why(written, code):
    fault = read_money(written)
    assert isinstance(fault, Fault)
    assert fault.code == code


@given(st.decimals(min_value=0, max_value=10**8, places=2))
def test_an_amount_survives_every_way_of_writing_it(amount):
    expected = amount.quantize(Decimal("0.01"))
    for written in (float(amount), str(expected), f"{expected:,}", f"¥{expected:,}元", expected):
        assert read_money(written) == expected


@given(st.integers(min_value=0, max_value=999_999_999))
def test_a_whole_number_survives_every_way_of_writing_it(number):
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    for written in (number, float(number), str(number), wide, f"{number}名", f" {number} "):
        assert read_whole_number(written) == number


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("3.5", "number_form"),
        (3.5, "number_form"),
        ("三", "number_form"),
        ("-3", "number_negative"),
        (True, "number_form"),
        ("=1+2", "formula_text"),
        (float("nan"), "number_form"),
    ],
)
def test_what_is_no_whole_number_says_why(written, code):
    fault = read_whole_number(written)
    assert isinstance(fault, Fault)
    assert fault.code == code


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.booleans(), st.none()))
def test_nothing_whatever_raises(value):
    read_money(value)
    read_whole_number(value)
    read_yes_no(value)


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ("是", True),
        ("否", False),
        ("√", True),
        ("×", False),
        ("Ｙ", True),
        ("n", False),
        (1, True),
        (0.0, False),
        (True, True),
        ("", None),
        ("—", None),
    ],
)
def test_yes_and_no(written, meaning):
    assert read_yes_no(written) is meaning


def test_a_perhaps_is_refused():
    assert read_yes_no("也许") == Fault("yes_no_form")
