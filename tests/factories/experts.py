"""Experts and draws from their pool, made and moved by the verbs."""

from datetime import date, timedelta
from typing import Any

import time_machine
from django.utils import timezone

from appraisers.models import Appraiser
from foundation.accounts.acting import PostedActor
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.regulated import write
from governance.recognition.actions import appointing
from governance.recognition.actions import drawing_experts as drawing
from governance.recognition.actions import nominating_outsiders as outsiders
from governance.recognition.experts import gate
from governance.recognition.models import Expert, ExpertDraw
from institutions.models import Institution
from tests.factories.entrustments import make_appraiser

WHY = "示例：依据遴选结果第1号"
CLINICAL = "FY-02"


def titled(row: Appraiser, title: str = "主任法医师") -> Appraiser:
    """Give an appraiser a title."""
    row.title = title
    return write(row, "appraiser.corrected", by=SYSTEM)


def certified(institution: Institution, code: str = CLINICAL) -> Appraiser:
    """Make an appraiser of an institution whose certificate covers a category."""
    return titled(make_appraiser(institution, practice_codes=(code,)))


def make_nomination(institution: Institution, *, by: Actor = SYSTEM, **values: Any) -> Expert:
    """Nominate a new appraiser of an institution for the pool of clinical appraisal unless keywords say otherwise."""
    given: dict[str, Any] = {"practice_code": CLINICAL, "rank": "member", "grounds": "示例：主持省级课题，全部虚构"}
    given |= values
    person = given.pop("appraiser", None) or certified(institution)
    return appointing.nominate(person.pk, by=by, **given)


def outside(**values: Any) -> gate.Outside:
    """Return what is told of somebody from outside: a physician in Jinan unless keywords say otherwise."""
    given: dict[str, Any] = {
        "name": "示例外部专家", "employer": "示例大学附属医院", "title": "主任医师", "field": "示例骨科",
        "city_code": "370100", "contact": "0531-00000000",
    }  # fmt: skip
    return gate.Outside(**{**given, **values})


def make_outside_nomination(*, by: PostedActor, practice_code: str = CLINICAL, **values: Any) -> Expert:
    """Nominate somebody from outside for the pool of clinical appraisal."""
    asked = {"rank": values.pop("rank", "member"), "grounds": "示例：主编行业规范，全部虚构"}
    return outsiders.nominate_outside(outside(**values), by=by, practice_code=practice_code, **asked)


def make_outside_expert(*, by: PostedActor, **values: Any) -> Expert:
    """Appoint somebody from outside whom an organ nominated."""
    return appoint(make_outside_nomination(by=by, **values))


def appoint(row: Expert, *, by: Actor = SYSTEM, **values: Any) -> Expert:
    """Appoint an expert unless keywords say otherwise."""
    return appointing.appoint(row.pk, by=by, **{"version": row.trail_seq, "result": "appointed", **values})


def make_expert(institution: Institution, **values: Any) -> Expert:
    """Appoint a new appraiser of an institution."""
    return appoint(make_nomination(institution, **values))


def opening(**values: Any) -> gate.Opening:
    """Return what a draw of two clinical experts says, its public value in a week."""
    given: dict[str, Any] = {
        "matter": "示例资质评估现场评审", "practice_code": CLINICAL, "size": 2, "seed_source": "示例彩票第1期",
        "seed_on": timezone.localdate() + timedelta(days=7),
    }  # fmt: skip
    return gate.Opening(**{**given, **values})


def make_draw(
    institution: Institution, *, by: PostedActor, experts: int = 4, at: Institution, **values: Any
) -> ExpertDraw:
    """Promise a draw about an institution in October, from so many new experts of another one (`at`)."""
    with time_machine.travel("2026-10-01 10:00+08:00", tick=False):
        for _each in range(experts):
            make_expert(at)
        return drawing.open_draw(institution.pk, opening(**values), by=by)


def draw(row: ExpertDraw, *, by: PostedActor, value: str = "12345") -> ExpertDraw:
    """Draw the experts with a public value."""
    return drawing.draw(row.pk, by=by, version=row.trail_seq, value=value)


def marks(row: ExpertDraw, mark: str = "good") -> dict[str, gate.Evaluated]:
    """Return the same mark for everybody at work."""
    return {str(seat.place): gate.Evaluated(mark, "示例：按时到场") for seat in row.seats.filter(state="drawn")}


SINCE = date(2026, 10, 1)
