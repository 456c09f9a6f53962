"""What events and notices of lapses say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from institutions.lapses.states import CLOSED, OPENED, LapseOutcome
from institutions.lapses.verbs import ASK, DECIDE

KINDS: Final[dict[str, Any]] = {
    OPENED: _("Condition found to be lost"),
    CLOSED: _("Lapse closed"),
    "finding.settled": _("Finding closed without an order"),
    ASK.code: _("Suspension for rectification asked for"),
    DECIDE.code: _("Suspension for rectification decided"),
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


TELLERS: Final = {OPENED: _opened, CLOSED: _closed, ASK.code: _asked, DECIDE.code: _decided}
SENTENCES: Final[dict[str, Any]] = {
    "condition_lost": _("%(name)s does not keep a condition any more: %(place)s. The page says what follows."),
    "condition_restored": _("A condition that %(name)s had lost is settled: %(place)s."),
    "suspension_asked": _("%(name)s asks for a suspension for rectification: %(place)s."),
    "suspension_decided": _("The suspension for rectification of %(name)s is decided: %(place)s."),
}
REASONS: Final[dict[str, Any]] = {
    "condition_lost": _("It is your institution or one of your city."),
    "condition_restored": _("It is your institution or one of your city."),
    "suspension_asked": _("It is an institution of your city."),
    "suspension_decided": _("Your institution asked for it."),
}
SHORT: Final[dict[str, Any]] = {
    "condition_lost": _("Conditions lost"),
    "condition_restored": _("Conditions settled"),
    "suspension_asked": _("Suspensions asked for"),
    "suspension_decided": _("Suspensions decided"),
}
