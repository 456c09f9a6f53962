"""Text, names and what a message may show of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.exchange.cells.columns import read_column
from foundation.exchange.cells.faults import CELL_MESSAGES, Fault, masked, shown
from foundation.exchange.cells.texts import clean, read_client, read_names, read_subject, read_text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("示例鉴〔２０２４〕ＬＣ　第１号", "示例鉴〔2024〕LC 第1号"),
        ("伤残等级，误工期；护理期（评定）：无", "伤残等级，误工期；护理期（评定）：无"),
        ("a\u202eb\u200bc\x07d\ufeff", "abcd"),
        ("  两行\n文字\t ", "两行 文字"),
        (12.0, "12"),
        (None, ""),
        ("无", ""),
    ],
)
def test_text_is_tidied_without_changing_what_it_says(written, text):
    assert read_text(written) == text


def test_a_text_beyond_its_length_is_refused():
    assert read_text("长" * 501) == Fault("text_too_long", "500")


@given(st.text(max_size=200))
def test_tidying_twice_changes_nothing_and_leaves_nothing_invisible(text):
    once = clean(text)
    assert clean(once) == once
    assert not set(once) & set("\u202a\u202b\u202e\u200b\u200e\ufeff\x00\x1b\x7f")


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("张 某", "张某"),
        ("张  三 丰", "张三丰"),
        ("欧阳 某某", "欧阳某某"),
        ("鉴定人甲001、鉴定人乙002", "鉴定人甲001、鉴定人乙002"),
        ("鉴定人甲001，鉴定人乙002", "鉴定人甲001、鉴定人乙002"),
        ("鉴定人甲001 鉴定人乙002", "鉴定人甲001、鉴定人乙002"),
        ("鉴定人甲001\n鉴定人乙002", "鉴定人甲001、鉴定人乙002"),
        ("鉴定人甲;鉴定人乙/鉴定人丙,鉴定人丁；", "鉴定人甲、鉴定人乙、鉴定人丙、鉴定人丁"),
        ("John Smith", "John Smith"),
        ("无", ""),
        (None, ""),
    ],
)
def test_names_are_separated_and_closed_up(written, names):
    assert read_names(written) == names


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("张 三 李 四", "names_unclear"),
        ("12345", "name_form"),
        ("=A1", "name_form"),
        (12, "name_form"),
        ("、、", "name_form"),
    ],
)
def test_what_is_no_name_says_why(written, code):
    fault = read_names(written)
    assert isinstance(fault, Fault)
    assert fault.code == code


def test_a_thing_may_be_the_subject():
    assert read_subject("送检 借条 一 张（2024年3月5日）") == "送检 借条 一 张（2024年3月5日）"


def test_a_body_has_no_spaces_between_characters():
    assert read_client("济南 示例区 人民法院") == "济南示例区人民法院"
    assert read_client("ABC Trading 示例公司") == "ABC Trading 示例公司"


def test_equal_cells_are_read_once_and_faults_keep_their_place():
    calls = []

    def read(value):
        calls.append(value)
        return Fault("name_form") if value == "x" else value

    column, faults = read_column(["a", "x", "a", Fault("cell_error", "#N/A"), "x"], read)
    assert column == ["a", None, "a", None, None]
    assert faults == {1: Fault("name_form"), 3: Fault("cell_error", "#N/A"), 4: Fault("name_form")}
    assert sorted(calls) == ["a", "x"]


@pytest.mark.parametrize(
    "number", ["379999199001010013", "37999919900101001X", "379999900101001", "15400001234", "E12345678"]
)
def test_a_message_never_shows_a_whole_number_of_a_person(number):
    assert number not in shown(f"当事人 {number}")
    assert number not in shown(number, personal=True)
    assert masked(number).count("*") == len(number) - 5


def test_a_message_shows_no_more_than_sixty_characters():
    assert len(shown("长" * 500)) == 60


def test_every_message_says_what_to_do_and_has_at_most_one_detail():
    for message in CELL_MESSAGES.values():
        for text in (str(message.wrong), str(message.to_do)):
            assert text.endswith((".", "。"))
            assert text.count("%") == text.count("%(detail)s")
