"""How many appraisers an item needs before anything of it may be accepted, and whether an institution has them."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q

from appraisers.models import Appraiser
from institutions.models import Restriction
from institutions.standing.conditions import rules_on
from institutions.standing.kinds import Condition

APPRAISERS_NEEDED: Final = 2
"""An appraisal is carried out by two appraisers at least (程序通则 arts. 18, 19)."""


def full_time_needed(on: date) -> int:
    """How many full-time appraisers an item needs on a day (条例 arts. 10, 17; decisions.md 10)."""
    rule = rules_on(on).get(Condition.THIRD_APPRAISER)
    return rule.least if rule is not None else 0


def staffed(institution: Any, practice: Any, lineage: Sequence[Any], on: date) -> Q:
    """Whether an institution has the appraisers that the gate asks for, as a condition; references are allowed.

    `lineage` is compared with the bars of each appraiser: a reference in it has to reach out twice. One whose roster
    does not say whether he is full-time may count, as at the gate (`cases.standing_checks.people`).
    """
    bars = Restriction.objects.of_practice().in_force(on).barring(lineage).filter(person=OuterRef("person"))
    able = (
        Appraiser.objects.filter(institution=institution).certified_for(practice, on).filter(~Exists(bars)).order_by()
    )
    full = full_time_needed(on)
    found = _as_many(able, APPRAISERS_NEEDED) if full < APPRAISERS_NEEDED else Q()
    return found & _as_many(able.exclude(is_full_time=False), full) if full else found


def _as_many(rows: Any, least: int) -> Q:
    return Q(Exists(rows[least - 1 : least]))  # the database stops counting there
