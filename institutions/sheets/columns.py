"""Columns and cells that sheets of records share."""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from foundation.exchange.cells.faults import Fault, Raw
from foundation.exchange.cells.texts import read_client, read_text
from foundation.exchange.sheets.specs import CHOICE, DATE, NAMES, Column
from foundation.law import queries as law
from institutions.roster.columns import dates, is_date, simple
from institutions.roster.readers import read_number, read_words
from institutions.sheets.declaring import Note

IGNORED: Final = ("序号", "序", "no", "备注", "说明", "问题", "problems", "问题/problems", "状态", "state", "录入时间",
                  "entered at")  # fmt: skip


_ENGLISH: Final = re.compile(r"[A-Za-z]{2,} +[A-Za-z(]")
_SIGNS: Final = re.compile(r"[、，,;；|\n\r]+")


def read_choice(words: Mapping[str, str], fault: str, value: Raw) -> str | Fault:
    """One of some words, in whatever width and case; an empty cell is the empty text."""
    text = read_text(value if value is not None else "", longest=60)
    if isinstance(text, Fault) or text == "":
        return text
    return words.get(text) or words.get(text.upper()) or words.get(text.capitalize()) or Fault(fault)


def read_house(value: Raw) -> str | Fault:
    """The name of an institution, or its licence number, also where Excel made a number of it."""
    number = read_number(value)
    return number if isinstance(number, str) else read_client(value)


def choice(words: Mapping[str, str], fault: str) -> Any:
    """The reader of a column of some words."""
    return simple(partial(read_choice, words, fault))


def text(longest: int = 100) -> Any:
    """The reader of a line of text; an empty cell is the empty text."""

    def read(value: Raw) -> str | Fault:
        return read_text(value if value is not None else "", longest=longest)

    return simple(read)


def house_column(*, required: bool = False) -> Column:
    """The institution of a row; in a sheet of one institution it may be left out."""
    return Column(
        "institution",
        _("Institution"),
        (
            "鉴定机构",
            "机构名称",
            "鉴定机构名称",
            "机构",
            "单位名称",
            "所在机构",
            "institution",
            "许可证号",
            "licence number",
        ),
        simple(read_house),
        required=required,
        example="济南示例甲司法鉴定中心" if required else "",
        explanation=_("The registered name or the licence number of the institution; it must be on file.")
        if required
        else _("May be left out: the sheet is that of your institution."),
    )


def day_column(name: str, label: Any, synonyms: tuple[str, ...], example: str, **more: Any) -> Column:
    """A day."""
    return Column(name, label, synonyms, dates, looks_right=is_date, form=DATE, example=example, **more)


def read_categories(value: Raw) -> tuple[str, ...] | Fault:
    """Names or codes of categories; an English name has spaces within, so that only signs part such names."""
    text = read_text(value if value is not None else "", longest=500)
    if isinstance(text, Fault):
        return text
    if _ENGLISH.search(text):
        return tuple(dict.fromkeys(part for each in _SIGNS.split(text) if (part := each.strip())))
    return read_words(value)


def categories_column(synonyms: tuple[str, ...], **more: Any) -> Column:
    """Categories or items by name or code."""
    return Column(
        "categories",
        _("Categories or items"),
        synonyms,
        simple(read_categories),
        form=NAMES,
        explanation=_("Names or codes of categories or items, separated by “、”."),
        **more,
    )


def choice_column(
    name: str, label: Any, synonyms: tuple[str, ...], words: Mapping[str, str], fault: str, **more: Any
) -> Column:
    """One of some words."""
    return Column(name, label, synonyms, choice(words, fault), form=CHOICE, **more)


def codes_of(
    words: tuple[str, ...], licensed: list[str] | None, note: Note, column: str = "categories"
) -> tuple[str, ...]:
    """The nodes that words mean; a name of several nodes means the one within the licence.

    With `licensed` None practice categories themselves are meant, whatever a licence says.
    """
    every, names = law.categories(), law.category_names()
    english: dict[str, list[str]] = {}
    for code, node in every.items():
        english.setdefault(node.name_en.lower(), []).append(code)
    found: list[str] = []
    wrong: dict[str, list[str]] = {}
    for word in words:
        meant: Iterable[str] = names.get(word) or names.get(word.upper()) or english.get(word.lower()) or ()
        codes = [code for code in meant if every[code].practice_code]
        if licensed is None:
            here = [code for code in codes if every[code].practice_code == code]
        else:
            here = [code for code in codes if every[code].practice_code in licensed]
        if len(here) == 1:
            found += here
        else:
            told = "category_ambiguous" if here else "beyond_licence" if codes and licensed else "category_unknown"
            wrong.setdefault(told, []).append(word)
    for told, names_of in wrong.items():
        note(column, told, "、".join(names_of))
    return tuple(dict.fromkeys(found))
