"""The published document of a release: plain data that everybody can download and hash anew.

The digest is SHA-256 over canonical JSON (UTF-8, keys in order, no spaces, numbers whole or as texts). A figure that is
held back has no counts in it.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, Final

from foundation.audit.canonical import canonical
from foundation.kpi.models import Release, ReleasedFigure
from foundation.kpi.releases.disclosure import SMALLEST

FORMAT: Final = "figures/1"


def document(release: Release, figures: Iterable[ReleasedFigure], supersedes: int | None) -> dict[str, Any]:
    """Return the document of a release that has its number."""
    return {
        "format": FORMAT,
        "number": release.number,
        "period": release.period,
        "first_day": release.first_day.isoformat(),
        "last_day": release.last_day.isoformat(),
        "data_time": canonical_moment(release),
        "supersedes": supersedes,
        "smallest": SMALLEST,
        "definitions": release.definitions,
        "figures": [public_figure(row) for row in figures],
    }


def canonical_moment(release: Release) -> str:
    """The data time in UTC with microseconds, as it is hashed."""
    return canonical(release.data_time).decode().strip('"')


def public_figure(row: ReleasedFigure) -> dict[str, Any]:
    """A figure as everybody reads it."""
    place = {
        "kpi": row.kpi,
        "period": row.period,
        "city": row.city,
        "category": row.category,
        "institution": row.institution,
    }
    if row.suppressed:
        return {**place, "suppressed": True}
    told = {"numerator": row.numerator, "denominator": row.denominator}
    texts = {"value": row.value, "low": row.low, "high": row.high}
    return {
        **place,
        "suppressed": False,
        **{name: value for name, value in told.items() if value is not None},
        **{name: text for name, text in texts.items() if text},
    }


def digest_of(contents: Mapping[str, Any]) -> str:
    """The SHA-256 of a document, in hexadecimal."""
    return sha256(canonical(contents)).hexdigest()


def full_digest_of(figures: Iterable[ReleasedFigure], salt: str) -> str:
    """The SHA-256 of all figures with what is held back, and a salt without which nobody can try numbers out."""
    rows = [
        [row.kpi, row.period, row.city, row.category, row.institution, row.numerator, row.denominator, row.value]
        for row in figures
    ]
    return sha256(canonical({"salt": salt, "figures": rows})).hexdigest()
