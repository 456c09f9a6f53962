"""What events and notices of annual reviews say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from governance.annual_review.actions.opening import OPENED_NOTICE
from governance.annual_review.actions.reminding import LATE_NOTICE, SOON_NOTICE
from governance.annual_review.actions.reviewing import RETURNED_NOTICE
from governance.annual_review.actions.writing_letters import DECIDED_NOTICE
from governance.annual_review.states import PREPARED, Proposal
from governance.annual_review.verbs import DECIDE, OPEN, PROPOSE, SUBMIT
from institutions.models import YearStanding

KINDS: Final[dict[str, Any]] = {
    "annual_review.created": _("Annual review created"),
    PREPARED.verb: _("Annual reviews of all institutions created"),
}


def _opened(facts: Mapping[str, Any]) -> list[str]:
    return [gettext("Year %(year)s, %(expected)s institutions.") % facts] if {"year", "expected"} <= set(facts) else []


def _submitted(facts: Mapping[str, Any]) -> list[str]:
    told = []
    if facts.get("late"):
        told.append(gettext("After the last day."))
    number = len(facts.get("disputed", []))
    if number:
        told.append(ngettext("%(n)d line disputed.", "%(n)d lines disputed.", number) % {"n": number})
    return told


def _proposed(facts: Mapping[str, Any]) -> list[str]:
    labels = dict(Proposal.choices)
    told = [gettext("Proposed: %(proposal)s.") % {"proposal": labels.get(str(facts.get("proposal")), "—")}]
    return [*told, gettext("The institution had not answered.")] if facts.get("absent") else told


def _decided(facts: Mapping[str, Any]) -> list[str]:
    labels = dict(YearStanding.Result.choices)
    return [gettext("Result: %(result)s.") % {"result": labels.get(str(facts.get("result")), "—")}]


def _prepared(facts: Mapping[str, Any]) -> list[str]:
    number = facts.get("created")
    if not isinstance(number, int):
        return []
    return [ngettext("%(n)d review.", "%(n)d reviews.", number) % {"n": number}]


TELLERS: Final = {
    OPEN.code: _opened,
    SUBMIT.code: _submitted,
    PROPOSE.code: _proposed,
    DECIDE.code: _decided,
    PREPARED.verb: _prepared,
}
SENTENCES: Final[dict[str, Any]] = {
    OPENED_NOTICE: _(
        "The annual review of %(year)s is open. Confirm or dispute what the portal knows and submit it between "
        "%(first)s and %(last)s."
    ),
    SOON_NOTICE: _("The annual review of %(year)s is to be submitted by %(last)s."),
    LATE_NOTICE: _(
        "The annual review of %(year)s was to be submitted by %(last)s and is late. It can still be submitted; absence "
        "without good reason can be judged as failed."
    ),
    RETURNED_NOTICE: _("The city has returned the annual review of %(year)s. Submit it again by %(last)s."),
    DECIDED_NOTICE: _("The annual review of %(year)s is decided. The letter lies on its page."),
}
_OWN: Final = _("You submit annual reviews for your institution.")
REASONS: Final[dict[str, Any]] = dict.fromkeys(SENTENCES, _OWN)
SHORT: Final[dict[str, Any]] = {
    OPENED_NOTICE: _("Annual reviews opened"),
    SOON_NOTICE: _("Annual reviews due soon"),
    LATE_NOTICE: _("Annual reviews late"),
    RETURNED_NOTICE: _("Annual reviews returned"),
    DECIDED_NOTICE: _("Annual reviews decided"),
}
