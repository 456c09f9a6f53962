"""Time limits and articles in words, for pages: the numbers come from the legal tables of the day."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from foundation.law import queries
from foundation.law.citations import in_numerals
from foundation.law.models import Article, DeadlineRule, Source

_EXTENSION: Final = re.compile(r"\+≤?(\d+) ?(working_day|calendar_day|day)")


@dataclass(frozen=True)
class Cited:
    """An article as a page names it: its words, the source's code and the article's number, and whether it was seen."""

    text: str
    source: str
    number: str
    to_be_confirmed: bool


class Statutes:
    """The legal tables on one day, read once for a page."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._sources = {row.code: row for row in queries.sources(on)}
        self._articles = {(row.source_code, row.number): row for row in queries.articles(on)}
        self._limits = {row.code: row for row in queries.deadlines(on)}

    def source(self, code: str) -> Source | None:
        """Return a source in force."""
        return self._sources.get(code)

    def articles_of(self, code: str) -> list[Article]:
        """Return the articles of a source in the order of their numbers."""
        found = [row for (source, _number), row in self._articles.items() if source == code]
        return sorted(found, key=lambda row: int(re.match(r"\d*", row.number)[0] or 0))  # type: ignore[index]

    def cite(self, source: str, number: str) -> Cited:
        """Name an article. Raises KeyError for a source or an article that is not in the tables."""
        row = self._articles[source, number]
        return Cited(article_in_words(self._sources[source], number), source, number, row.to_be_confirmed)

    def is_unconfirmed(self, citation: str) -> bool:
        """Whether a citation as verbs write it (name of the source and 第十四条) names an article known from memory."""
        for (code, number), row in self._articles.items():
            if row.to_be_confirmed and citation == f"{self._sources[code].name_zh}{in_numerals(f'第{number}条')}":
                return True
        return False

    def limit(self, code: str) -> str:
        """Return a time limit in words. Raises KeyError for a code that is not in the tables."""
        rule = self._limits[code]
        return amount_in_words(rule.amount, rule.unit) if rule.amount is not None else rule.value

    def extension(self, code: str) -> str:
        """Return by how much a time limit may be extended. Raises KeyError or ValueError where nothing says so."""
        return extension_in_words(self._limits[code])


def article_in_words(source: Source, number: str) -> str:
    """《程序通则》第二十八条, or the English name with the number."""
    if (get_language() or "zh").startswith("zh"):
        return f"{source.short_zh or source.name_zh}{in_numerals(f'第{number}条')}"
    return _("%(source)s, article %(number)s") % {"source": source.name, "number": number}


def extension_in_words(rule: DeadlineRule) -> str:
    """By how much the time limit may be extended. Raises ValueError where the table names no number."""
    match = _EXTENSION.search(rule.extension)
    if match is None:
        raise ValueError(f"{rule.code} names no extension.")
    return amount_in_words(int(match[1]), match[2])


def amount_in_words(amount: int, unit: str) -> str:
    """Write an amount of time: working days, calendar days, months, years."""
    values = {"amount": amount}
    match unit.removesuffix("_before"):
        case "working_day":
            return ngettext("%(amount)s working day", "%(amount)s working days", amount) % values
        case "calendar_day" | "day":
            return ngettext("%(amount)s day", "%(amount)s days", amount) % values
        case "month":
            return ngettext("%(amount)s month", "%(amount)s months", amount) % values
        case "year":
            return ngettext("%(amount)s year", "%(amount)s years", amount) % values
    return str(amount)
