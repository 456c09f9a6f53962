"""What events and notices of findings and rectifications say, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.desk.formats import prose_date
from institutions.rectification.grounds import ground, words_of
from institutions.rectification.states import Outcome
from institutions.rectification.verbs import ANSWER, DECIDE, RECHECK

KINDS: Final[dict[str, Any]] = {
    "finding.recorded": _("Finding recorded"),
    "rectification.ordered": _("Rectification ordered"),
    ANSWER.code: _("Answered by the institution"),
    RECHECK.code: _("Re-checked by the organ"),
    DECIDE.code: _("Decided by the leader"),
}


def _limit(facts: Mapping[str, Any]) -> list[str]:
    if "days" not in facts or "due_on" not in facts:
        return []
    words = gettext("Time limit: %(days)s working days, the last is %(due)s.")
    return [words % {"days": facts["days"], "due": prose_date(date.fromisoformat(facts["due_on"]))}]


def _rechecked(facts: Mapping[str, Any]) -> list[str]:
    if facts.get("outcome") in Outcome.values:
        return [gettext("Closed: %(outcome)s.") % {"outcome": Outcome(facts["outcome"]).label}]
    if facts.get("result") == "escalate":
        return [gettext("Put before the leader.")]
    return _limit(facts)


def _answered(facts: Mapping[str, Any]) -> list[str]:
    told = [gettext("Answer number %(n)s.") % {"n": facts["answer"]}] if "answer" in facts else []
    told += [gettext("With a file of evidence.")] if facts.get("evidence") else []
    return told + ([gettext("After the last day of the time limit.")] if facts.get("late") else [])


def _found(facts: Mapping[str, Any]) -> list[str]:
    chosen = ground(str(facts.get("ground", "")), timezone.localdate())
    return [words_of(chosen)] if chosen else []


TELLERS: Final = {
    "finding.recorded": _found,
    "rectification.ordered": _limit,
    ANSWER.code: _answered,
    RECHECK.code: _rechecked,
    DECIDE.code: _rechecked,
}
SENTENCES: Final[dict[str, Any]] = {
    "rectification_ordered": _("Rectification %(code)s is ordered. Answer it until %(due)s."),
    "rectification_answered": _("The institution has answered rectification %(code)s. Look again."),
    "rectification_escalated": _("Rectification %(code)s is put before you: decide how it goes on."),
    "rectification_returned": _("The answer to rectification %(code)s was not enough. Answer again until %(due)s."),
    "rectification_closed": _("Rectification %(code)s is closed."),
    "rectification_handed_on": _("Rectification %(code)s: not rectified, handed on to other measures."),
}
REASONS: Final[dict[str, Any]] = {
    "rectification_ordered": _("You answer rectification orders for your institution."),
    "rectification_answered": _("You re-check rectifications for your organ."),
    "rectification_escalated": _("You decide about escalated rectifications of your organ."),
    "rectification_returned": _("You answer rectification orders for your institution."),
    "rectification_closed": _("You answer rectification orders for your institution."),
    "rectification_handed_on": _("You answer rectification orders for your institution."),
}
SHORT: Final[dict[str, Any]] = {
    "rectification_ordered": _("Rectifications ordered"),
    "rectification_answered": _("Rectifications answered"),
    "rectification_escalated": _("Rectifications before the leader"),
    "rectification_returned": _("Rectifications sent back"),
    "rectification_closed": _("Rectifications closed"),
    "rectification_handed_on": _("Rectifications handed on to other measures"),
}
