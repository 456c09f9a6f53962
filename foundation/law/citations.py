"""Citations as the reference tables write them, turned into what a page prints.

A table's source column holds "山东省司法鉴定条例(2011-11-25) @LawRefBook/Laws 第51条; 见 …": the cited
article, and where its wording was seen. Pages print the first as 山东省司法鉴定条例第五十一条.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_DIGITS = "零一二三四五六七八九"
_NUMBERED = re.compile(r"第([\d、—\-]+)([条款项])")
_SEEN = re.compile(r"@\S+?(?=第|\s|$)")
_REPEATED = "同上"


@dataclass(frozen=True)
class KnownSource:
    """A source as the tables may call it, and since when its rules hold."""

    code: str
    words: tuple[str, ...]
    effective_from: date


@dataclass(frozen=True)
class Citation:
    """What a source column says: the source, the citation for pages, the evidence, and since when."""

    source_code: str
    text: str
    evidence: str
    effective_from: date | None


def chinese_number(number: int) -> str:
    """Write 1–999 in Chinese numerals as articles do: 十五, 二十八, 一百零二."""
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return "十" + (_DIGITS[number % 10] if number % 10 else "")
    if number < 100:
        return _DIGITS[number // 10] + "十" + (_DIGITS[number % 10] if number % 10 else "")
    hundreds, rest = divmod(number, 100)
    tail = ""
    if rest:
        tail = "零" + _DIGITS[rest] if rest < 10 else chinese_number(rest).replace("十", "一十", rest < 20)
    return _DIGITS[hundreds] + "百" + tail


def in_numerals(text: str) -> str:
    """Write the numbers of articles, paragraphs and items in Chinese numerals: 第28条第4款 → 第二十八条第四款."""

    def written(match: re.Match[str]) -> str:
        numbers = re.sub(r"\d+", lambda digits: chinese_number(int(digits[0])), match[1])
        return f"第{numbers.replace('-', '至')}{match[2]}"

    return _NUMBERED.sub(written, text)


def read(column: str, sources: Sequence[KnownSource], above: Citation | None = None) -> Citation:
    """Read a source column. "同上" means the citation of the row above."""
    if column.startswith(_REPEATED) and above is not None:
        return Citation(above.source_code, above.text, column.partition(";")[2].strip(), above.effective_from)
    cited: list[str] = []
    seen: list[str] = []
    for part in (part.strip() for part in column.split(";")):
        (cited if "见" not in part and _source_in(part, sources) else seen).append(part)
    first = next((source for part in cited if (source := _source_in(part, sources))), None)
    evidence = [*(mark.lstrip("@") for mark in _SEEN.findall(column)), *(part for part in seen if part)]
    return Citation(
        first.code if first else "",
        "；".join(_tidy(part) for part in cited),
        "; ".join(dict.fromkeys(_SEEN.sub("", part).strip() for part in evidence)),
        first.effective_from if first else None,
    )


def _source_in(part: str, sources: Sequence[KnownSource]) -> KnownSource | None:
    """Return the source named first in the text, the longest name winning at the same place."""
    found = [(part.index(word), -len(word), source) for source in sources for word in source.words if word in part]
    return min(found, key=lambda hit: hit[:2])[2] if found else None


def _tidy(part: str) -> str:
    text = in_numerals(_SEEN.sub("", part))
    text = re.sub(r"\((\d{4}-\d{2}-\d{2})\)", "", text)
    text = text.replace("(", "（").replace(")", "）")
    return re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", text).strip()
