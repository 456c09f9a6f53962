"""What a review looks at: the points of the dated list, each scored from 0 to 10."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from foundation.audit.errors import Finding
from foundation.law.queries import Offered
from institutions.rectification.grounds import offered, words_of

HIGHEST: Final = 10


def criteria(on: date) -> tuple[Offered, ...]:
    """Return the points in force on a day; findings rest on the same list."""
    return offered(on)


def in_words(on: date) -> list[tuple[str, str]]:
    """Return code and words of every point in force on a day."""
    return [(each.code, words_of(each)) for each in criteria(on)]


def objections(scores: Mapping[str, Any], on: date) -> Iterator[Finding]:
    """What is wrong with the points given, beside `scores` and the code of the criterion."""
    codes = [each.code for each in criteria(on)]
    for code in codes:
        given = scores.get(code)
        if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= HIGHEST:
            yield Finding(_("Give 0 to %(most)d points.") % {"most": HIGHEST}, field=f"score_{code}")
    unknown = [name for name in scores if name not in codes]
    if unknown:
        yield Finding(_("There is no such point to be scored."), field="scores")
