"""What a check found becomes a row with its event; a drift tells the officers of the province."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import Organisation, Posting
from foundation.accounts.notices import notify
from foundation.accounts.roles import Role
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.kpi.checking.cells import SHOWN, DifferingCell
from foundation.kpi.models import FigureCheck

DRIFTED: Final = "figures_drifted"
_LOOK_BACK: Final = 60
"""Checks read to find the last whole one: a sample a night, a whole check a week."""


@dataclass(frozen=True)
class Found:
    """What a check looked at and found."""

    cells: int
    differing: int
    first: Sequence[DifferingCell]
    seed: str = ""


@transaction.atomic
def record(kind: str, found: Found, started_at: datetime) -> FigureCheck:
    """Write the row of a check with its event; where cells differ, tell the officers of the province once."""
    row = FigureCheck(
        kind=kind,
        seed=found.seed,
        started_at=started_at,
        finished_at=timezone.now(),
        cells=found.cells,
        differing=found.differing,
        first=[cell.as_json() for cell in found.first[:SHOWN]],
    )
    facts = {"kind": kind, "seed": found.seed, "cells": found.cells, "differing": found.differing}
    write(row, "figures.checked", by=SYSTEM, facts=facts)
    if row.left:
        told = {"count": found.differing}
        notify(_officers_of_the_province(), DRIFTED, f"{DRIFTED}:{row.pk}", told, row.get_absolute_url())
    return row


def _officers_of_the_province() -> list[int]:
    """The users who are officers of the provincial organ today."""
    rows = Posting.objects.in_force(timezone.localdate()).filter(
        role=Role.OFFICER,
        organisation__kind=Organisation.Kind.ORGAN,
        organisation__level=Organisation.Level.PROVINCE,
    )
    return list(rows.values_list("user_id", flat=True))


@dataclass(frozen=True)
class Proven:
    """How far figures are proven: the last check, and the check whose differing cells nobody has put right yet."""

    last: FigureCheck
    drift: FigureCheck | None

    @property
    def differing(self) -> int:
        """How many cells are known to differ."""
        return self.drift.left if self.drift else 0


def proven() -> Proven | None:
    """Return where proof stands, None before the first check. One question.

    A drift stays until every cell was looked at again and none is left differing: a sample that happens to look
    elsewhere settles nothing.
    """
    rows = list(FigureCheck.objects.order_by("-finished_at", "-id").defer("first")[:_LOOK_BACK])
    for row in rows:
        if row.left:
            return Proven(rows[0], row)
        if row.is_whole:
            break
    return Proven(rows[0], None) if rows else None
