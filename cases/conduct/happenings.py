"""What events of the conduct of a case say, in words, and what its people are told."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.conduct.grounds import recusal_ground
from cases.conduct.verbs import ASSIGN, DECLARE, REPLACE_APPRAISER
from cases.entrustments.grounds import in_full
from foundation.desk.detail.acts import comma


def _certificates(facts: Mapping[str, Any]) -> str:
    return comma().join(str(number) for number in facts.get("certificates", []))


def _assigned(facts: Mapping[str, Any]) -> list[str]:
    return [gettext("Certificates: %(numbers)s.") % {"numbers": _certificates(facts)}, *_passed(facts)]


def _replaced(facts: Mapping[str, Any]) -> list[str]:
    words = gettext("Certificate %(left)s by %(come)s.")
    return [words % {"left": facts.get("left", ""), "come": _certificates(facts)}, *_passed(facts)]


def _passed(facts: Mapping[str, Any]) -> list[str]:
    return [gettext("A finding was passed for the reason given.")] if facts.get("overridden") else []


def _declared(facts: Mapping[str, Any]) -> list[str]:
    certificate = gettext("Certificate %(number)s.") % {"number": facts.get("certificate", "")}
    code, day = str(facts.get("ground", "")), facts.get("declared_on")
    if not code:
        return [certificate, gettext("No ground for recusal exists.")]
    chosen = recusal_ground(code, date.fromisoformat(day)) if isinstance(day, str) else None
    return [certificate, gettext("Ground: %(ground)s.") % {"ground": in_full(chosen) if chosen else code}]


TELLERS: Final[dict[str, Any]] = {
    ASSIGN.code: _assigned,
    REPLACE_APPRAISER.code: _replaced,
    DECLARE.code: _declared,
}
SENTENCES: Final[dict[str, Any]] = {
    "case_assigned": _(
        "The case %(number)s is assigned to you. Declare whether a ground for recusal exists before you begin."
    ),
    "assignment_ended": _("You were replaced in the case %(number)s. It is not open to you any more."),
    "appraiser_recused": _("An appraiser of the case %(number)s recused himself or herself. Assign somebody else."),
}
REASONS: Final[dict[str, Any]] = {
    "case_assigned": _("Your institution assigned you."),
    "assignment_ended": _("You had been assigned to this case."),
    "appraiser_recused": _("You assign appraisers at your institution."),
}
SHORT: Final[dict[str, Any]] = {
    "case_assigned": _("Cases assigned to me"),
    "assignment_ended": _("Assignments that ended"),
    "appraiser_recused": _("Recusals"),
}
