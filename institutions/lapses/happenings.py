"""What events and notices of lapses say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from institutions.lapses.states import CLOSED, OPENED, TERM_OVER, LapseOutcome
from institutions.lapses.verbs import ASK, DECIDE, END, GIVE_UP, REPORT

KINDS: Final[dict[str, Any]] = {
    OPENED: _("Condition found to be lost"),
    CLOSED: _("Lapse closed"),
    "finding.settled": _("Finding closed without an order"),
    ASK.code: _("Suspension for rectification asked for"),
    DECIDE.code: _("Suspension for rectification decided"),
    REPORT.code: _("Condition reported as kept again"),
    GIVE_UP.code: _("Giving up of the item asked for"),
    END.code: _("Decided whether the item resumes"),
    TERM_OVER: _("Term of the suspension over, condition still lost"),
}


def _opened(facts: Mapping[str, Any]) -> list[str]:
    return [gettext("Lost since %(day)s.") % {"day": facts.get("since")}]


def _closed(facts: Mapping[str, Any]) -> list[str]:
    outcome = facts.get("outcome")
    return [str(LapseOutcome(outcome).label)] if outcome in LapseOutcome.values else []


def _asked(facts: Mapping[str, Any]) -> list[str]:
    said = [gettext("Asked for until %(day)s.") % {"day": facts.get("until")}]
    return [*said, gettext("After the last day for asking.")] if facts.get("late") else said


def _decided(facts: Mapping[str, Any]) -> list[str]:
    number = gettext("Document: %(number)s.") % {"number": facts.get("document", "")}
    if not facts.get("granted"):
        return [gettext("Suspension refused."), number]
    return [gettext("Suspended until %(day)s.") % {"day": facts.get("until")}, number]


def _ended(facts: Mapping[str, Any]) -> list[str]:
    words = {
        "resume": gettext("The item resumes."),
        "deregister": gettext("The item is deregistered."),
        "send_back": gettext("Not granted."),
    }
    number = gettext("Document: %(number)s.") % {"number": facts.get("document", "")}
    return [words.get(str(facts.get("outcome")), ""), number]


TELLERS: Final = {OPENED: _opened, CLOSED: _closed, ASK.code: _asked, DECIDE.code: _decided, END.code: _ended}
SENTENCES: Final[dict[str, Any]] = {
    "condition_lost": _("%(name)s does not keep a condition any more: %(place)s. The page says what follows."),
    "condition_restored": _("A condition that %(name)s had lost is settled: %(place)s."),
    "suspension_asked": _("%(name)s asks for a suspension for rectification: %(place)s."),
    "suspension_decided": _("The suspension for rectification of %(name)s is decided: %(place)s."),
    "suspension_reported": _("%(name)s reports that a condition is kept again: %(place)s."),
    "giving_up_asked": _("%(name)s asks to give an item up: %(place)s."),
    "suspension_ended": _("It is decided whether an item of %(name)s resumes: %(place)s."),
    "suspension_term_over": _("The suspension of %(name)s is over and the condition still lost: %(place)s."),
}
REASONS: Final[dict[str, Any]] = {
    "condition_lost": _("It is your institution or one of your city."),
    "condition_restored": _("It is your institution or one of your city."),
    "suspension_asked": _("It is an institution of your city."),
    "suspension_decided": _("Your institution asked for it."),
    "suspension_reported": _("It is an institution of your city."),
    "giving_up_asked": _("It is an institution of your city."),
    "suspension_ended": _("Your institution asked for it."),
    "suspension_term_over": _("It is your institution or one of your city."),
}
SHORT: Final[dict[str, Any]] = {
    "condition_lost": _("Conditions lost"),
    "condition_restored": _("Conditions settled"),
    "suspension_asked": _("Suspensions asked for"),
    "suspension_decided": _("Suspensions decided"),
    "suspension_reported": _("Conditions reported as kept again"),
    "giving_up_asked": _("Items to be given up"),
    "suspension_ended": _("Items decided about"),
    "suspension_term_over": _("Suspensions over"),
}
