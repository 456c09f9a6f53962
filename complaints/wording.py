"""The statutory lists of complaints in words, for pages: dated, with source, and marked where still to be confirmed."""

from datetime import date
from typing import Any, Final

from cases.entrustments.grounds import cited, in_full, plain_words_of, words_of
from complaints.actions.deciding import GROUNDS
from complaints.actions.filing import SCOPE
from complaints.decision import OUTCOMES, ends, named, outcomes
from foundation.law import queries as law

Choices = list[tuple[str, Any]]
FINDING_TONES: Final = {"upheld": "late", "not_upheld": "ok", "unestablished": "void"}
"""How a finding about an allegation is drawn."""


def plainly(code: str, list_code: str, on: date) -> str:
    """Return an entry of one of the lists as it was worded on a day, without the mark that is for officers
    (decisions.md 46); its code where that list has it no more."""
    found = named(code, list_code, on)
    return plain_words_of(found) if found else code


def alleged(kind: str, on: date) -> str:
    """Return what an allegation is about, as the list of a day words it; its code where that list has it no more."""
    found = named(kind, SCOPE, on)
    return words_of(found) if found else kind


def outcome_in_words(code: str, on: date) -> str:
    """Return an outcome or an end without a decision as the list of a day words it."""
    found = named(code, OUTCOMES, on)
    return words_of(found) if found else code


def refusal_in_words(code: str, on: date) -> tuple[str, str]:
    """Return a ground for refusing and its sources."""
    found = named(code, GROUNDS, on)
    return (words_of(found), cited(found)) if found else (code, "")


def refusal_choices(on: date) -> Choices:
    """Return the grounds for refusing, with their sources."""
    return [(each.code, in_full(each)) for each in law.grounds(GROUNDS, on)]


def outcome_choices(on: date) -> Choices:
    """Return what may follow from a decision."""
    return [(each.code, words_of(each)) for each in outcomes(on)]


def end_choices(on: date) -> Choices:
    """Return why a complaint may end without a decision, with the sources."""
    return [(each.code, in_full(each)) for each in ends(on)]
