"""What is asked of an act on a registration or a certificate, besides what is asked of every act on a standing."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.models import Organisation
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding
from foundation.audit.reasons import at_most, unstorable
from foundation.exchange.cells.identifiers import read_credit_code
from foundation.law import queries as law
from foundation.law.models import Ground
from institutions import numbers
from institutions.gate import WORDS, Objection
from institutions.models import Institution
from institutions.numbers import Known
from institutions.roster.messages import READING
from institutions.roster.readers import read_telephone

LINE: Final = 100
ADDRESS: Final = 200
TELEPHONE: Final = 60
MOST: Final = 10**12
"""Yuan; more is a slip of the keyboard."""
ENDS: Final = "revocation_cancellation"
CHANGES: Final = "registration_changes"
ONE_BODY: Final = "山东省司法鉴定条例第十条"
WITHDRAW: Final = "withdraw"


def line_objections(text: str, field: str, most: int = LINE, *, needed: bool = True) -> Iterator[Finding]:
    """What is wrong with a line of text."""
    if needed and not text.strip():
        yield Finding(_("This was left empty."), field=field, code="missing")
    elif len(text) > most:
        yield Finding(at_most(text, most), field=field, code="too_long")
    yield from unstorable(text, field)


def telephone_of(text: str) -> str:
    """A telephone number as it is kept: in half width; what cannot be read stays as it was typed."""
    read = read_telephone(text)
    return read if isinstance(read, str) else text.strip()


def telephone_objections(text: str, field: str = "telephone") -> Iterator[Finding]:
    """What is wrong with a telephone number, where one is given; the roster asks the same."""
    if not isinstance(read_telephone(text), str):
        message = READING["telephone_form"]
        yield Finding(str(message.wrong), field=field, way_out=str(message.to_do), code="telephone_form")


def funds_objections(funds: int | None) -> Iterator[Finding]:
    """What is wrong with a sum of funds."""
    if funds is not None and not 1 <= funds <= MOST:
        yield Finding(_("Write the funds in whole yuan, from 1 on."), field="funds", code="funds_out_of_bounds")


def seat_objections(division: str, by: Actor, field: str = "division") -> Iterator[Finding]:
    """What is wrong with a seat: no county, or one outside the area of the organ that acts."""
    row = law.division(division)
    if row is None or row.level != "county":
        yield Finding(_("Choose a county."), field=field, code="county_unknown")
    elif not _within(by, str(row.parent_id)):
        yield Finding(
            _("The seat lies outside the area of your organ."),
            field=field,
            way_out=_("The provincial organ registers a seat in another city."),
            code="outside_area",
        )


def _within(by: Actor, city: str) -> bool:
    posting = getattr(by, "posting", None)
    if posting is None or posting.organisation.level == Organisation.Level.PROVINCE:
        return True
    return bool(posting.organisation.city_code == city)


def practice_objections(codes: Sequence[str], field: str = "categories") -> Iterator[Finding]:
    """What is wrong with practice categories: none, or one that is none of the ten (decisions.md 42)."""
    if not codes:
        yield Finding(_("Choose at least one practice category."), field=field, code="category_missing")
    known = {row.code for row in law.practice_categories()}
    for code in [code for code in codes if code not in known][:3]:
        told = {"code": code[:40].replace("\0", "")}
        yield Finding(_("There is no practice category %(code)s.") % told, field=field, code="category_unknown")


def legacy_objections(codes: Iterable[str], field: str = "categories") -> Iterator[Finding]:
    """Categories that are newly registered although nobody may register them any more."""
    every, today = law.categories(), timezone.localdate()
    for code in [code for code in codes if code in every and law.legacy(code, today)]:
        yield Finding(
            _("%(name)s is not registered any more.") % {"name": every[code].name}, field=field, code="category_legacy"
        )


def name_taken(name: str, division: str, own: Any = None) -> Iterator[Finding]:
    """Another institution of this name in the same county."""
    same = Organisation.objects.filter(kind=Organisation.Kind.INSTITUTION, name=name, division=division)
    if "\0" not in name and "\0" not in division and same.exclude(pk=own).exists():
        yield Finding(
            _("An institution of this name is registered in the county."), ONE_BODY, "name", code="name_taken"
        )


def credit_code_objections(code: str) -> Iterator[Finding]:
    """What is wrong with a unified social credit code, where one is given."""
    if code and not isinstance(read_credit_code(code), str):
        yield Finding(
            _("This is no unified social credit code: 18 characters with a check digit."),
            field="credit_code",
            code="credit_code_form",
        )
    elif code and Organisation.objects.filter(kind=Organisation.Kind.INSTITUTION, credit_code=code).exists():
        yield Finding(_("Another institution has this code."), field="credit_code", code="credit_code_taken")


def licence_number_objections(number: str, issued_on: date, own: Any = None) -> Iterator[Finding]:
    """What is wrong with the number of a licence that is issued now: its form, or that another one has it."""
    yield from number_form_objections(number, numbers.LICENCE, issued_on, "licence_number")
    if number and "\0" not in number:
        others = Institution.objects.exclude(pk=own)
        if (
            others.filter(licence_number=number).exists()
            or others.filter(former_licence_numbers__contains=[number]).exists()
        ):
            yield Finding(
                _("Another institution has or had this licence number."), field="licence_number", code="number_taken"
            )


def number_form_objections(number: str, subject: str, issued_on: date, field: str) -> Iterator[Finding]:
    """What is wrong with the form of a number that is issued on a day; numbers of earlier eras are not issued anew."""
    if not number:
        yield Finding(_("This was left empty."), field=field, code="missing")
    elif numbers.judge(number, subject, issued_on) is not Known.OF_ITS_DAY:
        yield Finding(
            _("A number that is issued on this day has one of these forms: %(forms)s.")
            % {"forms": numbers.named(subject, issued_on)},
            field=field,
            code="number_form",
        )


def as_findings(objections: Sequence[Objection], words: Any = WORDS) -> list[Finding]:
    """Return what the gate of an entry objects to as findings: who registers by hand may correct it at once."""
    return [
        Finding(
            str(words[each.code].wrong) % {"detail": each.detail},
            field=each.field,
            way_out=str(words[each.code].to_do),
            code=each.code,
        )
        for each in objections
    ]


def ends_of(subject: str, on: date) -> list[Ground]:
    """Return the grounds in force on which a registration or a certificate is ended; `subject` as in the table."""
    return [row for row in law.entries(ENDS, on) if subject in str(row.details.get("subject", "")).split()]


def end_ground(code: str, subject: str, on: date) -> Ground | None:
    """Return one of them by its code."""
    return next((row for row in ends_of(subject, on) if row.code == code), None)


def ended_already(ended: bool) -> Iterator[Finding]:
    """That a registration or a certificate has ended already."""
    if ended:
        yield Finding(_("This registration has ended already."), code="ended_already")
