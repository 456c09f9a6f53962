"""How a name is found again: by any part of it, by its pinyin initials, by its syllables. Pure; reads no rows.

Each character of a name has the symbols it may be called by: itself, the first letter of its reading, and the
reading as a syllable (marked `=`). Tokens are all symbols and all pairs of neighbours, so that an index of tokens
finds candidates; the key holds the symbols in order, and a pattern over it leaves no false find.

Readings follow the phrase dictionary of pypinyin; what it cannot know (surnames, places of Shandong) stands in
reference/accounts/readings.csv.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from django.conf import settings
from pypinyin import lazy_pinyin

_HAN: Final = "㐀-䶿一-鿿豈-﫿〇\U00020000-\U0003ffff"
_RUNS: Final = re.compile(f"[{_HAN}]+|[^{_HAN}]+")
_INITIAL: Final = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
_FINAL: Final = (
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|[aeiouv])"
)
_SYLLABLE: Final = re.compile(_INITIAL + _FINAL)
_LONGEST_SYLLABLE: Final = 6
_MOST_DIVISIONS: Final = 16
_LATIN: Final = re.compile(r"[a-z]{2,}")
Readings = tuple[str, ...]


@dataclass(frozen=True)
class Spelling:
    """What is stored beside a name: tokens for the index, the key that decides, and the order by reading."""

    tokens: list[str]
    key: str
    sort_key: str


@dataclass(frozen=True)
class Wanted:
    """One way to read what was typed: tokens a name must have, and the pattern its key must contain."""

    tokens: list[str]
    pattern: str


def normal(text: str) -> str:
    """Return the letters and digits of a text in one width and one case; spaces, brackets and dots do not matter."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ü", "v")
    return "".join(character for character in folded if character.isalnum())


def spell(name: str, *, person: bool = False) -> Spelling:
    """Return how a name is found; `person`: its first characters may be a surname with a reading of its own."""
    characters, readings = _read(normal(name), person=person)
    groups = [_symbols(character, said) for character, said in zip(characters, readings, strict=True)]
    tokens = {symbol for group in groups for symbol in group}
    for before, after in pairwise(groups):
        tokens |= {a + b for a in before for b in after if (a[0] == "=") == (b[0] == "=")}
    key = "".join("{ " + " ".join(group) + " }" for group in groups)
    order = " ".join(said[0] if said else character for character, said in zip(characters, readings, strict=True))
    return Spelling(sorted(tokens), key, order)


def wanted(words: str) -> list[Wanted]:
    """Return the ways to read what somebody typed; none when it holds neither letter nor digit.

    Letters alone are initials (or Latin letters of the name), or whole syllables of pinyin.
    """
    typed = normal(words)
    if not typed:
        return []
    found = [_wanted(list(typed))]
    if _LATIN.fullmatch(typed):
        found += [_wanted([f"={syllable}" for syllable in division]) for division in _divisions(typed)]
    return found


def _wanted(symbols: Sequence[str]) -> Wanted:
    pairs = [before + after for before, after in pairwise(symbols)]
    pattern = "".join(rf"\{{[^}}]* {symbol} [^}}]*\}}" for symbol in symbols)
    return Wanted(sorted(set(pairs or symbols)), pattern)


def _symbols(character: str, said: Readings) -> list[str]:
    """Return what a character may be called: itself, first letters, syllables (ü also as u)."""
    letters = [syllable[0] for syllable in said]
    syllables = [f"={way}" for syllable in said for way in (syllable, syllable.replace("v", "u"))]
    return list(dict.fromkeys([character, *letters, *syllables]))


def _read(text: str, *, person: bool) -> tuple[str, list[Readings]]:
    readings: list[Readings] = []
    for run in _RUNS.findall(text):
        readings += _read_han(run) if re.match(f"[{_HAN}]", run) else [()] * len(run)
    for place, spoken in _table("place").items():
        for match in re.finditer(place, text):
            readings[match.start() : match.end()] = spoken
    if person:
        surname = next((text[:length] for length in (2, 1) if text[:length] in _table("surname")), "")
        for position, said in enumerate(_table("surname").get(surname, ())):
            readings[position] = tuple(dict.fromkeys([*said, *readings[position]]))
    return text, readings


def _read_han(run: str) -> list[Readings]:
    said = lazy_pinyin(run, errors="ignore")
    if len(said) != len(run):
        said = ["".join(lazy_pinyin(character, errors="ignore")) for character in run]
    return [(syllable,) if syllable else () for syllable in said]


def _divisions(letters: str) -> list[list[str]]:
    """Return the ways to divide letters into syllables, at most sixteen: jinan is ji nan, and jin an."""
    found: list[list[str]] = []

    def divide(rest: str, before: list[str]) -> None:
        if len(found) >= _MOST_DIVISIONS:
            return
        if not rest:
            found.append(before)
        for syllable in _beginnings(rest):
            divide(rest[len(syllable) :], [*before, syllable])

    divide(letters[: _LONGEST_SYLLABLE * _MOST_DIVISIONS], [])
    return found if len(letters) <= _LONGEST_SYLLABLE * _MOST_DIVISIONS else []


def _beginnings(letters: str) -> Iterator[str]:
    for length in range(min(_LONGEST_SYLLABLE, len(letters)), 0, -1):
        if _SYLLABLE.fullmatch(letters[:length]):
            yield letters[:length]


@cache
def _table(kind: str) -> dict[str, list[Readings]]:
    """Return the readings of a kind by text, one entry a character."""
    with (settings.REFERENCE_DIR / "accounts" / "readings.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    return {row["text"]: _by_character(row["text"], row["readings"].split()) for row in rows}


def _by_character(text: str, said: list[str]) -> list[Readings]:
    return [tuple(said)] if len(text) == 1 else [(syllable,) for syllable in said]
