"""What the capability assessment demands: one place for pages, interface and jobs (条例 art. 45; 政策文件 art. 4)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from foundation.audit.errors import Finding
from foundation.audit.reasons import LONGEST, at_most, lacking, unstorable
from foundation.desk import formats
from governance.recognition.assessment.model import UnfitModel, model_on
from governance.recognition.assessment.states import ARTICLE, AssessmentState, RoundState, Ruling
from governance.recognition.models import Assessment, AssessmentLine, AssessmentRound
from institutions.models import Institution
from institutions.querysets import InstitutionQuerySet

EARLIEST: Final = 2021
"""The policy document took effect in 2021; no year before it is assessed."""
LONGEST_STATEMENT: Final = 2_000
LARGEST: Final = 1_000_000
LEAST_OBJECTION_DAYS: Final = timedelta(days=5)
"""How long institutions see a result at least before it is published: the portal's own bound, no limit of a law."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The year and the last days as they were given."""

    year: int
    objections_until: date
    settled_until: date


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the organ finds about one line: whether it stands, else the figure that is right, and why."""

    ruling: str = ""
    figure: str = ""
    reason: str = ""


def day_of(year: int, today: date) -> date:
    """Return the day of which facts of a year are: its last one, or today while it is running."""
    return min(date(year, 12, 31), today)


def assessed_on(as_of: date) -> InstitutionQuerySet:
    """Institutions that are assessed: registered on the day, and not ended."""
    return Institution.objects.in_practice().filter(Q(licence_from__lte=as_of) | ~Q(former_licence_numbers=[]))


def opening_objections(dates: Dates, today: date) -> Iterator[Finding]:
    """What is wrong with a round that shall be opened."""
    if not EARLIEST <= dates.year <= today.year:
        yield Finding(
            _("Choose a year from %(first)d to %(last)d.") % {"first": EARLIEST, "last": today.year}, field="year"
        )
    elif AssessmentRound.objects.filter(year=dates.year).exists():
        yield opened_before(dates.year)
    else:
        try:
            model_on(day_of(dates.year, today))
        except UnfitModel as unfit:
            yield Finding(
                _("The legal tables hold no model that can be computed: %(why)s") % {"why": unfit},
                field="year",
                code="no_model",
            )
    if dates.objections_until < today + LEAST_OBJECTION_DAYS:
        yield Finding(
            _("Give the institutions at least %(n)d days to object.") % {"n": LEAST_OBJECTION_DAYS.days},
            field="objections_until",
        )
    if dates.settled_until < dates.objections_until:
        yield Finding(_("This day lies before the one above it."), field="settled_until")
    elif (dates.settled_until - today).days > 366:
        yield Finding(_("This day lies more than a year ahead."), field="settled_until")


def opened_before(year: int) -> Finding:
    """The finding that a year has its assessment already."""
    return Finding(
        _("The capability assessment of %(year)d has been opened already.") % {"year": year},
        field="year",
        code="opened_before",
    )


def objecting_barred(row: Assessment, today: date) -> list[Finding]:
    """Why nothing can be objected now, whatever is said."""
    if row.state != AssessmentState.COMPUTED:
        return [Finding(_("An objection to this assessment is on record, or its grade is published."), ARTICLE)]
    if row.round.state != RoundState.DISCLOSED:
        return [Finding(_("The scores of this year are not disclosed, or their grades are published."), ARTICLE)]
    if today > row.due_on:
        day = formats.prose_date(row.due_on)
        return [
            Finding(
                _("Objections could be raised until %(day)s.") % {"day": day},
                way_out=_("Against the published grade the remedies of administrative law remain."),
                code="too_late",
            )
        ]
    return []


def objecting_objections(
    lines: Sequence[AssessmentLine], objections: Mapping[str, str], statement: str
) -> Iterator[Finding]:
    """What is wrong with an objection: it names one line at least, each with what is wrong about it."""
    known = {line.code for line in lines}
    for code in sorted(set(objections) - known):
        yield Finding(_("There is no line %(code)s.") % {"code": code}, code="no_such_line")
    if not objections:
        yield Finding(_("Name the lines that are wrong, each with the reason."), field="lines", code="no_line")
    for code, text in objections.items():
        if lacking(text):
            yield Finding(_("Say what is wrong, and where it can be seen."), field=f"why_{code}")
        elif len(text) > LONGEST:
            yield Finding(at_most(text, LONGEST), field=f"why_{code}")
    if len(statement) > LONGEST_STATEMENT:
        yield Finding(at_most(statement, LONGEST_STATEMENT), field="statement")
    yield from unstorable(statement, "statement")


def settling_objections(lines: Sequence[AssessmentLine], rulings: Mapping[str, Ruled]) -> Iterator[Finding]:
    """What is wrong with a settlement: each objected line has a ruling with its reason, a corrected one its figure."""
    objected = {line.code for line in lines if line.objection}
    for code in sorted(set(rulings) - objected):
        yield Finding(_("Nobody objected to the line %(code)s.") % {"code": code}, code="no_such_objection")
    for code in sorted(objected):
        yield from _of_ruling(code, rulings.get(code, Ruled()))


def _of_ruling(code: str, given: Ruled) -> Iterator[Finding]:
    if given.ruling not in Ruling.values:
        yield Finding(_("Say whether the line stands."), field=f"ruling_{code}", code="unruled")
    elif given.ruling == Ruling.CORRECTED and figure_in(given.figure) is None:
        yield Finding(_("Write the figure that is right as a number, for example 95.5."), field=f"figure_{code}")
    if lacking(given.reason):
        yield Finding(_("Say why, and by which evidence."), field=f"reason_{code}")
    elif len(given.reason) > LONGEST:
        yield Finding(at_most(given.reason, LONGEST), field=f"reason_{code}")


def figure_in(typed: str) -> Fraction | None:
    """Return a figure as it was typed, with two decimals at most; None where it is none."""
    whole, _point, part = typed.strip().partition(".")
    if not (whole.isascii() and whole.isdecimal() and (not part or (part.isascii() and part.isdecimal()))):
        return None
    number = Fraction(typed.strip()) if len(part) <= 2 and len(whole) <= 7 else None
    return number if number is not None and number <= LARGEST else None


def publishing_barred(row: AssessmentRound, today: date) -> list[Finding]:
    """Why the grades of a round cannot be published now."""
    if row.state != RoundState.DISCLOSED:
        return [Finding(_("The scores of this year are not disclosed, or their grades are published."), ARTICLE)]
    found = []
    if today <= row.objections_until:
        day = formats.prose_date(row.objections_until)
        found.append(
            Finding(
                _("The institutions may object until %(day)s.") % {"day": day},
                way_out=_("Publish the grades after that day."),
                code="still_time",
            )
        )
    waiting = Assessment.objects.filter(round=row).unsettled().count()
    if waiting:
        found.append(
            Finding(
                _("%(n)d objections are not settled.") % {"n": waiting},
                way_out=_("The organs of the cities settle them first."),
                code="unsettled",
            )
        )
    return found


def not_objected() -> Iterator[Finding]:
    """The finding that no objection waits at an assessment."""
    yield Finding(_("No objection to this assessment waits to be settled."), ARTICLE)
