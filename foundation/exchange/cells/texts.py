"""Text, names and yes/no: full-width letters made ordinary, invisible characters removed, nothing else changed."""

import re
import unicodedata

from .faults import Fault, Raw, plain

# Full-width digits, letters and arithmetic signs become ordinary ones. Chinese punctuation （），。：；“” and the
# brackets 〔〕 stay: they are right where they are.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
for _kept in "（），：；！？":
    del _NARROW[ord(_kept)]
_NARROW |= dict.fromkeys((0x3000, 0x00A0, 0x2002, 0x2003, 0x2009, 0x202F), 0x20)
_NARROW |= dict.fromkeys((0xFFE5, 0x00A5), 0xA5)
# Invisible: control characters, direction marks, zero-width characters, byte order mark, lone surrogates.
_REMOVED = [
    *range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xAD, 0x061C, 0x180E,
    *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC),
    *range(0xD800, 0xE000),
]  # fmt: skip
_TABLE: dict[int, int | None] = {**_NARROW, **dict.fromkeys(_REMOVED)}
# Most cells hold nothing but ordinary characters with single spaces: those need no work.
_ORDINARY = "[!-~一-鿿〔〕（），。、；：？！《》“”…·]+"
_TIDY = re.compile(f"{_ORDINARY}(?: {_ORDINARY})*")
_SPACES = re.compile(r"\s+")
_ALL_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys((0x3000, 0xA0), 0x20)

# Cells that people fill in to say "nothing here".
BLANKS = frozenset(
    {"", "-", "--", "—", "——", "–", "/", "\\", "无", "暂无", "空", "N/A", "n/a", "NA", "null", "NULL", "None"}
)


def clean(text: str) -> str:
    """The text without invisible characters, narrow where it was full-width, runs of white space as one space."""
    if _TIDY.fullmatch(text):
        return text
    text = text.translate(_TABLE)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _SPACES.sub(" ", text).strip()


def narrow(text: str) -> str:
    """For dates and numbers: as `clean`, with every full-width sign narrow and Chinese digits unified."""
    text = clean(text)
    return text if text.isascii() else text.translate(_ALL_NARROW)


def is_blank(value: Raw) -> bool:
    """True for an empty cell and for the signs people write instead of nothing (无, /, —)."""
    return value is None or (isinstance(value, str) and (value in BLANKS or clean(value) in BLANKS))


def read_text(value: Raw, *, longest: int = 500) -> str | Fault:
    """Ordinary text of at most `longest` characters; an empty cell is the empty string."""
    if isinstance(value, bool):
        return Fault("not_text")
    text = clean(value if isinstance(value, str) else plain(value))
    if text in BLANKS:
        return ""
    return text if len(text) <= longest else Fault("text_too_long", str(longest))


_BETWEEN_NAMES = re.compile(r"\s*[、，,;；/\\|\n]+\s*")
_HAN = re.compile(r"[㐀-鿿豈-﫿〇·\U00020000-\U0003ffff]+")
_NOT_A_NAME = re.compile(r"^[=+@#]|^[\d\W_]+$")
_TIDY_NAMES = re.compile(r"[一-鿿][一-鿿0-9A-Za-z·]*(?:、[一-鿿][一-鿿0-9A-Za-z·]*)*")
_DOUBLE_SURNAMES = frozenset(
    [
        "欧阳",
        "太史",
        "端木",
        "上官",
        "司马",
        "东方",
        "独孤",
        "南宫",
        "万俟",
        "闻人",
        "夏侯",
        "诸葛",
        "尉迟",
        "公羊",
        "赫连",
        "澹台",
        "皇甫",
        "宗政",
        "濮阳",
        "公冶",
        "太叔",
        "申屠",
        "公孙",
        "慕容",
        "仲孙",
        "钟离",
        "长孙",
        "宇文",
        "司徒",
        "鲜于",
        "司空",
        "令狐",
        "呼延",
        "子车",
        "颛孙",
        "端木",
        "巫马",
        "公西",
        "漆雕",
        "乐正",
        "壤驷",
        "公良",
        "拓跋",
        "夹谷",
        "轩辕",
        "段干",
        "百里",
        "东郭",
        "南门",
        "西门",
    ]
)
_LINE = re.compile(r"[\r\n]+")


def read_names(value: Raw, *, longest: int = 200) -> str | Fault:
    """One or several names joined by “、”; spaces inside a Chinese name (张 某) are removed.

    Several names are separated by 、 ， , ; / a line break, or a space between names of two or more characters.
    """
    if not isinstance(value, str):
        return "" if value is None else Fault("name_form")
    if _TIDY_NAMES.fullmatch(value) and value not in BLANKS and len(value) <= longest:
        return value
    text = clean(_LINE.sub("、", value.strip()))
    if text in BLANKS:
        return ""
    if len(text) > longest:
        return Fault("text_too_long", str(longest))
    names: list[str] = []
    for part in _BETWEEN_NAMES.split(text):
        if not part:
            continue
        if " " in part:
            found = _spaced(part)
            if found is None:
                return Fault("names_unclear")
            names.extend(found)
        else:
            names.append(part)
    if not names or any(_NOT_A_NAME.search(name) for name in names):
        return Fault("name_form")
    return "、".join(names)


def _spaced(text: str) -> list[str] | None:
    """Names in a text with spaces; None when it cannot be told whether a space parts names or stands within one."""
    parts = text.split(" ")
    if not all(_HAN.match(part) for part in parts):
        return [text]  # a foreign name: spaces belong to it
    if len(parts) == 2 and parts[0] in _DOUBLE_SURNAMES and len(parts[1]) <= 2:
        return ["".join(parts)]
    if all(len(part) > 1 for part in parts):
        return parts
    joined = "".join(parts)
    if len(joined) <= 3 or (len(parts) == 2 and len(joined) <= 4):
        return [joined]
    return None


def read_client(value: Raw, *, longest: int = 200) -> str | Fault:
    """The name of a body or a person: text without the spaces people put between Chinese characters."""
    text = read_text(value, longest=longest)
    if isinstance(text, Fault) or text == "":
        return text
    return Fault("name_form") if _NOT_A_NAME.search(text) else _HAN_GAP.sub("", text)


def read_subject(value: Raw, *, longest: int = 300) -> str | Fault:
    """Persons as in `read_names`, or the thing that is examined (检材, 借条 …) as plain text."""
    names = read_names(value, longest=longest)
    if isinstance(names, Fault) and names.code == "names_unclear" and isinstance(value, str) and len(value) > 12:
        return clean(value)
    return names


_HAN_GAP = re.compile(r"(?<=[㐀-鿿）)]) (?=[㐀-鿿（(])")
_YES = frozenset({"是", "有", "对", "√", "✓", "✔", "Y", "YES", "TRUE", "1", "已"})
_NO = frozenset({"否", "无", "没有", "不是", "×", "✗", "✘", "X", "N", "NO", "FALSE", "0", "未"})


def read_yes_no(value: Raw) -> bool | Fault | None:
    """True, False, or None for an empty cell."""
    if isinstance(value, bool):
        return value
    if value is None or value == "":
        return None
    word = narrow(plain(value)).upper()
    if word in _YES:
        return True
    if word in _NO:
        return False
    return None if word in BLANKS else Fault("yes_no_form")
