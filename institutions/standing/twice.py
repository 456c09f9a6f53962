"""The same paper recorded a second time: one rule for every record that a number makes known.

Numbers are compared without regard to case, width and spaces, as people copy them from papers. A record that was ended
on its first day never held: whoever recorded something wrongly ends it so, and records it anew.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from foundation.audit.errors import Finding


def alike(text: str) -> str:
    """A number or name as it is compared: without case, width and spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def numbered(rows: Iterable[Any], field: str, number: str) -> Iterator[Any]:
    """Those of the rows whose `field` says the same number."""
    wanted = alike(number.replace("\0", ""))
    return (row for row in rows if wanted and alike(getattr(row, field)) == wanted)


def again(rows: Iterable[Any], first: date, last: date | None = None, *, anew: bool = False) -> Any:
    """Return the record that speaks of the same paper; None without one.

    `rows` are records of the same number, with `valid_from`, `valid_until` and `ended_on`. With `anew` the number may
    come again for a term (`first` to `last`, both included) that has no day in common with what is on file.
    """
    for row in rows:
        if row.valid_from == first:
            return row
        if row.ended_on is not None and row.ended_on <= row.valid_from:
            continue
        if not anew or not _apart(row, first, last):
            return row
    return None


def _apart(row: Any, first: date, last: date | None) -> bool:
    over = row.ended_on is not None and row.ended_on <= first
    before = row.valid_until is not None and row.valid_until < first
    return over or before or (last is not None and last < row.valid_from)


def objections(row: Any, message: str, field: str, way_out: str = "") -> Iterator[Finding]:
    """Say what is on file of a record already, and lead to it; nothing without one."""
    if row is not None:
        yield Finding(
            message,
            field=field,
            fact=on_file(row),
            way_out=way_out,
            code="recorded_already",
            record_url=row.get_absolute_url(),
        )


def on_file(row: Any) -> str:
    """What is on file of a record: its number and its days."""
    ends = [row.valid_until, row.ended_on - timedelta(days=1) if row.ended_on else None]
    last = min((day for day in ends if day is not None), default=None)
    if last is None:
        return _("%(paper)s, since %(first)s") % {"paper": row, "first": row.valid_from.isoformat()}
    days = {"first": row.valid_from.isoformat(), "last": last.isoformat()}
    return _("%(paper)s, %(first)s to %(last)s") % {"paper": row, **days}
