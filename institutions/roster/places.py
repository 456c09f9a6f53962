"""Seats and categories of a roster by their names: counties of Shandong, practice categories of the legal tables."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from foundation.exchange.cells.texts import narrow
from foundation.law import queries as law

_SHORTENED: Final = ("市", "区", "县")


@dataclass
class Places:
    """Divisions by name. `county` finds one by its name or code, within a city where one is named."""

    cities: dict[str, str] = field(default_factory=dict)
    counties: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of_today(cls) -> "Places":
        """Read the divisions of the legal tables."""
        places = cls()
        for row in law.divisions():
            places.names[row.code] = row.name_zh
            if row.level == "city":
                for name in _ways(row.name_zh):
                    places.cities[name] = row.code
            elif row.level == "county":
                for name in _ways(row.name_zh):
                    places.counties[name].append((row.code, str(row.parent_id)))
        return places

    def city(self, text: str) -> str:
        """The code of a city, or an empty text."""
        return self.cities.get(text.removeprefix("山东省"), "")

    def county(self, text: str, city: str) -> list[str]:
        """The codes of the counties a text may mean, those of `city` where it is given."""
        text = narrow(text).removeprefix("山东省")
        if text.isdecimal() and len(text) == 6:
            found = [(text, text[:4] + "00")] if text in self.names and not text.endswith("00") else []
        else:
            found = list(self.counties.get(text, ()))
            for name, code in self.cities.items():
                if not found and text.startswith(name) and len(text) > len(name):
                    found = [each for each in self.counties.get(text[len(name) :], ()) if each[1] == code]
        return [code for code, parent in found if not city or parent == city]

    def label(self, code: str) -> str:
        """The name of a division with its city."""
        city = self.names.get(code[:4] + "00", "")
        return f"{city}{self.names.get(code, code)}" if not code.endswith("00") else city


def _ways(name: str) -> list[str]:
    """The full name, and the name without its ending where it stays longer than one character."""
    short = name[:-1] if name[-1] in _SHORTENED and len(name) > 2 else name
    return list(dict.fromkeys([name, short]))


@dataclass(frozen=True)
class Categories:
    """Practice categories by name. `find` gives codes, words that mean none, and words that mean a whole class."""

    codes: Mapping[str, tuple[str, ...]]
    practice: frozenset[str]
    parents: Mapping[str, str]

    @classmethod
    def of_today(cls) -> "Categories":
        """Read the categories of the legal tables."""
        practice = frozenset(row.code for row in law.practice_categories())
        parents = {code: str(row.practice_code) for code, row in law.categories().items()}
        return cls(law.category_names(), practice, parents)

    def find(self, words: Sequence[str]) -> tuple[tuple[str, ...], list[str], list[str]]:
        """Codes of practice categories in the order of the words, the unknown words, the words for a whole class."""
        found: list[str] = []
        unknown, whole = [], []
        for word in words:
            codes = self._codes(word)
            practice = {self.parents.get(code, "") for code in codes} & self.practice
            if len(practice) == 1:
                found += practice
            elif codes:
                whole.append(word)
            else:
                unknown.append(word)
        return tuple(dict.fromkeys(found)), unknown, whole

    def _codes(self, word: str) -> tuple[str, ...]:
        for way in (word, word.upper(), f"{word}鉴定", word.removesuffix("鉴定"), word.replace("司法鉴定", "鉴定")):
            if way in self.codes:
                return self.codes[way]
        return ()
