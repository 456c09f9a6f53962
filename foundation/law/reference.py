"""Loading the legal tables that come with the portal; repeating it changes nothing.

The file speaks for a row until an administrator edits it: from then on the row's `file_hash` is
empty and the loader leaves it alone.
"""

import hashlib
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.canonical import canonical
from foundation.law.actions.amending import close, write_amendment
from foundation.law.models import Dated
from foundation.law.reading import FOLDER, Rows, read_all

REASON = "reference"


@transaction.atomic
def load(by: Actor, folder: Path = FOLDER) -> dict[str, int]:
    """Bring the legal tables to what the files say and return how many rows were opened, amended, ended, kept.

    A changed line closes its row and opens another from the file's new date, or from today where the
    file gives none. A line that is gone ends its row. Rows edited by an administrator are kept.
    """
    counts: Counter[str] = Counter()
    for model, rows in read_all(folder).items():
        _load_table(model, rows, by, counts)
    return dict(counts)


def _load_table(model: type[Dated], rows: Rows, by: Actor, counts: Counter[str]) -> None:
    present = {row.stream: row for row in _latest(model)}
    fresh = []
    for values in rows:
        row = present.pop(f"{model.trail_prefix}:{values['code']}", None)
        digest = hashlib.sha256(canonical(values)).hexdigest()[:16]
        if row is None:
            fresh.append(model(**values, file_hash=digest))
        elif row.file_hash == digest:
            counts["unchanged"] += 1
        elif not row.file_hash:
            counts["kept"] += 1
        else:
            _amend(row, values, digest, by)
            counts["amended"] += 1
    counts["opened"] += _open(fresh, by)
    for row in present.values():
        if row.file_hash and row.effective_to is None:
            close(row, max(timezone.localdate() - timedelta(days=1), row.effective_from), by=by, reason=REASON)
            counts["ended"] += 1


def _latest(model: type[Dated]) -> list[Dated]:
    """Return the newest row of each code, in the order of their beginning, so that the last wins."""
    return list(model._base_manager.order_by("effective_from"))


def _open(rows: list[Dated], by: Actor) -> int:
    numbers = trail.append_many(trail.Draft(row.stream, "law.loaded", by, {"file": row.file_hash}) for row in rows)
    for row in rows:
        row.trail_seq = numbers[row.stream]
    if rows:
        type(rows[0])._base_manager.bulk_create(rows)
    return len(rows)


def _amend(row: Dated, values: dict[str, Any], digest: str, by: Actor) -> None:
    begins = values["effective_from"]
    effective_from = begins if begins > row.effective_from else max(timezone.localdate(), row.effective_from)
    changes = {
        name: value
        for name, value in values.items()
        if name not in {"code", "effective_from"} and getattr(row, name) != value
    }
    write_amendment(row, changes, effective_from, by=by, reason=REASON, file_hash=digest)
