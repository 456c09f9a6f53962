"""Applications for recognitions, made and moved by the verbs."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation.audit.actors import SYSTEM, Actor
from governance.recognition.actions import applying, recognising
from governance.recognition.models import RecognitionApplication
from governance.recognition.standards.criteria import checklist
from governance.recognition.standards.gate import Given
from institutions.actions.recognising import Decided, recognise
from institutions.models import Institution, Recognition

WHY = "示例：现场核查记录第1号"
MUNICIPAL, PROVINCIAL, HIGH = "municipal_standard", "provincial_standard", "high_qualified"


def full_marks(kind: str = MUNICIPAL, **points: str) -> dict[str, Given]:
    """Return full points for every criterion but those given otherwise by code (BZ_01)."""
    given = {code.replace("_", "-"): value for code, value in points.items()}
    rows = checklist(kind, timezone.localdate())
    return {each.code: Given(given.get(each.code, str(each.weight)), "示例：制度汇编和现场照片") for each in rows}


def make_application(
    institution: Institution, kind: str = MUNICIPAL, *, by: Actor = SYSTEM, **values: Any
) -> RecognitionApplication:
    """Apply with full points unless keywords say otherwise."""
    return applying.apply_for(institution.pk, by=by, **{"kind": kind, "given": full_marks(kind), **values})


def verify(row: RecognitionApplication, *, by: Actor = SYSTEM, **values: Any) -> RecognitionApplication:
    """Verify with the points of the institution: the conditions are met, unless keywords say otherwise."""
    given: dict[str, Any] = {"version": row.trail_seq, "given": full_marks(row.kind), "result": "fit"}
    return recognising.verify(row.pk, by=by, **{**given, **values})


def decide(row: RecognitionApplication, *, by: Actor = SYSTEM, **values: Any) -> RecognitionApplication:
    """Decide that the conditions are met unless keywords say otherwise."""
    return recognising.decide(row.pk, by=by, **{"version": row.trail_seq, "result": "fit", **values})


def hold(institution: Institution, kind: str, until: date = date(2029, 6, 30)) -> Recognition:
    """Let an institution hold a recognition since July, as a decision above would write it."""
    decided = Decided(kind, 2026, date(2026, 7, 1), institution.pk, valid_until=until)
    return recognise(institution, decided, by=SYSTEM)


@transaction.atomic(savepoint=False)
def hold_apart(institution: Institution, kind: str) -> Recognition:
    """The same where every row has to be committed."""
    return hold(institution, kind)
