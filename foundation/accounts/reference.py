"""Loading the delegation table that comes with the portal; repeating it changes nothing.

The file opens what was never decided before. What an administrator gave or took stays as it is; a
line that is gone from the file ends the row it had opened.
"""

import csv
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import Delegation, Organisation
from foundation.accounts.roles import Role
from foundation.audit import trail
from foundation.audit.actors import Actor

FILE = Path(__file__).resolve().parents[2] / "reference" / "accounts" / "delegation.csv"

Key = tuple[str, str, str]


@transaction.atomic
def load(by: Actor, path: Path = FILE) -> dict[str, int]:
    """Bring the delegation table to what the file says; return how many rows were opened and ended.

    Raises ValueError for a role or level that does not exist, or a line given twice.
    """
    lines = _lines(path)
    rows = list(Delegation.objects.all())
    decided = {(row.verb, row.role, row.level) for row in rows}
    opened: dict[str, list[Delegation]] = defaultdict(list)
    for (verb, role, level), (since, source) in lines.items():
        if (verb, role, level) not in decided:
            opened[verb].append(
                Delegation(verb=verb, role=role, level=level, effective_from=since, source=source, from_file=True)
            )
    ended: dict[str, list[Delegation]] = defaultdict(list)
    for row in rows:
        if row.from_file and row.effective_to is None and (row.verb, row.role, row.level) not in lines:
            ended[row.verb].append(row)
    _write(opened, ended, by)
    return {
        "opened": sum(map(len, opened.values())),
        "ended": sum(map(len, ended.values())),
        "unchanged": len(decided & lines.keys()),
    }


def _write(opened: dict[str, list[Delegation]], ended: dict[str, list[Delegation]], by: Actor) -> None:
    """Write one event a verb, and the rows it explains."""
    last_day = timezone.localdate() - timedelta(days=1)
    drafts = [
        trail.Draft(
            f"{Delegation.trail_prefix}:{verb}",
            "delegation.loaded",
            by,
            {
                "opened": [f"{row.role}@{row.level}" for row in opened.get(verb, [])],
                "ended": [f"{row.role}@{row.level}" for row in ended.get(verb, [])],
            },
        )
        for verb in sorted({*opened, *ended})
    ]
    numbers = trail.append_many(drafts)
    fresh = [row for rows in opened.values() for row in rows]
    for row in fresh:
        row.trail_seq = numbers[row.stream]
    Delegation.objects.bulk_create(fresh)
    for verb, rows in ended.items():
        Delegation.objects.filter(pk__in=[row.pk for row in rows]).update(
            effective_to=last_day, trail_seq=numbers[f"{Delegation.trail_prefix}:{verb}"]
        )


def _lines(path: Path) -> dict[Key, tuple[date, str]]:
    lines: dict[Key, tuple[date, str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            key = (line["verb"], Role(line["role"]).value, Organisation.Level(line["level"]).value)
            if key in lines:
                raise ValueError(f"{path.name}: {' '.join(key)} is given twice")
            lines[key] = (date.fromisoformat(line["effective_from"]), line["source"])
    return lines
