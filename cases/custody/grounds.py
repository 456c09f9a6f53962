"""On which grounds materials may be destroyed: a dated list, of which most is still to be confirmed."""

from datetime import date
from typing import Final

from cases.entrustments.grounds import words_of
from foundation.law import queries as law
from foundation.law.models import Ground

LIST: Final = "destruction_grounds"


def entry(code: str, on: date) -> Ground | None:
    """Return a ground in force on a day, with its details, or None."""
    return next((row for row in law.entries(LIST, on) if row.code == code), None)


def needs_consent(code: str, on: date) -> bool:
    """Whether a destruction on this ground needs the consent of the client; one that nobody knows needs it."""
    row = entry(code, on)
    return row is None or row.details.get("consent") != "no"


def allowed_while_open(code: str, on: date) -> bool:
    """Whether the ground allows destroying before the case has ended."""
    row = entry(code, on)
    return row is not None and row.details.get("while_open") == "yes"


def choices(on: date) -> list[tuple[str, str]]:
    """The grounds in force on a day, in words; those not confirmed say so."""
    return [(each.code, words_of(each)) for each in law.grounds(LIST, on)]


def named(code: str, on: date) -> str:
    """Return a ground as it stood on a day, in words; its code where the list did not hold it then."""
    return dict(choices(on)).get(code, code)
