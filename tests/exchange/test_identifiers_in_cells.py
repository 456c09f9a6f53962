"""Case numbers, identity numbers, credit codes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.exchange.cells.faults import Fault
from foundation.exchange.cells.identifiers import (
    CaseNumber,
    case_number_key,
    letters_of,
    read_case_number,
    read_credit_code,
    read_identity_number,
    read_identity_numbers,
    year_of,
)
from tests.exchange.synthetic import resident_number

USUAL = "示例鉴〔2024〕临鉴字第123号"


def number_of(written: str | float) -> CaseNumber:
    number = read_case_number(written)
    assert isinstance(number, CaseNumber)
    return number


@pytest.mark.parametrize(
    "written",
    [
        USUAL,
        "示例鉴[2024]临鉴字第123号",
        "示例鉴（2024）临鉴字第123号",
        "示例鉴【2024】临鉴字第123号",
        "示例鉴〔２０２４〕临鉴字第１２３号",
        "示例鉴〔2024〕临鉴字第 123 号",
        "示例鉴〔2024〕临鉴字123",
        "示例鉴〔2024〕临鉴字第0123号",
        "示例鉴﹝2024﹞临鉴字第123号",
        "示例鉴［2024］临鉴字第123号",
        " 示例鉴(2024)临鉴字第123号\n",
    ],
)
def test_one_number_has_one_key_however_it_is_written(written):
    assert number_of(written).key == case_number_key(USUAL) == "示例鉴(2024)临鉴字123"


def test_the_printed_form_is_kept():
    assert number_of("示例鉴[2024]临鉴字第 0123 号").printed == "示例鉴[2024]临鉴字第 0123 号"


@pytest.mark.parametrize(
    "other",
    [
        "示例鉴〔2024〕临鉴字第1230号",
        "示例鉴〔2023〕临鉴字第123号",
        "示例鉴〔2024〕毒鉴字第123号",
        "示例鉴〔2024〕临鉴字第123-1号",
    ],
)
def test_different_numbers_have_different_keys(other):
    assert case_number_key(other) != case_number_key(USUAL)


@given(st.text(alphabet="示例号第號鉴A（〔[0123〕])- ", max_size=20))
def test_the_short_way_and_the_long_way_to_a_key_agree(text):
    # A space takes the long way; it must not make a difference.
    assert case_number_key(text) == case_number_key(text + " ")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("待定", "case_number_form"),
        (True, "case_number_form"),
        (date(2024, 3, 1), "case_number_form"),
        (2.02400000000000012e17, "case_number_rounded"),
        ("=B2&C2", "formula_text"),
        ("示" * 64 + "1", "text_too_long"),
    ],
)
def test_what_is_no_case_number_says_why(written, code):
    fault = read_case_number(written)
    assert isinstance(fault, Fault)
    assert fault.code == code


def test_a_number_without_words_is_a_number():
    assert number_of(2024001.0).key == "2024001"
    assert read_case_number("") is None


@pytest.mark.parametrize(
    ("number", "letters", "year"),
    [
        (USUAL, "临", 2024),
        ("示例司鉴〔2024〕病鉴字第1号", "病", 2024),
        ("示例〔2023〕临字第9号", "临", 2023),
        ("LC2024001", "", None),
    ],
)
def test_letters_and_year_are_found(number, letters, year):
    key = case_number_key(number)
    assert (letters_of(key), year_of(key)) == (letters, year)


GOOD = resident_number(date(1990, 1, 1), 1)


@pytest.mark.parametrize(
    "written",
    [
        GOOD,
        GOOD.lower(),
        f" {GOOD} ",
        f"{GOOD[:6]} {GOOD[6:14]} {GOOD[14:]}",
        f"'{GOOD}",
        "".join(chr(ord(c) + 0xFEE0) for c in GOOD),
    ],
)
def test_an_identity_number_is_read_however_it_is_written(written):
    assert read_identity_numbers(written) == GOOD


def test_the_region_is_not_looked_up():
    # python-stdnum raises KeyError for the regions it does not know.
    assert read_identity_number(GOOD) == GOOD


def test_permits_of_hong_kong_macao_and_taiwan_are_resident_numbers_of_their_own_regions():
    body = "81000019900101001"
    from stdnum.cn import ric

    number = body + ric.calc_check_digit(body + "0")
    assert read_identity_number(number) == number


@pytest.mark.parametrize("other", ["379999900101001", "E12345678", "G12345678", "H0123456789", "军字第1234567号"])
def test_old_numbers_and_other_documents_pass(other):
    assert read_identity_numbers(other) == other


def test_several_people_may_stand_in_one_cell():
    second = resident_number(date(1991, 2, 3), 2)
    assert read_identity_numbers(f"{GOOD}，{second}") == f"{GOOD}、{second}"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (GOOD[:-1] + ("1" if GOOD[-1] != "1" else "2"), "identity_check_digit"),
        (GOOD[:16], "identity_length"),
        (GOOD + "1", "identity_length"),
        ("379999901301001", "identity_date"),
        (3.79999199001010013e17, "identity_rounded"),
        ("3.79999E+17", "identity_rounded"),
        ("379999********0013", "identity_masked"),
        ("不详", "identity_form"),
        (True, "identity_form"),
    ],
)
def test_what_is_no_identity_number_says_why(written, code):
    fault = read_identity_numbers(written)
    assert isinstance(fault, Fault)
    assert fault.code == code


@given(
    st.one_of(
        st.text(max_size=40),
        st.floats(),
        st.integers(),
        st.booleans(),
        st.none(),
        st.from_regex(r"[0-9]{17}[0-9Xx]", fullmatch=True),
    )
)
def test_nothing_whatever_raises(value):
    read_identity_numbers(value)
    read_case_number(value)
    read_credit_code(value)


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2026, 1, 1)),
    st.integers(0, 999),
    st.integers(0, 16),
    st.integers(1, 9),
)
def test_one_wrong_digit_is_always_found(birth, order, place, change):
    number = resident_number(birth, order)
    wrong = number[:place] + str((int(number[place]) + change) % 10) + number[place + 1 :]
    assert isinstance(read_identity_number(wrong), Fault)


def test_credit_codes():
    assert read_credit_code("91110000600037341l") == "91110000600037341L"
    assert read_credit_code("91110000600037341A") == Fault("credit_code_check_digit")
    assert read_credit_code("9111") == Fault("credit_code_form")
    assert read_credit_code("") is None
