"""Loading the rules that come with the portal; repeating it changes nothing.

A changed line closes its row and opens another from today, so that what a warning was opened by stays readable; a line
that is gone ends its rule.
"""

import csv
import hashlib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import Organisation
from foundation.accounts.roles import Role
from foundation.audit.actors import Actor
from foundation.audit.canonical import canonical
from foundation.audit.regulated import write
from foundation.kpi.catalogue import all_kpis
from foundation.law.reading import confidence_of
from governance.early_warning.kinds import SHAPES, Tone, UnfitRule, parameters_of
from governance.early_warning.models import WarningRule

FILE: Final = Path(__file__).resolve().parents[2] / "reference" / "early_warning" / "rules.csv"
OWNERS: Final = frozenset({Organisation.Level.PROVINCE.value, Organisation.Level.CITY.value})


@transaction.atomic
def load(by: Actor, path: Path = FILE) -> dict[str, int]:
    """Bring the rules to what the file says and return how many were opened, amended, ended and unchanged.

    Raises UnfitRule for a line that is no rule.
    """
    counts: Counter[str] = Counter()
    present = {row.code: row for row in WarningRule._base_manager.filter(effective_to__isnull=True)}
    for position, line in enumerate(_lines(path), start=1):
        values = _values(line, position)
        digest = hashlib.sha256(canonical(values)).hexdigest()[:16]
        row = present.pop(values["code"], None)
        if row is not None and row.file_hash == digest:
            counts["unchanged"] += 1
            continue
        if row is not None:
            values["effective_from"] = _close(row, max(timezone.localdate(), row.effective_from), by)
        counts["amended" if row is not None else "opened"] += 1
        _open(values, digest, by)
    for row in present.values():
        _end(row, max(timezone.localdate() - timedelta(days=1), row.effective_from), by)
        counts["ended"] += 1
    return dict(counts)


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: (value or "").strip() for name, value in line.items()} for line in csv.DictReader(file)]


def _values(line: dict[str, str], position: int) -> dict[str, Any]:
    """The columns of a line. Raises UnfitRule."""
    parameters = parameters_of(line["kind"], line["parameters"])
    if line["level"] not in SHAPES[line["kind"]].levels:
        raise UnfitRule(f"{line['code']}: {line['kind']} does not speak of {line['level']}")
    if "kpi" in parameters and parameters["kpi"] not in {kpi.code for kpi in all_kpis()}:
        raise UnfitRule(f"{line['code']}: no figure is called {parameters['kpi']}")
    if line["tone"] not in Tone.values or line["owner_role"] not in Role.values or line["owner_level"] not in OWNERS:
        raise UnfitRule(f"{line['code']}: no such tone or owner")
    return {
        "code": line["code"],
        "position": position,
        "name_zh": line["name_zh"],
        "name_en": line["name_en"],
        "kind": line["kind"],
        "level": line["level"],
        "areas": line["areas"].split(),
        "parameters": parameters,
        "tone": line["tone"],
        "to_do_zh": line["to_do_zh"],
        "to_do_en": line["to_do_en"],
        "owner_role": line["owner_role"],
        "owner_level": line["owner_level"],
        "source_text": line["source"],
        "evidence": line["evidence"],
        "confidence": confidence_of(line["confidence"]).value,
        "effective_from": date.fromisoformat(line["valid_from"]),
        "effective_to": date.fromisoformat(line["valid_until"]) if line["valid_until"] else None,
    }


def _open(values: dict[str, Any], digest: str, by: Actor) -> None:
    row = WarningRule(**values, file_hash=digest)
    facts = {"kind": row.kind, "parameters": row.parameters, "effective_from": row.effective_from}
    write(row, "early_warning_rule.opened", by=by, facts=facts)


def _close(row: WarningRule, begins: date, by: Actor) -> date:
    """Close a row on the day before the next wording begins; return that day. On its own first day it stays one day."""
    begins = max(begins, row.effective_from + timedelta(days=1))
    _end(row, begins - timedelta(days=1), by)
    return begins


def _end(row: WarningRule, last: date, by: Actor) -> None:
    row.effective_to = last
    write(row, "early_warning_rule.ended", by=by, facts={"effective_to": last})
