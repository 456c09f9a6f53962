"""What is counted about recognitions and experts today: the figures of the policy document (政策文件 arts. 2, 14).

The figures themselves are declared with the other figures of institutions; here they get their rows.
"""

from datetime import date
from functools import partial
from typing import Final

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from foundation.kpi.measures import Horizon, Measure, Rows, register
from governance.recognition.experts.verbs import VIEW as VIEW_EXPERTS
from governance.recognition.standards.verbs import VIEW as VIEW_RECOGNITIONS

RECOGNITIONS: Final = Rows(
    model="institutions.Recognition",
    page="/recognitions/",
    institution="institution",
    city="city_code",
    county="county_code",
    verb=VIEW_RECOGNITIONS.code,
)
EXPERTS: Final = Rows(
    model="recognition.Expert",
    page="/experts/",
    institution="institution",
    city="city_code",
    county="county_code",
    category="practice_code",
    verb=VIEW_EXPERTS.code,
)


def held(today: date, kind: str) -> Q:
    """Recognitions of a kind that hold on a day, as `RecognitionQuerySet.in_force` says."""
    runs = (Q(valid_until__isnull=True) | Q(valid_until__gte=today)) & (
        Q(ended_on__isnull=True) | Q(ended_on__gt=today)
    )
    return runs & Q(kind=kind, valid_from__lte=today)


def held_in_practice(today: date, kind: str) -> Q:
    """The same of institutions whose registration has not ended: a part of those that are registered."""
    return held(today, kind) & ~Q(institution__status="ended")


def in_office(today: date, rank: str = "") -> Q:
    """Experts whose term runs on a day, as `ExpertQuerySet.in_office` says; of one rank where it is named."""
    found = Q(state="appointed", valid_from__lte=today, valid_until__gte=today)
    return found & Q(rank=rank) if rank else found


GRADES: Final = ("DJ-1", "DJ-2", "DJ-3", "DJ-4")
"""Codes of the dated list of grades; institutions that could not be graded for want of data are not counted."""

register(
    *(
        Measure(
            code=f"recognition.graded_{grade.lower()}",
            title=format_lazy(_("Institutions graded {grade} in the capability assessment"), grade=grade),
            date="valid_from",
            where=Q(kind="grade", value=grade),
            of=RECOGNITIONS,
        )
        for grade in GRADES
    ),
    Horizon(
        code="recognition.high_qualified",
        title=_("High-qualified comprehensive institutions"),
        where=partial(held, kind="high_qualified"),
        order="valid_from",
        of=RECOGNITIONS,
    ),
    Horizon(
        code="recognition.standardised_municipal",
        title=_("Standardised institutions, municipal"),
        where=partial(held, kind="municipal_standard"),
        order="valid_from",
        of=RECOGNITIONS,
    ),
    Horizon(
        code="recognition.standardised_provincial",
        title=_("Standardised institutions, provincial"),
        where=partial(held, kind="provincial_standard"),
        order="valid_from",
        of=RECOGNITIONS,
    ),
    *(
        Horizon(
            code=f"recognition.{code}_in_practice",
            title=title,
            where=partial(held_in_practice, kind=kind),
            order="valid_from",
            joined=True,
            of=RECOGNITIONS,
        )
        for code, kind, title in (
            ("municipal", "municipal_standard", _("Institutions in practice that hold the municipal standard")),
            ("provincial", "provincial_standard", _("Institutions in practice that hold the provincial standard")),
        )
    ),
    Horizon(
        code="recognition.leading_experts",
        title=_("Leading experts"),
        where=partial(in_office, rank="leading"),
        order="nominated_on",
        of=EXPERTS,
    ),
    Horizon(
        code="recognition.expert_pool",
        title=_("The hundred of the expert pool"),
        where=in_office,
        order="nominated_on",
        of=EXPERTS,
    ),
)
