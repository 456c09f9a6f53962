"""The lines of an annual review: which are asked, what the portal knows, and what was submitted.

Which lines are asked is dated data (`annual_review_lines` of the legal tables): no detailed rules of the province were
found, so every line stands there as to be confirmed, and an administrator amends it without a program.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.audit.canonical import canonical
from foundation.law import queries as law
from foundation.law.models import Ground
from governance.annual_review.figures import FIGURES, NO_FIGURE, Asked, Figure, Value
from governance.annual_review.models import AnnualReview, ReviewLine
from governance.annual_review.wording import words_of

LIST: Final = "annual_review_lines"


@dataclass(frozen=True)
class Line:
    """A line as a page shows it: its name in force, what the portal knows, from where, and the rows behind it."""

    code: str
    figure: str
    position: int
    name: str
    article: str
    to_be_confirmed: bool
    value: Value
    source: Any
    url: str
    verb: str
    said: ReviewLine | None = None

    @property
    def words(self) -> str:
        """The value in words."""
        return words_of(self.value)

    @property
    def is_disputed(self) -> bool:
        """Whether the institution disputes it."""
        return self.said is not None and self.said.answer == "disputed"


def lines_today(review: AnnualReview) -> list[Line]:
    """Return the lines as they would be confirmed now, calculated from the rows. `review` has institution and year."""
    asked = _asked(review, timezone.localdate())
    made = []
    for position, entry in enumerate(_entries(review.review_year.opened_on), start=1):
        figure = _figure(entry.details.get("figure", ""))
        made.append(_line(entry, position, asked, figure.compute(asked)))
    return made


def lines_submitted(review: AnnualReview, rounds: int | None = None) -> list[Line]:
    """Return the lines of a submission (the last one) with what the institution said, in the values of that day."""
    number = review.round if rounds is None else rounds
    day = review.submitted_on or review.proposed_on or timezone.localdate()
    asked = _asked(review, day)
    entries = {entry.code: entry for entry in _entries(review.review_year.opened_on)}
    return [
        _line(entries.get(row.code), row.position, asked, row.value, row)
        for row in review.lines.filter(round=number).order_by("position")
    ]


def openable(lines: Iterable[Line], actor: AnyActor) -> list[Line]:
    """Return the lines as an actor reads them: the rows behind a value are offered to those who may open them."""
    return [line if actor.may(line.verb) else replace(line, url="") for line in lines]


def digest_of(lines: Iterable[Line]) -> str:
    """Return what identifies the values that somebody has seen: another digest means other figures."""
    return hashlib.sha256(canonical([[line.code, line.value] for line in lines])).hexdigest()[:24]


def _entries(on: date) -> Sequence[Ground]:
    return law.entries(LIST, on)


def _figure(name: str) -> Figure:
    return FIGURES.get(name, NO_FIGURE)


def _asked(review: AnnualReview, today: date) -> Asked:
    return Asked(review.institution, review.year, today)


def _line(entry: Ground | None, position: int, asked: Asked, value: Value, said: ReviewLine | None = None) -> Line:
    name = said.figure if said is not None else (entry.details.get("figure", "") if entry else "")
    figure = _figure(name)
    return Line(
        code=entry.code if entry else (said.code if said else ""),
        figure=name,
        position=position,
        name=str(entry.name) if entry else _("A line that is not in the table any more"),
        article=entry.source_text if entry else "",
        to_be_confirmed=entry is not None and entry.to_be_confirmed,
        value=value,
        source=figure.source,
        url=figure.rows(asked),
        verb=figure.verb,
        said=said,
    )
