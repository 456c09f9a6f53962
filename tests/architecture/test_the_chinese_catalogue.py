"""The Chinese of the portal keeps to the rules of writing: punctuation, spaces, official words, none missing."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

from workshop import translations
from workshop.translation_sources import Message

ROOT = Path(settings.BASE_DIR)
CATALOGUE = polib.pofile(str(ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"))
HAN = r"[\u4e00-\u9fff]"

# What officials do not write, and what to write instead.
FORBIDDEN = {
    r"操作成功|保存成功|提交成功": "say what was done and what follows",
    r"无权限|没有权限|权限不足": "say who may do it",
    r"数据异常|系统异常|网络异常|发生错误|未知错误|出错了": "say what happened and what to do",
    r"非法|错误的(?!表格)": "say what is wrong with it",
    r"必填|必选": "fields ask by their names",
    r"请联系管理员(?!.{0,2}发起)": "say whose administrator",
    r"确认提交|确定吗|是否确认": "say what cannot be undone",
    r"暂无数据": "say why it is empty and two ways on",
    r"点一下|点我|亲(?!属)|哦|呢|吧(?!，)": "a clerk at the counter speaks plainly",
    r"系统(?!管理员|名称)": "the portal is 平台",
    r"账户|帐号|帐户": "an account is 账号",
    r"用户名": "it is called 登录名",
    r"会话|字段|接口报错|后台|数据库角色|令牌无效|缓存": "no developer words",
    r"！|!": "no exclamation marks",
    r"全力|大力|切实|扎实推进|打造|赋能": "no slogans",
}  # fmt: skip
# Texts for those who write programs may name what they work with.
FOR_PROGRAMMERS = {entry.msgid for entry in polib.pofile(str(ROOT / "locale" / "parts" / "api.po"))}


def texts() -> list[tuple[str, str]]:
    """All translations as (msgid, Chinese)."""
    return [(entry.msgid, translations.text_of(entry)) for entry in CATALOGUE]


@pytest.mark.parametrize("pattern", FORBIDDEN, ids=FORBIDDEN.values())
def test_no_word_stands_that_officials_do_not_write(pattern: str) -> None:
    found = [(msgid, text) for msgid, text in texts() if re.search(pattern, text) and msgid not in FOR_PROGRAMMERS]
    assert found == [], FORBIDDEN[pattern]


def test_no_space_is_typed_between_chinese_and_digits_letters_or_values() -> None:
    space = re.compile(
        rf"(?:{HAN}|[，。；：、（）《》“”]) [0-9A-Za-z%{{]|[0-9A-Za-z)}}] (?:{HAN}|[，。；：、（）《》“”])"
    )
    # a placeholder ends in the letter of its kind, as %(count)s
    assert [text for _msgid, text in texts() if space.search(text)] == []


def test_punctuation_in_chinese_is_full_width() -> None:
    half = re.compile(rf"{HAN}[,;:?!](?!//)|[,;?!]{HAN}|{HAN}\([^%]|\.\.\.|{HAN}\.(?:$|{HAN})|\"{HAN}|{HAN}\"")
    assert [text for _msgid, text in texts() if half.search(text)] == []


def test_days_are_natural_or_working_days_and_never_bare() -> None:
    bare = re.compile(r"(?:\d|\)[sd]|\}|几|多少)天")
    assert [text for _msgid, text in texts() if bare.search(text)] == []


def test_a_sentence_in_english_is_a_sentence_in_chinese() -> None:
    """Where the English ends with a full stop, so does the Chinese, and the other way round."""
    uneven = [
        (msgid, text) for msgid, text in texts()
        if msgid.endswith(".") and not text.endswith(("。", "）", "：", "”", "……")) and len(text) > 8
    ]  # fmt: skip
    assert uneven == []


def test_a_missing_an_unsure_and_a_contradicting_translation_are_found(tmp_path: Path) -> None:
    part = tmp_path / "one.po"
    part.write_text('msgid "Case"\nmsgstr "案件"\n\n#, fuzzy\nmsgid "Court"\nmsgstr "法院"\n', encoding="utf-8")
    (tmp_path / "two.po").write_text('msgid "Case"\nmsgstr "案子"\n', encoding="utf-8")
    messages = [Message(None, word, None, "page.html") for word in ("Case", "Court", "Judge")]
    found = list(translations.complaints(translations.read_parts(tmp_path), messages))
    assert [complaint.split(":")[0] for complaint in found] == ["contradiction", "unsure (fuzzy)", "missing"]


def test_the_catalogue_itself_misses_nothing() -> None:
    assert [entry.msgid for entry in CATALOGUE if entry.fuzzy or not translations.text_of(entry)] == []
    written = translations.merged(translations.CATALOGUE, translations.LOCALE / "parts")
    assert list(translations.complaints(written, translations.extract(ROOT))) == []
