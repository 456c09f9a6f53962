"""What the portal knows of institutions for an assessment: one calculation for each figure, for many at once.

A value is plain data that a line keeps for good; `wording.py` writes it. Every question is bounded by the day of the
assessment, so that computing again later gives the same unless something of those days was recorded since.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from appraisers.models import Appraiser, Training
from appraisers.records.rules import asked_on
from appraisers.verbs import VIEW as VIEW_APPRAISERS
from cases.models import Case
from cases.verbs import VIEW as VIEW_CASES
from complaints.models import Complaint
from complaints.verbs import VIEW as VIEW_COMPLAINTS
from equipment import fitness
from equipment.models import Instrument
from equipment.verbs import VIEW as VIEW_EQUIPMENT
from foundation.kpi import measures
from foundation.kpi.areas import Area
from foundation.kpi.drilling import link
from foundation.kpi.periods import Span
from governance.annual_review.verbs import VIEW as VIEW_REVIEWS
from governance.recognition.assessment.model import Indicator
from governance.recognition.assessment.scoring import NONE, Value
from governance.standing.gathering import pictures_of
from institutions.models import Accreditation, Institution, RectificationOrder, Restriction, YearStanding
from institutions.rectification.states import Outcome
from institutions.rectification.verbs import VIEW as VIEW_RECTIFICATION
from institutions.restrictions.verbs import VIEW as VIEW_RESTRICTIONS
from institutions.standing.conditions import Answer, Judged, judge
from institutions.standing.kinds import Condition
from institutions.verbs import VIEW as VIEW_INSTITUTIONS
from quality.models import DrawnCase
from quality.states import WRONG

Values = dict[UUID, Value]


@dataclass(frozen=True)
class Asked:
    """Whose figures, of which year, known of which day."""

    institutions: tuple[Institution, ...]
    year: int
    as_of: date

    @property
    def first(self) -> date:
        """The first day of the year."""
        return date(self.year, 1, 1)

    @property
    def days(self) -> tuple[date, date]:
        """The days of the year up to that of the assessment."""
        return self.first, self.as_of

    @cached_property
    def keys(self) -> list[UUID]:
        """The keys of the institutions."""
        return [row.pk for row in self.institutions]

    @cached_property
    def judged(self) -> Mapping[UUID, list[Judged]]:
        """The standing conditions of the institutions on the day, by the rule that the portal has of them."""
        return {key: judge(picture, self.as_of) for key, picture in pictures_of(self.institutions).items()}

    @cached_property
    def certified(self) -> list[Appraiser]:
        """The appraisers whose certificates hold on the day."""
        rows = Appraiser.objects.filter(institution__in=self.keys).certified_on(self.as_of)
        return list(rows.only("pk", "institution_id", "title"))

    @cached_property
    def issued(self) -> Mapping[UUID, Mapping[str, Any]]:
        """Opinions issued in the year: all, those by their last day, those after it; counted as the figures count."""
        rows = Case.objects.filter(_as_counted("cases.issued"), institution__in=self.keys, issued_on__range=self.days)
        counted = rows.order_by().values("institution_id").annotate(
            n=Count("pk"),
            prompt=Count("pk", filter=_as_counted("cases.issued_on_time")),
            late=Count("pk", filter=_as_counted("cases.issued_late")),
        )  # fmt: skip
        return {row["institution_id"]: row for row in counted}


@dataclass(frozen=True)
class Figure:
    """One figure: what is computed, from which rows (in words), where these are shown, and to whom."""

    compute: Callable[[Asked, Indicator], Values]
    source: Any
    rows: Callable[[UUID, date, date], str]
    verb: str


def _as_counted(code: str) -> Q:
    """What a figure of the portal counts: a valid complaint and an opinion in time are defined there alone."""
    return measures.measure(code).condition


def _accredited(asked: Asked, _indicator: Indicator) -> Values:
    return {key: _kept(found, Condition.ACCREDITATION) for key, found in asked.judged.items()}


def _kept(found: Iterable[Judged], condition: Condition) -> Value:
    ours = [each for each in found if each.rule.condition is condition]
    return {"kind": "share", "n": sum(each.answer is Answer.KEPT for each in ours), "of": len(ours)}


def _fewest(asked: Asked, _indicator: Indicator) -> Values:
    """The appraisers of the item that has fewest; those without a mark of being full-time count as possible."""
    made = {}
    for key, found in asked.judged.items():
        numbers = [each.found + each.unsure for each in found if each.rule.condition is Condition.THIRD_APPRAISER]
        made[key] = {"kind": "count", "n": min(numbers)} if numbers else NONE
    return made


def _national(asked: Asked, _indicator: Indicator) -> Values:
    rows = Accreditation.objects.in_force(asked.as_of).filter(institution__in=asked.keys)
    held = Counter(rows.filter(national_accreditation()).values_list("institution_id", flat=True))
    return {key: {"kind": "count", "n": held[key]} for key in asked.keys}


def national_accreditation() -> Q:
    """What counts as national accreditation (政策文件 art. 10): laboratory accreditation, or CMA of national level."""
    kinds, levels = Accreditation.Kind, Accreditation.Level
    return Q(kind=kinds.CNAS) | Q(kind=kinds.CMA, level=levels.NATIONAL)


def _senior(asked: Asked, indicator: Indicator) -> Values:
    every: Counter[UUID] = Counter()
    senior: Counter[UUID] = Counter()
    for row in asked.certified:
        every[row.institution_id] += 1
        senior[row.institution_id] += any(word in row.title for word in indicator.words)
    return _shares(asked, senior, every)


def _trained(asked: Asked, _indicator: Indicator) -> Values:
    wanted = asked_on(asked.as_of)
    if wanted is None:
        return {}
    keys = [row.pk for row in asked.certified]
    rows = Training.objects.filter(appraiser__in=keys, ended_on__range=asked.days)
    valid = rows.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=asked.as_of)).order_by()
    hours = dict(valid.values_list("appraiser").annotate(n=Sum("hours")).values_list("appraiser", "n"))
    every = Counter(row.institution_id for row in asked.certified)
    enough = Counter(row.institution_id for row in asked.certified if hours.get(row.pk, 0) >= wanted.hours)
    return _shares(asked, enough, every)


def _calibrated(asked: Asked, _indicator: Indicator) -> Values:
    every: Counter[UUID] = Counter()
    usable: Counter[UUID] = Counter()
    kept = Instrument.objects.filter(institution__in=asked.keys).kept_on(asked.as_of)
    for known in fitness.pictures(list(kept)):
        every[known.row.institution_id] += 1
        usable[known.row.institution_id] += fitness.against(known, asked.as_of) is None
    return _shares(asked, usable, every)


def _complaints(asked: Asked, _indicator: Indicator) -> Values:
    valid = _as_counted("complaints.upheld")
    rows = Complaint.objects.filter(valid, institution__in=asked.keys, decided_on__range=asked.days)
    upheld = Counter(rows.values_list("institution_id", flat=True))
    return {key: {"kind": "rate", "n": upheld[key], "of": asked.issued.get(key, {}).get("n", 0)} for key in asked.keys}


def _on_time(asked: Asked, _indicator: Indicator) -> Values:
    made = {}
    for key in asked.keys:
        counted = asked.issued.get(key, {})
        prompt, late = counted.get("prompt", 0), counted.get("late", 0)
        made[key] = {"kind": "share", "n": prompt, "of": prompt + late}
    return made


def _reviews(asked: Asked, _indicator: Indicator) -> Values:
    rows = DrawnCase.objects.filter(institution__in=asked.keys, concluded_on__range=asked.days)
    every: Counter[UUID] = Counter()
    good: Counter[UUID] = Counter()
    for institution, conclusion in rows.values_list("institution_id", "conclusion"):
        every[institution] += 1
        good[institution] += conclusion not in WRONG
    return _shares(asked, good, every)


def _annual_review(asked: Asked, _indicator: Indicator) -> Values:
    rows = YearStanding.objects.filter(
        institution__in=asked.keys, year__lte=asked.year, decided_on__lte=asked.as_of
    ).order_by("year")
    return {
        row.institution_id: {"kind": "flag", "n": int(row.result == YearStanding.Result.QUALIFIED), "year": row.year}
        for row in rows
    }


def _rectified(asked: Asked, _indicator: Indicator) -> Values:
    rows = RectificationOrder.objects.filter(institution__in=asked.keys, due_on__range=asked.days)
    every: Counter[UUID] = Counter()
    met: Counter[UUID] = Counter()
    for institution, outcome, closed_on in rows.values_list("institution_id", "outcome", "closed_on"):
        every[institution] += 1
        met[institution] += outcome == Outcome.RECTIFIED and closed_on is not None and closed_on <= asked.as_of
    return _shares(asked, met, every)


def _restrictions(asked: Asked, _indicator: Indicator) -> Values:
    """Restrictions of the year; one that was lifted because its objection was upheld costs nothing."""
    rows = Restriction.objects.filter(organisation__in=asked.keys).held_in(asked.first, asked.as_of)
    bars = Counter(rows.values_list("organisation_id", flat=True))
    return {key: {"kind": "count", "n": bars[key]} for key in asked.keys}


def _shares(asked: Asked, part: Mapping[UUID, int], whole: Mapping[UUID, int]) -> Values:
    return {key: {"kind": "share", "n": part.get(key, 0), "of": whole.get(key, 0)} for key in asked.keys}


def _page(route: str) -> Callable[[UUID, date, date], str]:
    """A page of the institution."""
    return lambda key, _first, _last: reverse(route, args=[key])


def _listed(route: str, day: str = "", **fixed: str) -> Callable[[UUID, date, date], str]:
    """The rows of the institution in a list, of the days of the year where its filter knows them by a name."""

    def rows(key: UUID, first: date, last: date) -> str:
        days = {f"{day}_from": first.isoformat(), f"{day}_until": last.isoformat()} if day else {}
        return f"{reverse(route)}?{urlencode({'institution': str(key), **days, **fixed})}"

    return rows


def _as_of(route: str, name: str) -> Callable[[UUID, date, date], str]:
    """The rows of the institution in a list as they were on the day of the assessment."""
    return lambda key, _first, last: f"{reverse(route)}?{urlencode({'institution': str(key), name: last.isoformat()})}"


def _counted(code: str) -> Callable[[UUID, date, date], str]:
    """The rows behind a figure of the portal."""
    return lambda key, first, last: link(code, Area(institution=key), span=Span(first, last))


FIGURES: Final[Mapping[str, Figure]] = {
    "accredited": Figure(
        _accredited, _("scope and accreditations on the day"), _page("institution_conditions"), VIEW_INSTITUTIONS
    ),
    "national": Figure(
        _national,
        _("accreditations that hold on the day: CNAS, or CMA of national level"),
        _page("institution_standing"),
        VIEW_INSTITUTIONS,
    ),
    "fewest": Figure(
        _fewest, _("standing conditions on the day"), _page("institution_conditions"), VIEW_INSTITUTIONS
    ),
    "senior": Figure(
        _senior, _("certificates that hold on the day"), _as_of("appraiser_list", "certified_on"), VIEW_APPRAISERS
    ),
    "calibrated": Figure(
        _calibrated, _("instruments kept on the day"), _as_of("instrument_list", "kept_on"), VIEW_EQUIPMENT
    ),
    "trained": Figure(
        _trained, _("hours of training in the year"), _as_of("appraiser_list", "certified_on"), VIEW_APPRAISERS
    ),
    "complaints": Figure(
        _complaints,
        _("complaints decided and opinions issued in the year"),
        _counted("complaints.upheld"),
        VIEW_COMPLAINTS.code,
    ),
    "on_time": Figure(
        _on_time, _("opinions issued in the year whose due date is known"), _counted("cases.issued"), VIEW_CASES.code
    ),
    "reviews": Figure(_reviews, _("case reviews concluded in the year"), lambda *_of: "", ""),
    "annual_review": Figure(
        _annual_review, _("results of annual reviews"), _page("institution_annual_reviews"), VIEW_REVIEWS.code
    ),
    "rectified": Figure(
        _rectified,
        _("rectification orders whose last day lies in the year"),
        _listed("rectification_list", "due"),
        VIEW_RECTIFICATION.code,
    ),
    "restrictions": Figure(
        _restrictions, _("restrictions of the institution in the year"),
        _listed("restriction_list", "held", whom="organisation"), VIEW_RESTRICTIONS.code,
    ),
}  # fmt: skip


def values_of(asked: Asked, indicators: Sequence[Indicator]) -> dict[UUID, dict[str, Value]]:
    """Return the value of each indicator for each institution; `none` where nothing is known of it."""
    made: dict[UUID, dict[str, Value]] = defaultdict(dict)
    for indicator in indicators:
        figure = FIGURES.get(indicator.figure)
        values = figure.compute(asked, indicator) if figure is not None else {}
        for key in asked.keys:
            made[key][indicator.code] = values.get(key, NONE)
    return made
