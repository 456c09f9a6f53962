"""Everything one dashboard needs, read in a fixed number of statements whatever the size of the province."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Min

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation
from foundation.clocks.calendar import Calendar
from foundation.clocks.queries import current_calendar
from foundation.clocks.turnaround import Pace, pace_on
from foundation.kpi import measures
from foundation.kpi.areas import Area
from foundation.kpi.catalogue import kpi_of
from foundation.kpi.periods import Against, Period, Span
from foundation.kpi.reading import Answers, Ask, ask
from foundation.kpi.targets import AimedAt, targets_for
from foundation.law import queries as law

RECENT = 20
"""Working days over which the recent daily average is taken."""

Child = Literal["", "city", "county", "institution"]
FLOWS = ("cases.accepted", "cases.issued", "cases.terminated")
ON_TIME = ("cases.issued_on_time", "cases.issued_late")
ANNUAL_REVIEWS = ("annual_reviews.decided", "annual_reviews.opened")
_TODAY = ("institutions.registered", "appraisers.registered", "cases.open")
_EXPIRING = tuple(
    f"{kind}.expiring_{days}" for kind in ("institutions", "appraisers", "accreditations") for days in (90, 30, 7)
)
_TARGETED = ("case_volume", "complaint_rate")


@dataclass(frozen=True)
class Scene:
    """What is shown: the area asked for, the part of it the reader sees, the period, which flow, split by what."""

    asked: Area
    area: Area
    name: str
    period: Period
    shown: str
    child: Child
    against: Against = "last_year"

    @property
    def base(self) -> Span:
        """The days that those of the period are compared with."""
        return self.period.compared(self.against)


@dataclass(frozen=True)
class Facts:
    """The answers and everything that names them."""

    scene: Scene
    answers: Answers
    calendar: Calendar
    pace: Pace
    targets: Mapping[str, AimedAt]
    categories: Mapping[str, str]
    names: Mapping[str, str]
    limit: int | None
    oldest_due: date | None
    actor: AnyActor

    def opens(self, code: str) -> bool:
        """Whether the reader may open the page that lists the rows of a measure."""
        verb = measures.countable(code).of.verb
        return not verb or self.actor.may(verb)

    def total(self, question: str, code: str) -> int:
        """The sum of an answer."""
        return self.answers.total(question, code)


def recent_span(calendar: Calendar, today: date) -> Span:
    """The days from the twentieth working day before today's last one, through today."""
    last = today if calendar.is_working_day(today) else calendar.add_working_days(today, -1)
    return Span(calendar.add_working_days(last, 1 - RECENT), today)


def questions(scene: Scene, calendar: Calendar) -> list[Ask]:
    """What is asked of the cells."""
    period, days = scene.period, "cases.turnaround"
    years = Span(date(period.year - 1, 1, 1), date(period.year, 12, 31))
    months = period.span.whole_months()
    shown = (scene.shown,)
    asked = [
        Ask("now", (*FLOWS, *_of_the_rate()), period.span),
        Ask("last", FLOWS, scene.base),
        Ask("months", shown, years, by="month"),
        Ask("category now", shown, period.span, by="category"),
        Ask("category last", shown, scene.base, by="category"),
        Ask("reviews", ANNUAL_REVIEWS, period.span),
        Ask("on time", ON_TIME, period.span),
        Ask("on time last", ON_TIME, scene.base),
        Ask("days", (days, "cases.gross"), months),
        Ask("category days", (days,), months, by="category"),
    ]
    months_before = period.months_compared(scene.against)
    if months_before is not None:
        asked.append(Ask("days last", (days,), months_before))
    if scene.child:
        asked += [
            Ask("area now", shown, period.span, by=scene.child),
            Ask("area last", shown, scene.base, by=scene.child),
            Ask("area days", (days,), months, by=scene.child),
        ]
    if period.is_running:
        asked += [
            Ask("today", (*_TODAY, *_EXPIRING)),
            Ask("overdue", ("cases.overdue",), by=scene.child),
            Ask("recent", ("cases.accepted",), recent_span(calendar, period.today)),
        ]
    return asked


def _of_the_rate() -> tuple[str, ...]:
    """The measures of the valid complaint rate that are not asked for anyway, once something feeds it."""
    kpi = kpi_of("complaint_rate")
    return tuple(code for code in kpi.codes if code not in FLOWS) if kpi.is_fed else ()


def gather(scene: Scene, divisions: Mapping[str, str], actor: AnyActor) -> Facts:
    """Read the figures of a scene."""
    calendar, today = current_calendar(), scene.period.today
    answers = ask(scene.area, questions(scene, calendar), today)
    limit = law.deadline(kpi_of("turnaround").deadline, today)
    return Facts(
        scene=scene,
        answers=answers,
        calendar=calendar,
        pace=pace_on(calendar, scene.period.span.last),
        targets=targets_for(_TARGETED, scene.asked, scene.period.year),
        categories={row.code: row.name for row in law.practice_categories()},
        names=_institutions(answers, scene, actor) if scene.child == "institution" else divisions,
        limit=limit.amount if limit else None,
        oldest_due=_oldest_due(scene) if answers.total("overdue", "cases.overdue") else None,
        actor=actor,
    )


def _institutions(answers: Answers, scene: Scene, actor: AnyActor) -> dict[str, str]:
    """Names of the institutions that have a figure."""
    keys = {
        key
        for name, code in (("area now", scene.shown), ("area last", scene.shown), ("overdue", "cases.overdue"))
        for key in answers.counts(name, code)
    }
    rows = Organisation.objects.visible_to(actor).filter(pk__in=keys)
    return {str(pk): name for pk, name in rows.order_by("sort_key", "name").values_list("pk", "name")}


def _oldest_due(scene: Scene) -> date | None:
    """The earliest due date among the overdue cases of the area."""
    overdue = measures.horizon("cases.overdue")
    rows = overdue.model_class._default_manager.filter(overdue.where(scene.period.today) & scene.area.rows(overdue))
    found: date | None = rows.aggregate(earliest=Min(overdue.order))["earliest"]
    return found


def working_days_late(facts: Facts) -> int:
    """How many working days the oldest overdue case is late."""
    if facts.oldest_due is None:
        return 0
    return facts.calendar.working_days_between(facts.oldest_due, facts.scene.period.today)


def working_days_left(facts: Facts) -> int:
    """The working days of the year after today."""
    return facts.pace.total - facts.pace.elapsed
