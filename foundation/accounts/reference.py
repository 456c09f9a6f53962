"""The delegation table that comes with the portal, read from `reference/accounts/delegation.csv`."""

import csv
from datetime import date

from django.conf import settings
from django.db import transaction

from foundation.accounts.models import Delegation
from foundation.audit import trail
from foundation.audit.actors import Actor


@transaction.atomic(durable=True)
def load(by: Actor) -> dict[str, int]:
    """Add the rows of the file that the table does not hold yet; what an administrator changed stays.

    Returns the number of added rows. One event a verb names the rows that came.
    """
    held = set(Delegation.objects.values_list("verb", "role", "level", "effective_from"))
    missing = [row for row in _rows() if (row.verb, row.role, row.level, row.effective_from) not in held]
    by_verb: dict[str, list[str]] = {}
    for row in missing:
        by_verb.setdefault(row.verb, []).append(f"{row.role}@{row.level}")
    drafts = [trail.Draft(f"delegation:{verb}", "delegation.loaded", by, {"rows": rows}) for verb, rows in by_verb.items()]
    numbers = trail.append_many(drafts)
    for row in missing:
        row.trail_seq = numbers[row.stream]
    Delegation.objects.bulk_create(missing)
    return {"delegations": len(missing)}


def _rows() -> list[Delegation]:
    path = settings.REFERENCE_DIR / "accounts" / "delegation.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Delegation(
                verb=row["verb"],
                role=row["role"],
                level=row["level"],
                effective_from=date.fromisoformat(row["effective_from"]),
                source=row["source"],
            )
            for row in csv.DictReader(file)
        ]
