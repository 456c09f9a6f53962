"""The grounds of findings from the dated list, with their articles."""

from datetime import date
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation.law import queries as law
from foundation.law.queries import Offered
from institutions.models import Finding
from institutions.standing.kinds import LOST, Condition

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


def ground_in_words(finding: Finding) -> str:
    """Return the ground of a finding in the words of its day."""
    chosen = ground(finding.ground, finding.found_on)
    return words_of(chosen) if chosen else finding.ground


def problem_in_words(finding: Finding) -> str:
    """Return what is wrong: the allegations upheld on a complaint, a condition as one that is lost, else the ground."""
    if finding.source == Finding.Source.COMPLAINT:
        return finding.description
    lost = lost_in_words(finding)
    return lost if lost is not None else ground_in_words(finding)


def lost_in_words(finding: Finding, *, marked: bool = True) -> str | None:
    """Return what is wrong where a standing condition is lost; None for findings of another kind.

    `marked` adds that the condition is to be confirmed.
    """
    rows = law.entries("standing_conditions", finding.found_on)
    rule = next((row for row in rows if row.code == finding.ground), None)
    if rule is None:
        return None
    lost = str(LOST[Condition(str(rule.details["condition"]))])
    return _("%(ground)s (to be confirmed)") % {"ground": lost} if rule.to_be_confirmed and marked else lost


def cited(chosen: Offered) -> str:
    """Return every source that lists a ground, as a page prints it."""
    return "、".join(chosen.citations)
