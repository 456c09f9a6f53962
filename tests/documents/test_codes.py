"""Codes people read aloud and type: a slip is noticed, and a code cannot be guessed."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.documents import codes

CODES = st.text(codes.ALPHABET, min_size=1, max_size=24).map(lambda body: body + codes.check_character(body))


@given(CODES, st.data())
def test_every_single_wrong_character_is_noticed(code: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from(codes.ALPHABET).filter(lambda character: character != code[at]))
    assert codes.normalised(code) == code
    assert codes.normalised(code[:at] + wrong + code[at + 1 :]) is None


@given(CODES)
def test_every_exchange_of_two_characters_is_noticed(code: str) -> None:
    for first, second in itertools.combinations(range(len(code)), 2):
        if code[first] != code[second]:
            swapped = list(code)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            assert codes.normalised("".join(swapped)) is None


def test_codes_are_new_each_time_and_of_their_length() -> None:
    assert len({codes.new_code() for _each in range(2_000)}) == 2_000
    assert len(codes.new_code()) == 13
    assert len(codes.new_secret_code()) == 25


def test_a_code_is_understood_however_it_is_typed() -> None:
    code = "10AB" + codes.check_character("10AB")
    assert codes.grouped(code) == f"10AB-{code[4]}"
    for typed in (f"io ab {code[4]}", f"lOａb—{code[4].lower()}", f" {codes.grouped(code)}\n"):
        assert codes.normalised(typed) == code


@pytest.mark.parametrize("typed", ["", "1", "U" * 13, "A" * 500, "示例", "0'; --"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert codes.normalised(typed) is None


def test_a_qr_code_needs_no_inline_style() -> None:
    drawing = codes.qr_svg("https://jianding.example/check/")
    assert drawing.startswith("<svg") and "style=" not in drawing and "<script" not in drawing
    assert codes.qr_png("https://jianding.example/check/").startswith(b"\x89PNG")
