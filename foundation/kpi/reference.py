"""Loading the targets that come with the portal; repeating it changes nothing."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.regulated import write
from foundation.kpi.models import Target

FILE = Path(__file__).resolve().parents[2] / "reference" / "kpi" / "targets.csv"


@transaction.atomic
def load(by: Actor, path: Path = FILE) -> dict[str, int]:
    """Bring the targets of the file into the table; return how many were set, changed, and unchanged.

    Targets that are not in the file stay. Raises ValueError for an unknown comparison.
    """
    counts: Counter[str] = Counter()
    present = {row.code: row for row in Target._base_manager.all()}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            values = _values(line)
            row = present.get(line["code"])
            if row is None:
                write(Target(**values), "target.set", by=by, facts={"value": line["value"], "year": line["year"]})
                counts["opened"] += 1
            elif all(getattr(row, name) == value for name, value in values.items()):
                counts["unchanged"] += 1
            else:
                for name, value in values.items():
                    setattr(row, name, value)
                write(row, "target.changed", by=by, facts={"value": line["value"], "year": line["year"]})
                counts["amended"] += 1
    return dict(counts)


def _values(line: dict[str, str]) -> dict[str, object]:
    if line["comparison"] not in Target.Comparison.values:
        raise ValueError(f"{line['code']}: {line['comparison']} is no comparison")
    return {**line, "year": int(line["year"]), "value": Decimal(line["value"])}
