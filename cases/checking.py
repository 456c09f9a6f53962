"""Checking an opinion by the number and the day of issue printed on it: what everybody may be told.

The answer is existence, institution, day and state; nothing about the people of the case. A number that exists
under another day is not told apart from one that does not exist, so that nobody can try numbers one by one.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.models import Case
from foundation.exchange.cells.identifiers import CaseNumber, read_case_number
from institutions.models import Institution

MOST: Final = 5


@dataclass(frozen=True)
class CheckedOpinion:
    """An opinion that is on file: the number as registered, the day of issue, and the institution of today."""

    number: str
    issued_on: date
    institution: Institution


def opinion_key(number: str) -> str:
    """Return the key of an opinion number as somebody typed it, or empty where it is no such number."""
    found = read_case_number(number)
    return found.key if isinstance(found, CaseNumber) else ""


def registered_opinions(number: str, issued_on: date, institution: str = "") -> list[CheckedOpinion]:
    """Return the opinions on file under a number and day of issue, of an institution named so if one is given.

    One question by the key, whatever the answer; the day is compared afterwards.
    """
    issued = Case.objects.issued_opinions().filter(opinion_key=opinion_key(number) or "?")
    rows = list(issued.select_related("institution__organisation").order_by("institution_id", "id")[: MOST * 4])
    named = _keys_named(institution) if institution else None
    return [
        CheckedOpinion(row.opinion_number, row.issued_on, row.institution)
        for row in rows
        if row.issued_on == issued_on and (named is None or row.institution_id in named)
    ][:MOST]


def _keys_named(words: str) -> set[object]:
    return set(Institution.objects.published().named(words).values_list("pk", flat=True)[:1_000])
