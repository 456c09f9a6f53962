"""What a letter of entrustment says, and letters that were agreed."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from cases.actions import agreeing
from cases.actions.accepting import accept
from cases.agreements.terms import Terms
from cases.models import Agreement, Case, Entrustment
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.regulated import write

GIVEN: dict[str, Any] = {
    "fee": "1050.80",
    "fee_terms": "受理时一次性收取",
    "delivery": "collect",
    "copies": 3,
    "materials_return": "whole",
    "leftover": "collect",
    "leftover_weeks": 4,
    "disputes": "litigate",
    "officer": "示例承办人",
    "risks_told": True,
}
"""A letter as a form or a program sends it."""
WHY = "示例：委托人补充多份影像资料"
CONSENT = "示例：委托人11月25日来函"


def make_terms(**values: Any) -> Terms:
    """Return what a letter says when nothing unusual is agreed; keywords replace terms."""
    return Terms(**{**GIVEN, "fee": Decimal(GIVEN["fee"]), **values})


def make_agreement(case: Case, **terms: Any) -> Agreement:
    """Make the first version of the letter of a case, in the transaction of the caller, written past the verbs."""
    row = agreeing.first_version(case, make_terms(**terms))
    return write(row, "cases.accept_entrustment", by=SYSTEM, facts=agreeing.facts_of(row))


def accepted(row: Entrustment, *, by: Actor, effective_on: date | None = None, **terms: Any) -> Case:
    """Accept an entrustment under these terms."""
    day = effective_on or timezone.localdate()
    return accept(row.pk, by=by, version=row.trail_seq, effective_on=day, terms=make_terms(**terms))


def amended(case: Case, *, by: Actor, agreed_on: date | None = None, **terms: Any) -> Agreement:
    """Change the letter of a case by consent; return the new version."""
    agreeing.amend(
        case.pk, by=by, version=Case.objects.get(pk=case.pk).trail_seq, agreed_on=agreed_on or timezone.localdate(),
        terms=make_terms(**terms), reason=WHY, consent=CONSENT,
    )  # fmt: skip
    return Agreement.objects.filter(case=case).latest("number")
