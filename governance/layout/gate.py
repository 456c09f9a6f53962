"""May a city's plan be adopted or ended: what is wrong, beside the fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from foundation.audit.errors import Finding
from foundation.audit.reasons import at_most, unstorable
from foundation.law.queries import practice_categories
from governance.layout.models import LayoutPlan
from governance.layout.targets import Aim
from institutions.standing import gate as standing_gate

LONGEST_TITLE: Final = 200
LONGEST_TERM: Final = 10
"""Years: a plan for longer is a slip of the keyboard."""
FIRST_YEAR: Final = 2005
"""The year from which institutions are registered under the decision on judicial appraisal (决定 art. 18)."""
LARGEST: Final = 100_000

Targets = Mapping[tuple[str, str], int]
"""Numbers by aim and category; the category is empty for every aim but one."""


@dataclass(frozen=True)
class Planned:
    """A plan as it is handed in."""

    title: str
    document_number: str
    from_year: int
    until_year: int
    adopted_on: date
    targets: Targets


def field_of(aim: str, category: str) -> str:
    """The field of a target on the form."""
    return f"{aim}_{category}" if category else aim


def adopting_objections(plan: Planned, today: date) -> Iterator[Finding]:
    """What is wrong with a plan, whatever the city."""
    if not plan.title.strip():
        yield Finding(_("This was left empty."), field="title", code="missing")
    elif len(plan.title) > LONGEST_TITLE:
        yield Finding(at_most(plan.title, LONGEST_TITLE), field="title", code="too_long")
    yield from unstorable(plan.title, "title")
    yield from standing_gate.document_objections(plan.document_number)
    yield from standing_gate.past_objections(plan.adopted_on, "adopted_on", today)
    if not FIRST_YEAR <= plan.from_year <= today.year + 1:
        yield Finding(
            _("Write a year from %(first)d to %(last)d.") % {"first": FIRST_YEAR, "last": today.year + 1},
            field="from_year",
            code="year_out_of_bounds",
        )
    if plan.until_year < plan.from_year:
        yield Finding(_("The last year lies before the first."), field="until_year", code="ends_before_it_begins")
    elif plan.until_year < today.year:
        yield Finding(_("This plan is over: a plan is adopted for years to come."), field="until_year", code="over")
    elif plan.until_year - plan.from_year >= LONGEST_TERM:
        yield Finding(
            _("A plan is for at most %(years)d years.") % {"years": LONGEST_TERM}, field="until_year", code="too_long"
        )
    yield from _about_targets(plan.targets)


def _about_targets(targets: Targets) -> Iterator[Finding]:
    if not targets:
        yield Finding(_("Set at least one target."), field="targets", code="no_target")
    known = {row.code for row in practice_categories()}
    for (aim, category), value in targets.items():
        field = field_of(aim, category)
        if aim not in Aim.values:
            yield Finding(_("There is no such target."), field=field, code="aim_unknown")
        elif (aim == Aim.CATEGORY) != bool(category):
            yield Finding(
                _("Name a category for institutions of a category, and for nothing else."),
                field=field,
                code="category_misplaced",
            )
        elif category and category not in known:
            told = {"code": category[:40].replace("\0", "")}
            yield Finding(_("There is no category %(code)s.") % told, field=field, code="category_unknown")
        if not 0 <= value <= LARGEST:
            yield Finding(
                _("Write a whole number from 0 to %(most)d.") % {"most": LARGEST}, field=field, code="out_of_bounds"
            )


def in_force_already(row: LayoutPlan) -> list[Finding]:
    """A city has one plan at a time."""
    words = {"title": row.title, "until": row.until_year}
    return [
        Finding(
            _("The plan “%(title)s” is in force until %(until)d.") % words,
            code="in_force_already",
            way_out=_("End it first, and say there what replaces it."),
        )
    ]


def ending_barred(row: LayoutPlan) -> list[Finding]:
    """Why a plan cannot be ended; empty when it can."""
    if row.is_in_force:
        return []
    return [Finding(_("This plan has ended already."), code="ended_already")]
