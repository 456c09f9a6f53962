"""What an application for a recognition demands: one place for pages and interface (政策文件 arts. 2, 10, 14)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Organisation
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding
from foundation.audit.reasons import LONGEST, at_most, lacking, overlong, unstorable
from foundation.desk import formats
from governance.recognition.models import ApplicationLine, RecognitionApplication
from governance.recognition.standards.conditions import against_recognising
from governance.recognition.standards.criteria import Criterion, Level, levels_on
from governance.recognition.standards.states import ApplicationState, Result
from governance.recognition.standards.verbs import BASIS
from institutions.models import Institution, Recognition

LONGEST_STATEMENT: Final = 2_000
RENEWABLE: Final = timedelta(days=180)
"""How long before its last day a recognition can be applied for again: the portal's own choice, no limit of a law."""


@dataclass(frozen=True, slots=True)
class Given:
    """The points given for one criterion, as they were typed, and what shows it."""

    points: str = ""
    note: str = ""

    @property
    def number(self) -> int | None:
        """The points as a whole number; None where they are none."""
        typed = self.points.strip()
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 4 else None


def level_of(kind: str, on: date) -> Level | None:
    """Return the level that leads to a kind of recognition on a day."""
    return levels_on(on).get(kind)


def applying_barred(institution: Institution, kind: str, on: date) -> list[Finding]:
    """Why an institution cannot apply for a recognition now, whatever it gives itself."""
    level = level_of(kind, on)
    if level is None:
        return [Finding(_("This recognition is not given on this day."), field="kind", code="no_level")]
    if RecognitionApplication.objects.filter(institution=institution, kind=kind).undecided().exists():
        return [open_already()]
    held = Recognition.objects.in_force(on).filter(institution=institution, kind=kind).first()
    if held is not None and held.valid_until is not None and held.valid_until - RENEWABLE > on:
        day = formats.prose_date(held.valid_until, with_year=True)
        words = {"day": day, "n": RENEWABLE.days}
        return [
            Finding(
                _("It holds until %(day)s; it can be applied for again in its last %(n)d days.") % words,
                code="still_held",
            )
        ]
    return against_recognising(institution, level, on)


def open_already() -> Finding:
    """The finding that an application for the same is under way."""
    return Finding(_("An application for this recognition is under way."), code="open_already")


def scoring_objections(criteria: Sequence[Criterion], given: Mapping[str, Given], statement: str) -> Iterator[Finding]:
    """What is wrong with a self-score: every criterion has points up to its weight, and says what shows them."""
    known = {each.code for each in criteria}
    for code in sorted(set(given) - known):
        yield Finding(_("There is no criterion %(code)s.") % {"code": code}, code="no_such_criterion")
    for each in criteria:
        said = given.get(each.code, Given())
        yield from _points(each.code, each.weight, said)
        if said.number and lacking(said.note):
            yield Finding(_("Say what shows it."), field=f"note_{each.code}")
    if len(statement) > LONGEST_STATEMENT:
        yield Finding(at_most(statement, LONGEST_STATEMENT), field="statement")
    yield from unstorable(statement, "statement")


def verifying_objections(
    lines: Sequence[ApplicationLine], given: Mapping[str, Given], result: str, reason: str
) -> Iterator[Finding]:
    """What is wrong with a verification: points for every line, a note where they differ, and what follows."""
    known = {line.code for line in lines}
    for code in sorted(set(given) - known):
        yield Finding(_("There is no criterion %(code)s.") % {"code": code}, code="no_such_criterion")
    for line in lines:
        said = given.get(line.code, Given())
        yield from _points(line.code, line.weight, said)
        if said.number is not None and said.number != line.own_points and lacking(said.note):
            yield Finding(_("Say why your points differ from the institution's."), field=f"note_{line.code}")
    yield from result_objections(result, reason)


def _points(code: str, weight: int, said: Given) -> Iterator[Finding]:
    if said.number is None or said.number > weight:
        yield Finding(_("Write whole points from 0 to %(weight)d.") % {"weight": weight}, field=f"points_{code}")
    if len(said.note) > LONGEST:
        yield Finding(at_most(said.note, LONGEST), field=f"note_{code}")
    yield from unstorable(said.note, f"note_{code}")


def result_objections(result: str, reason: str) -> Iterator[Finding]:
    """What is wrong with a result: one of the two, with a reason where the conditions are not met."""
    if result not in Result.values:
        yield Finding(_("Say whether the conditions are met."), field="result")
    elif result == Result.UNFIT or reason.strip():
        yield from lacking(reason)
    yield from overlong(reason)


def unfit_points(level: Level, total: int, points: int, missed: Sequence[str]) -> Iterator[Finding]:
    """What of the checklist stands against recognising: too few points, or a compulsory criterion not met in full."""
    if points * 100 < level.least * total:
        words = {"points": points, "total": total, "least": level.least}
        yield Finding(
            _("%(points)d of %(total)d points are less than %(least)d per cent.") % words,
            level.source,
            field="result",
            code="too_few_points",
        )
    for name in missed:
        yield Finding(
            _("A compulsory criterion is not met in full: %(name)s.") % {"name": name},
            level.source,
            field="result",
            code="must_missed",
        )


def withdrawing_barred(row: RecognitionApplication, by: Actor) -> list[Finding]:
    """Why an actor cannot withdraw a recognition: it is not held, or another organ gave it."""
    if row.state != ApplicationState.GRANTED:
        return [Finding(_("No recognition follows from this application."), BASIS)]
    level = level_of(row.kind, row.applied_on)
    if level is not None and not level.by_city and isinstance(by, PostedActor) and not _of_the_province(by):
        return [Finding(_("What the province recognised, the province withdraws."), BASIS, code="other_organ")]
    return []


def _of_the_province(by: PostedActor) -> bool:
    return by.posting is not None and by.posting.organisation.level == Organisation.Level.PROVINCE
