"""What the registration of an appraiser must satisfy: one place for pages, interfaces and rosters.

An appraiser practises at exactly one institution (决定 art. 8). Numbers of certificates changed their form by era; one
of no known form is asked about and not refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from foundation.exchange.cells.faults import Message
from institutions.gate import WORDS as INSTITUTION_WORDS
from institutions.gate import Objection, term_objections
from institutions.numbers import CERTIFICATE, Known, judge


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is entered about an appraiser. Texts are empty where nothing is known; days are both inclusive."""

    name: str
    certificate_number: str
    certificate_from: date | None
    certificate_until: date | None
    institution: UUID | None
    practice_codes: tuple[str, ...]
    identity_number: str = ""
    title: str = ""
    is_full_time: bool | None = None


WORDS: Final[dict[str, Message]] = {
    **{code: INSTITUTION_WORDS[code] for code in ("missing", "number_without_digits")},
    "ends_before_begins": Message(
        _("The certificate ends before it begins (%(detail)s)."), _("Compare with the certificate and correct it.")
    ),
    "begins_in_future": Message(
        _("The certificate begins after today (%(detail)s)."),
        _("Compare with the certificate and correct it."),
        "warning",
    ),
    "not_five_years": Message(
        _("A practice certificate is valid for five years; this one would end on %(detail)s."),
        _("Compare with the certificate and correct it."),
        "warning",
    ),
    "certificate_form": Message(
        _("The number has none of the known forms (7 to 14 digits)."),
        _("Compare with the certificate; nothing to do if it is right."),
        "warning",
    ),
    "beyond_institution": Message(
        _("The institution is not licensed for %(detail)s."),
        _("Compare with the licence of the institution; an appraiser practises within its categories."),
        "warning",
    ),
    "at_two_institutions": Message(
        _("The person is certified at another institution (%(detail)s); one may practise at one institution only."),
        _("End the certificate there first, or correct the row (决定 article 8)."),
    ),
}


def objections(entry: Certificate, licensed: frozenset[str], today: date) -> Iterator[Objection]:
    """What is wrong with an entry by itself; `licensed` are the practice categories of its institution."""
    needed = {
        "name": entry.name, "certificate_number": entry.certificate_number,
        "certificate_from": entry.certificate_from, "certificate_until": entry.certificate_until,
        "institution": entry.institution, "categories": entry.practice_codes,
    }  # fmt: skip
    for field, value in needed.items():
        if not value:
            yield Objection(field, "missing")
    number = entry.certificate_number
    if number:
        if not any(map(str.isdigit, number)):
            yield Objection("certificate_number", "number_without_digits")
        elif judge(number, CERTIFICATE, None) is Known.UNKNOWN:
            yield Objection("certificate_number", "certificate_form")
    fields = ("certificate_from", "certificate_until")
    yield from term_objections(entry.certificate_from, entry.certificate_until, fields, today)
    beyond = [code for code in entry.practice_codes if code not in licensed]
    if entry.institution is not None and beyond:
        yield Objection("categories", "beyond_institution", "、".join(beyond))
