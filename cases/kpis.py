"""What is counted about cases (decisions.md 22–24)."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.states import OPEN, State
from foundation.kpi.measures import Horizon, Measure, Rows, register

CASES = Rows(
    model="cases.Case",
    page="/cases/",
    institution="institution",
    city="city_code",
    county="county_code",
    category="practice_code",
)

register(
    Measure(code="cases.accepted", title=_("Cases accepted"), date="accepted_on", of=CASES),
    Measure(code="cases.issued", title=_("Opinions issued"), date="issued_on", of=CASES),
    Measure(code="cases.terminated", title=_("Appraisals terminated"), date="terminated_on", of=CASES),
    Measure(
        code="cases.turnaround",
        title=_("Opinions issued, with turnaround net of pauses"),
        date="issued_on",
        bucket=F("turnaround_days"),
        of=CASES,
    ),
    Measure(
        code="cases.gross",
        title=_("Opinions issued, with gross turnaround"),
        date="issued_on",
        bucket=F("gross_days"),
        of=CASES,
    ),
    Measure(code="cases.open", title=_("Open cases"), where=Q(state__in=OPEN), of=CASES),
    Horizon(
        code="cases.overdue",
        title=_("Overdue cases"),
        where=lambda today: Q(state=State.IN_PROGRESS, due_on__lt=today),
        order="due_on",
        of=CASES,
    ),
)
