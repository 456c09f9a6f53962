"""What asking for a suspension for rectification and deciding about it demand, for verbs and pages alike."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from foundation.audit.errors import Finding
from foundation.audit.reasons import LEAST, at_most, unstorable
from institutions.lapses.deadlines import MOST_MONTHS, latest_end
from institutions.lapses.states import LapseState
from institutions.lapses.verbs import BASIS
from institutions.models import Lapse

LONGEST: Final = 2_000


def may_ask(row: Lapse) -> Iterator[Finding]:
    """What stands against asking for a suspension because of this lapse."""
    if row.state != LapseState.OPEN:
        yield Finding(_("Nothing is to be asked for any more."), BASIS, code="not_open")
    elif row.ask_by is None:
        yield Finding(_("For this condition no suspension is provided for; put it right."), BASIS, code="no_suspension")


def may_decide(row: Lapse) -> Iterator[Finding]:
    """What stands against deciding about a suspension."""
    if row.state != LapseState.ASKED:
        yield Finding(_("No application waits for a decision."), BASIS, code="not_asked")


def term_objections(last: date, today: date, field: str) -> Iterator[Finding]:
    """What is wrong with the last day of a suspension that begins today: over already, or more than a year away."""
    if last < today:
        yield Finding(_("The last day lies before today."), BASIS, field, code="ends_before_begins")
    elif last >= latest_end(today):
        words = _("A suspension for rectification lasts %(months)d months at most.") % {"months": MOST_MONTHS}
        yield Finding(words, BASIS, field, code="too_long")


def plan_objections(plan: str) -> Iterator[Finding]:
    """What is wrong with what the institution says it will do."""
    if len(plan.strip()) < LEAST:
        yield Finding(_("Write at least %(least)d characters.") % {"least": LEAST}, field="plan", code="too_short")
    elif len(plan) > LONGEST:
        yield Finding(at_most(plan, LONGEST), field="plan", code="too_long")
    yield from unstorable(plan, "plan")
