"""Rounds of the capability assessment and assessments of institutions, opened and moved by the verbs."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import time_machine
from django.utils import timezone

from foundation.audit.actors import SYSTEM, Actor
from governance.recognition.actions import assessing, contesting, grading
from governance.recognition.assessment import gate
from governance.recognition.models import Assessment, AssessmentRound
from institutions.models import Institution

WHY = "示例：依据第1号决定"
LINE = "ZP-02"
OBJECTIONS = {LINE: "示例：已取得国家级资质认定，证书见附件"}
CORRECTED = {LINE: gate.Ruled("corrected", "1", "示例：证书经核对有效")}
STANDS = {LINE: gate.Ruled("stands", "", "示例：证书已过有效期")}
AFTER = "2026-12-20 10:00+08:00"
"""A moment after the days of a round that was opened on the frozen day of the tests."""


def dates_of(year: int, today: date | None = None) -> gate.Dates:
    """Return the days of a round opened today: two weeks for each step."""
    day = today or timezone.localdate()
    return gate.Dates(year, day + timedelta(days=14), day + timedelta(days=28))


def make_round(year: int = 2026, *, by: Actor = SYSTEM) -> AssessmentRound:
    """Open a round and compute the assessments of every institution, as the job does."""
    row = assessing.open_round(dates_of(year), by=by, is_synthetic=True)
    assessing.compute(row.pk)
    row.refresh_from_db()
    return row


def assessment_of(institution: Institution, year: int = 2026) -> Assessment:
    """Return the assessment of an institution; the round is opened where nobody has done so."""
    if not AssessmentRound.objects.filter(year=year).exists():
        make_round(year)
    return Assessment.objects.for_list().get(institution=institution.pk, year=year)


def object_to(row: Assessment, *, by: Actor = SYSTEM, **values: Any) -> Assessment:
    """Object to the line about national accreditation unless keywords say otherwise."""
    given: dict[str, Any] = {"version": row.trail_seq, "objections": OBJECTIONS, "statement": "示例：请予复核"}
    return contesting.object_to(row.pk, by=by, **{**given, **values})


def settle(
    row: Assessment, *, by: Actor = SYSTEM, rulings: Mapping[str, gate.Ruled] = CORRECTED, **values: Any
) -> Assessment:
    """Settle an objection: the figure is corrected unless said otherwise."""
    return contesting.settle(row.pk, by=by, **{"version": row.trail_seq, "rulings": rulings, **values})


def publish(row: AssessmentRound, *, by: Actor = SYSTEM) -> AssessmentRound:
    """Publish the grades of a round after its days, as order and job do."""
    with time_machine.travel(AFTER, tick=False):
        row.refresh_from_db()
        grading.publish(row.pk, by=by, version=row.trail_seq, reason=WHY)
        grading.publish_grades(row.pk)
    row.refresh_from_db()
    return row


def past_round(year: int = 2026) -> AssessmentRound:
    """Open a round in October, so that its days for objections are over on the frozen day of the tests."""
    with time_machine.travel("2026-10-01 10:00+08:00", tick=False):
        return make_round(year)
