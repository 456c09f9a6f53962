"""What is asked of every act on the standing of an institution or a person: documents, days, categories."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.errors import Finding
from foundation.audit.reasons import at_most
from foundation.desk import formats
from foundation.law import queries as law

LONGEST: Final = 100
MOST: Final = 60


def document_objections(number: str, field: str = "document_number") -> Iterator[Finding]:
    """What is wrong with the number of a document that has to be given."""
    if not number.strip() or "\0" in number:
        yield Finding(_("Give the number of the document."), field=field, code="document_missing")
    elif len(number) > LONGEST:
        yield Finding(at_most(number, LONGEST), field=field, code="too_long")


def past_objections(day: date, field: str, today: date, earliest: date | None = None) -> Iterator[Finding]:
    """What is wrong with a day that is told of the past (decisions.md 9)."""
    if day > today:
        yield Finding(_("This day has not come yet."), field=field, code="day_to_come")
    elif earliest is not None and day < earliest:
        yield Finding(
            _("This day lies before %(day)s, on which it began.") % {"day": earliest.isoformat()},
            field=field,
            code="before_the_beginning",
        )


def category_objections(codes: Sequence[str], field: str = "categories") -> Iterator[Finding]:
    """What is wrong with the categories chosen: none, too many, unknown, above the practice categories."""
    if not codes:
        yield Finding(_("Choose at least one category or item."), field=field, code="category_missing")
    if len(codes) > MOST:
        yield Finding(_("At most %(most)d at a time.") % {"most": MOST}, field=field, code="too_many")
    every = law.categories()
    for code in codes[:MOST]:
        if code not in every or not every[code].practice_code:
            told = {"code": code[:40].replace("\0", "")}
            yield Finding(_("There is no category %(code)s.") % told, field=field, code="category_unknown")
        elif law.legacy(code, timezone.localdate()):
            yield Finding(
                _("%(name)s is not registered any more.") % {"name": every[code].name},
                field=field,
                code="category_legacy",
            )


def term_objections(first: date, last: date, field: str = "valid_until") -> Iterator[Finding]:
    """What is wrong with the days of a term."""
    if last < first:
        yield Finding(_("The last day lies before the first."), field=field, code="ends_before_begins")


def within_licence(codes: Iterable[str], practice_codes: Sequence[str], field: str = "categories") -> Iterator[Finding]:
    """What lies outside the practice categories that the licence names."""
    every = law.categories()
    beyond = [code for code in codes if code in every and every[code].practice_code not in practice_codes]
    if beyond:
        names = formats.listed(every[code].name for code in beyond)
        yield Finding(
            _("The licence does not name the practice category of: %(names)s.") % {"names": names},
            field=field,
            way_out=_("Enter the item in the scope of the licence first."),
            code="beyond_licence",
        )
