"""The grounds of findings from the dated list, with their articles."""

from datetime import date
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation.law import queries as law
from foundation.law.queries import Offered

LIST: Final = "case_review_criteria"
LISTS: Final = (LIST, "standing_conditions", "assessment_indicators", "revocation_cancellation", "complaint_outcomes")
"""What findings are recorded by: points of a case review, standing conditions, indicators, grounds of ending, measures
that follow from a complaint."""


def offered(on: date) -> tuple[Offered, ...]:
    """Return the grounds that a case review offers on a day."""
    return law.grounds(LIST, on)


def ground(code: str, on: date) -> Offered | None:
    """Return the ground of a code, or None."""
    known = (each for name in LISTS for each in law.grounds(name, on))
    return next((each for each in known if code in each.codes), None)


def words_of(chosen: Offered) -> str:
    """Return a ground in the language of the page; one that awaits confirmation says so."""
    name = chosen.name_zh if (get_language() or "").startswith("zh") or not chosen.name_en else chosen.name_en
    return _("%(ground)s (to be confirmed)") % {"ground": name} if chosen.to_be_confirmed else name


def cited(chosen: Offered) -> str:
    """Return every source that lists a ground, as a page prints it."""
    return "、".join(chosen.citations)
