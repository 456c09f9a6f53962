"""What a sheet of some kind looks like: its columns, the words people use for them, and how a cell is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..cells.columns import Reader
from ..cells.faults import Raw
from ..cells.texts import narrow

TEXT = _("Text")
DATE = _("Date, as 2026-03-05")
MONEY = _("Yuan with two decimals, as 1200.00")
NUMBER_ON_PAPER = _("As printed on the paper")
NAMES = _("Names, separated by “、”")
CHOICE = _("One of the words in the explanation")


class Hints(NamedTuple):
    """What the sheet says about a column beside its cells: the unit in its heading, the workbook's count of days."""

    epoch_1904: bool = False
    unit: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a specification.

    `reader` makes the function that reads a cell; `looks_right` tells whether a value is typical for this column and
    for hardly any other (dates, amounts, numbers), and is left out for free text. `personal` columns are masked in
    every message. `form` says how a cell is written, `example` is one plainly synthetic value of it.
    """

    name: str
    label: Promise
    synonyms: tuple[str, ...]
    reader: Callable[[Hints], Reader]
    required: bool = False
    personal: bool = False
    looks_right: Callable[[Raw], bool] | None = None
    example: str = ""
    form: Promise | str = TEXT
    explanation: Promise | str = ""


@dataclass(frozen=True)
class SheetSpec:
    """The columns of one kind of sheet and the headings that are known and not wanted (序号)."""

    name: str
    columns: tuple[Column, ...]
    ignored: tuple[str, ...] = field(default=())

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def vocabulary(self) -> Mapping[str, tuple[str, ...]]:
        """Heading key → names of the columns it may mean; the empty name stands for an ignored heading."""
        words: dict[str, tuple[str, ...]] = {heading_key(word): ("",) for word in self.ignored}
        for column in self.columns:
            for word in column.synonyms:
                key = heading_key(word)
                if column.name not in words.get(key, ()):
                    words[key] = (*words.get(key, ()), column.name)
        return words


_BRACKETED = re.compile(r"[(（〔\[【][^)）〕\]】]*[)）〕\]】]")
_DECORATION = re.compile(r"[\s*※★●:：、.。_\-—/]+")
_NUMBERING = re.compile(r"^\(?[0-9]{1,2}[.、)]")
_UNIT = re.compile(r"万元|万")


def heading_key(text: str) -> str:
    """A heading without spaces, decoration, numbering and remarks in brackets, for comparison."""
    key = narrow(text)
    bare = _BRACKETED.sub("", key)
    key = bare if bare.strip() else key.strip("()（）〔〕[]【】")
    return _DECORATION.sub("", _NUMBERING.sub("", key.strip())).lower()


def unit_in(text: str) -> Decimal:
    """What one stands for under a heading that names a unit: 鉴定费（万元） gives 10,000, otherwise 1."""
    return Decimal(10_000) if any(_UNIT.search(part) for part in _BRACKETED.findall(narrow(text))) else Decimal(1)
