"""A name is named after what bears it: only people have a 姓名."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.people import Cast

SignIn = Callable[[str], Client]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/administration/organisations/", "单位名称"),
        ("/administration/organisations/new/", "单位名称"),
        ("/lists/organisations/views/new/?kind=organ", "视图名称"),
    ],
)
def test_bodies_and_views_have_no_name_of_a_person(cast: Cast, sign_in: SignIn, address: str, words: str) -> None:
    page = sign_in("administrator").get(address).content.decode()
    assert words in page
    assert ">姓名<" not in page and "姓名</label>" not in page


def test_conditions_are_written_with_chinese_punctuation(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in("jinan").get("/lists/cases/views/new/?state=suspended&city=370100").content.decode()
    assert "当前条件：状态：<b>已中止</b>；市：<b>济南市</b>" in page
