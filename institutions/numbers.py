"""Numbers of licences and certificates: their forms by era are a dated list, and are compared here and nowhere else.

A number of an era stays valid; a new one has the form of its own day. Rosters are asked about, verbs refuse.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from django.utils import timezone

from foundation.desk import formats
from foundation.law import queries as law

FORMS: Final = "number_forms"
LICENCE: Final = "licence"
CERTIFICATE: Final = "certificate"
_CREDIT_CODE: Final = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")


class Known(Enum):
    """How a number lies to the forms of a day."""

    OF_ITS_DAY = "of_its_day"
    OF_ANOTHER_ERA = "of_another_era"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Form:
    """One form of numbers: its length in characters, of which alphabet, and from which to which day it was given."""

    name: str
    lengths: range
    digits_only: bool
    first: date
    last: date | None

    def fits(self, number: str) -> bool:
        """Whether a number has this form."""
        if len(number) not in self.lengths:
            return False
        return (number.isascii() and number.isdecimal()) if self.digits_only else _CREDIT_CODE.issuperset(number)

    def given_on(self, day: date) -> bool:
        """Whether numbers of this form were given on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


def forms(subject: str) -> list[Form]:
    """Return the forms of licence or certificate numbers, as the list of today has them. A malformed line is none."""
    return list(_read(subject))


def judge(number: str, subject: str, issued_on: date | None) -> Known:
    """Say whether a number has a form that was given on the day of issue; without one every era will do."""
    fitting = [form for form in forms(subject) if form.fits(number)]
    if not fitting:
        return Known.UNKNOWN
    of_day = issued_on is None or any(form.given_on(issued_on) for form in fitting)
    return Known.OF_ITS_DAY if of_day else Known.OF_ANOTHER_ERA


def named(subject: str, day: date | None = None) -> str:
    """Name the forms in words, those given on a day where one is named."""
    fitting = (form.name for form in forms(subject) if day is None or form.given_on(day))
    return ("；" if formats.in_chinese() else "; ").join(fitting)


def _read(subject: str) -> Iterator[Form]:
    for row in law.entries(FORMS, timezone.localdate()):
        least, _dash, most = str(row.details.get("length", "")).partition("-")
        if row.details.get("subject") != subject or not least.isdecimal() or not (most or least).isdecimal():
            continue
        try:
            first = date.fromisoformat(str(row.details.get("issued_from", "")))
            last = str(row.details.get("issued_until", ""))
            until = date.fromisoformat(last) if last else None
        except ValueError:
            continue
        lengths = range(int(least), int(most or least) + 1)
        yield Form(row.name, lengths, row.details.get("form") == "digits", first, until)
