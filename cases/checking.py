"""Checking an opinion by number and day of issue, or by the code printed on it: what everybody may be told.

The answer is existence, institution, day and state; nothing about the people of the case. A number that exists
under another day is not told apart from one that does not exist, so that nobody can try numbers one by one.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.models import Case, IssuedOpinion
from cases.states import State
from foundation.documents import codes
from foundation.exchange.cells.identifiers import CaseNumber, read_case_number
from institutions.models import Institution

MOST: Final = 5


@dataclass(frozen=True)
class CheckedOpinion:
    """An opinion that is on file: the number as registered, the day of issue, and the institution of today.

    `issued` is what was issued through the portal; None for one that came with a ledger.
    """

    number: str
    issued_on: date
    institution: Institution
    issued: IssuedOpinion | None = None


def opinion_key(number: str) -> str:
    """Return the key of an opinion number as somebody typed it, or empty where it is no such number."""
    found = read_case_number(number)
    return found.key if isinstance(found, CaseNumber) else ""


def registered_opinions(number: str, issued_on: date, institution: str = "") -> list[CheckedOpinion]:
    """Return the opinions on file under a number and day of issue, of an institution named so if one is given.

    One question by the key, whatever the answer; the day is compared afterwards.
    """
    issued = Case.objects.issued_opinions().filter(opinion_key=opinion_key(number) or "?")
    joined = issued.select_related("institution__organisation", "issued_opinion")
    rows = list(joined.order_by("institution_id", "id")[: MOST * 4])
    named = _keys_named(institution) if institution else None
    return [
        CheckedOpinion(row.opinion_number, row.issued_on, row.institution, getattr(row, "issued_opinion", None))
        for row in rows
        if row.issued_on == issued_on and (named is None or row.institution_id in named)
    ][:MOST]


def issued_under(code: str) -> IssuedOpinion | None:
    """Return the opinion that was issued under a code as somebody typed or scanned it, while it stands."""
    known = codes.normalised(code)
    rows = IssuedOpinion.objects.select_related("case__institution__organisation")
    return rows.filter(code=known, case__state=State.ISSUED).first() if known else None


def _keys_named(words: str) -> set[object]:
    return set(Institution.objects.published().named(words).values_list("pk", flat=True)[:1_000])
