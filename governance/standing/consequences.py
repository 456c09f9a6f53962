"""What follows when a person leaves or an accreditation lapses: items that stop, their cases, places, and his ties."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from appraisers.models import Assistant, QualityManager
from cases.models import Case
from cases.verbs import VIEW as VIEW_CASES
from foundation.accounts.acting import AnyActor
from governance.standing.foresight import AtClass, Stop, classes_of, stops_of
from governance.standing.what_if import Outcome
from institutions.covering import named
from institutions.models import Institution
from institutions.standing.kinds import Condition
from institutions.standing.picture import Picture


@dataclass(frozen=True)
class Cases:
    """Open cases that are concerned, as many as the actor may see, and where they are listed."""

    count: int
    url: str


@dataclass(frozen=True)
class ClassCases(Cases):
    """Open cases recorded only as a class above items that stop; `of` is the class."""

    of: AtClass


@dataclass(frozen=True)
class Tie:
    """What a person is to his institution: a code, what it is in words, and of what or whom."""

    code: str
    label: str
    names: str


@dataclass(frozen=True)
class Consequences:
    """What follows from what is supposed; a count of cases is None for who may not look at cases."""

    stops: tuple[Stop, ...]
    of_items: Cases | None
    of_person: Cases | None
    ties: tuple[Tie, ...]
    of_classes: tuple[ClassCases, ...] = ()

    @property
    def left_without(self) -> tuple[Stop, ...]:
        """The items that nobody else in the county may take."""
        return tuple(stop for stop in self.stops if stop.able_in_county == 0)


def consequences_of(house: Institution, picture: Picture, outcome: Outcome, actor: AnyActor) -> Consequences:
    """Return what follows for cases, places and the person, as far as it is on record today.

    `picture` is that of the institution as it is, without what is supposed.
    """
    codes = [each.category for each in outcome.stopped]
    person, day = outcome.question.person, outcome.question.day
    stops = tuple(stops_of(house, outcome.question.of(picture), codes, day, timezone.localdate()))
    may = actor.may(VIEW_CASES.code)
    return Consequences(
        stops,
        _cases(house, actor, open_in=",".join(sorted(codes))) if may and codes else None,
        _cases(house, actor, assigned=str(person)) if may and person is not None else None,
        tuple(_ties(house, outcome, person)) if person is not None else (),
        tuple(_at_classes(house, actor, stops)) if may else (),
    )


def _cases(house: Institution, actor: AnyActor, **asked: str) -> Cases:
    rows = Case.objects.visible_to(actor).filter(institution=house.pk)
    found = rows.open_in(asked["open_in"].split(",")) if "open_in" in asked else rows.open_of(UUID(asked["assigned"]))
    return Cases(found.count(), f"{reverse('case_list')}?{urlencode({'institution': house.pk, **asked})}")


def _at_classes(house: Institution, actor: AnyActor, stops: tuple[Stop, ...]) -> Iterator[ClassCases]:
    """The open cases of classes above the items that stop, as many as the actor may see."""
    for each in classes_of(stops):
        count = Case.objects.visible_to(actor).filter(institution=house.pk).open_at([each.category]).count()
        if count:
            yield ClassCases(count, open_at_url(house.pk, each), each)


def open_at_url(house: UUID, each: AtClass) -> str:
    """Return where the open cases of an institution are listed that are recorded as no more than a class."""
    return f"{reverse('case_list')}?{urlencode({'institution': house, 'open_at': each.category})}"


SHOWN: Final = 5


def _ties(house: Institution, outcome: Outcome, person: UUID) -> Iterator[Tie]:
    """What binds a person on the day that is asked about; who comes after him is to be found before."""
    day = outcome.question.day
    then = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    pupils = Assistant.objects.filter(then, institution=house, mentor=person).order_by("person__name")
    names = list(pupils.values_list("person__name", flat=True)[: SHOWN + 1])
    if names:
        more = _(" and more") if len(names) > SHOWN else ""
        yield Tie("mentor", _("Mentor of"), "、".join(names[:SHOWN]) + more)
    managed = QualityManager.objects.filter(then, institution=house, appraiser=person)
    codes = list(managed.values_list("practice_code", flat=True))
    if codes:
        yield Tie("quality_manager", _("Quality manager of"), named(codes))
    if outcome.name and outcome.name == house.head_name.strip():
        yield Tie("head", _("Head of"), str(house))
    third = [each.category for each in outcome.lost if each.rule.condition is Condition.THIRD_APPRAISER]
    if third:
        yield Tie("third_appraiser", _("Without him too few full-time appraisers of"), named(third))
