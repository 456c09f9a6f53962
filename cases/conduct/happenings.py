"""What events of the conduct of a case say, in words, and what its people are told."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cases.conduct.grounds import process_kind, recusal_ground
from cases.conduct.states import ExtensionState
from cases.conduct.verbs import (
    ASK_SUPPLEMENT,
    ASSIGN,
    DECIDE_EXTENSION,
    DECLARE,
    RECEIVE_SUPPLEMENT,
    RECORD,
    REPLACE_APPRAISER,
    REQUEST_EXTENSION,
)
from cases.entrustments.grounds import in_full, words_of
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


def _asked(facts: Mapping[str, Any]) -> list[str]:
    late = [gettext("The last day was over already: the pause changes nothing.")] if facts.get("late") else []
    return [gettext("Supplement %(number)s.") % {"number": facts.get("number", "")}, *late]


def _received(facts: Mapping[str, Any]) -> list[str]:
    words = gettext("Supplement %(number)s, asked for on %(day)s.")
    return [words % {"number": facts.get("number", ""), "day": facts.get("asked_on", "")}]


_UNUSUAL: Final[dict[str, Any]] = {
    "extended_again": _("It is not the first extension."),
    "extended_too_far": _("It is longer than usual."),
    "extended_late": _("The last day was over already: it cures nothing."),
}


def _requested(facts: Mapping[str, Any]) -> list[str]:
    days = int(facts.get("days", 0))
    words = ngettext("Extension by %(days)d working day.", "Extension by %(days)d working days.", days)
    unusual = [str(_UNUSUAL[code]) for code in facts.get("warnings", []) if code in _UNUSUAL]
    return [words % {"days": days}, *unusual]


def _decided(facts: Mapping[str, Any]) -> list[str]:
    approved = facts.get("to") == ExtensionState.APPROVED.value
    return [gettext("Approved.") if approved else gettext("Declined."), *_requested(facts)]


def _recorded(facts: Mapping[str, Any]) -> list[str]:
    kind = process_kind(str(facts.get("kind", "")), timezone.localdate())
    words = gettext("Entry %(number)s: %(kind)s.")
    told = [words % {"number": facts.get("number", ""), "kind": words_of(kind) if kind else facts.get("kind", "")}]
    if facts.get("counters"):
        told.append(gettext("It corrects entry %(number)s.") % {"number": facts["counters"]})
    return told


TELLERS: Final[dict[str, Any]] = {
    ASSIGN.code: _assigned,
    REPLACE_APPRAISER.code: _replaced,
    DECLARE.code: _declared,
    ASK_SUPPLEMENT.code: _asked,
    RECEIVE_SUPPLEMENT.code: _received,
    REQUEST_EXTENSION.code: _requested,
    DECIDE_EXTENSION.code: _decided,
    RECORD.code: _recorded,
}
SENTENCES: Final[dict[str, Any]] = {
    "case_assigned": _(
        "The case %(number)s is assigned to you. Declare whether a ground for recusal exists before you begin."
    ),
    "assignment_ended": _("You were replaced in the case %(number)s. It is not open to you any more."),
    "appraiser_recused": _("An appraiser of the case %(number)s recused himself or herself. Assign somebody else."),
    "supplement_letter_ready": _(
        "The letter that asks for the supplement in the case %(number)s is written. Print it, seal it, and send it to "
        "the client."
    ),
    "supplement_received": _("The supplement in the case %(number)s has come. Its time counts again."),
    "extension_requested": _("An extension of the time of the case %(number)s is requested. Decide about it."),
    "extension_approved": _("The extension of the time of the case %(number)s is approved. Inform the client."),
    "extension_declined": _("The extension of the time of the case %(number)s is declined."),
    "extension_letter_ready": _(
        "The notice of extension in the case %(number)s is written. Print it, seal it, send it to the client, and "
        "record the day."
    ),
}
REASONS: Final[dict[str, Any]] = {
    "case_assigned": _("Your institution assigned you."),
    "assignment_ended": _("You had been assigned to this case."),
    "appraiser_recused": _("You assign appraisers at your institution."),
    "supplement_letter_ready": _("You ask for supplements at your institution."),
    "supplement_received": _("This case is assigned to you."),
    "extension_requested": _("You decide about extensions at your institution."),
    "extension_approved": _("You work on this case, or inform its client."),
    "extension_declined": _("You work on this case, or inform its client."),
    "extension_letter_ready": _("You inform clients of extensions at your institution."),
}
SHORT: Final[dict[str, Any]] = {
    "case_assigned": _("Cases assigned to me"),
    "assignment_ended": _("Assignments that ended"),
    "appraiser_recused": _("Recusals"),
    "supplement_letter_ready": _("Letters about supplements written"),
    "supplement_received": _("Supplements received"),
    "extension_requested": _("Extensions requested"),
    "extension_approved": _("Extensions approved"),
    "extension_declined": _("Extensions declined"),
    "extension_letter_ready": _("Notices of extension written"),
}
