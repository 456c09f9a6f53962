"""What a visitor reads: no words of officers or programs, and a day that does not exist is called so."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from foundation.desk.day_field import DayParts
from tests.public.conftest import Province


def test_a_page_that_does_not_exist_says_nothing_of_postings(db: None) -> None:
    answer = Client().get("/register/nothing/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "没有这个页面" in page and "任职" not in page


def test_the_statistics_name_no_codes_of_the_program(db: None) -> None:
    page = Client().get("/statistics/").content.decode()
    assert "办案量" in page and "cases." not in page


@pytest.mark.parametrize(("month", "day", "words"), [("2", "30", "没有这一天"), ("二", "3", "请用数字填写")])
def test_a_day_that_does_not_exist_is_told_from_one_without_digits(month: str, day: str, words: str) -> None:
    with override("zh-hans"), pytest.raises(ValidationError, match=words):
        DayParts(label="").clean(["2026", month, day])


def test_an_opinion_that_is_found_is_said_to_be_on_file(province: Province, visitor: Client) -> None:
    day = province.opinion.issued_on
    assert day is not None
    form = {
        "number": province.opinion.opinion_number,
        "issued_on_0": day.year,
        "issued_on_1": day.month,
        "issued_on_2": day.day,
    }
    assert "平台登记有这份意见书" in visitor.post("/check/", form).content.decode()
