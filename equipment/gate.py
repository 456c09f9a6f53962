"""What is asked of every entry about instruments and methods: texts, numbers, days."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from foundation.audit.errors import Finding
from foundation.audit.reasons import at_most, unstorable

LINE: Final = 100
"""Characters of a name, a number, a maker."""
TEXT: Final = 500


def line_objections(needed: Mapping[str, str], others: Mapping[str, str] | None = None) -> Iterator[Finding]:
    """What is wrong with texts of one line, by field; those `needed` have to say something."""
    for field, text in needed.items():
        if not text.strip():
            yield Finding(_("This was left empty."), field=field, code="missing")
    for field, text in {**needed, **(others or {})}.items():
        if len(text) > LINE:
            yield Finding(at_most(text, LINE), field=field, code="too_long")
        yield from unstorable(text, field)


def text_objections(text: str, field: str) -> Iterator[Finding]:
    """What is wrong with some lines of text that have to be given."""
    if not text.strip():
        yield Finding(_("This was left empty."), field=field, code="missing")
    elif len(text) > TEXT:
        yield Finding(at_most(text, TEXT), field=field, code="too_long")
    yield from unstorable(text, field)


def order_objections(first: date, last: date, field: str) -> Iterator[Finding]:
    """What is wrong with two days of which the second cannot lie before the first."""
    if last < first:
        yield Finding(_("The last day lies before the first."), field=field, code="ends_before_begins")
