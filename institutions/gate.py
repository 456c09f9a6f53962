"""What the registration of an institution must satisfy: one place for pages, interfaces and rosters.

Numbers of licences changed their form by era (`institutions.numbers`), and a renewed licence keeps its number: one of
no known form is asked about and not refused. Historic entries are not put through the conditions of a new licence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.exchange.cells.faults import Message
from institutions.numbers import LICENCE, Known, judge

FIVE_YEARS: Final = 5


@dataclass(frozen=True, slots=True)
class Registration:
    """What is entered about an institution. Texts are empty where nothing is known; days are both inclusive.

    A roster says in `status` one word more than a registration has (`institutions.roster.bars`).
    """

    name: str
    licence_number: str
    licence_from: date | None
    licence_until: date | None
    division: str
    practice_codes: tuple[str, ...]
    status: str = "normal"
    credit_code: str = ""
    former_licence_numbers: tuple[str, ...] = ()
    address: str = ""
    telephone: str = ""
    head_name: str = ""
    abbreviation: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that is wrong with an entry: at which field, which rule (a key of WORDS), with which detail."""

    field: str
    code: str
    detail: str = ""


_COMPARE = _("Compare with the licence and correct it.")
WORDS: Final[dict[str, Message]] = {
    "missing": Message(_("The value is missing."), _("Fill in the cell; without it nothing can be registered.")),
    "ends_before_begins": Message(_("The licence ends before it begins (%(detail)s)."), _COMPARE),
    "begins_in_future": Message(_("The licence begins after today (%(detail)s)."), _COMPARE, "warning"),
    "not_five_years": Message(
        _("A practice licence is valid for five years; this one would end on %(detail)s."), _COMPARE, "warning"
    ),
    "expired_in_practice": Message(
        _("The licence has ended (%(detail)s), but the status says in practice."),
        _("Enter the renewed licence, or correct the status."),
        "warning",
    ),
    "number_form": Message(
        _("The number has none of the known forms (7 digits, 9 digits, or the unified social credit code)."),
        _("Compare with the licence; nothing to do if it is right."),
        "warning",
    ),
    "number_without_digits": Message(_("This is no number of a licence."), _COMPARE),
}


def objections(entry: Registration, today: date) -> Iterator[Objection]:
    """What is wrong with an entry by itself; what another entry makes wrong is found by who compares them."""
    needed = {
        "name": entry.name, "licence_number": entry.licence_number, "licence_from": entry.licence_from,
        "licence_until": entry.licence_until, "county": entry.division, "categories": entry.practice_codes,
    }  # fmt: skip
    for field, value in needed.items():
        if not value:
            yield Objection(field, "missing")
    if entry.licence_number:
        if not any(map(str.isdigit, entry.licence_number)):
            yield Objection("licence_number", "number_without_digits")
        elif judge(entry.licence_number, LICENCE, None) is Known.UNKNOWN:
            yield Objection("licence_number", "number_form")
    yield from term_objections(entry.licence_from, entry.licence_until, ("licence_from", "licence_until"), today)
    if entry.status == "normal" and entry.licence_until and entry.licence_until < today:
        yield Objection("status", "expired_in_practice", entry.licence_until.isoformat())


def term_objections(
    begins: date | None, ends: date | None, fields: tuple[str, str], today: date
) -> Iterator[Objection]:
    """What is wrong with the days of a licence or certificate of five years (条例 art. 13)."""
    if begins and begins > today:
        yield Objection(fields[0], "begins_in_future", begins.isoformat())
    if not begins or not ends:
        return
    if ends < begins:
        yield Objection(fields[1], "ends_before_begins", begins.isoformat())
    elif ends != (expected := five_years_from(begins)):
        yield Objection(fields[1], "not_five_years", expected.isoformat())


def five_years_from(day: date) -> date:
    """The last day of a validity of five years that begins on `day` (条例 art. 13; decisions.md 7)."""
    leap_day = (day.month, day.day) == (2, 29)
    anniversary = date(day.year + FIVE_YEARS, 3, 1) if leap_day else day.replace(year=day.year + FIVE_YEARS)
    return anniversary - timedelta(days=1)
