"""What events of cases say, in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from cases.actions.correcting_custody import CUSTODY
from cases.actions.opening_agreements import AGREEMENT
from cases.actions.recording import PROCESS
from cases.actions.revealing import CLIENT, SUBJECTS
from cases.actions.writing_opinions import WRITTEN
from cases.agreements.happenings import told_of
from cases.comparing import SUBJECTS as SUBJECTS_FIELD
from cases.entrustments.grounds import ground, in_full, words_of
from cases.ledger.columns import LEDGER
from cases.opinions.happenings import OPINION_TELLERS
from cases.termination import grounds as terminations
from cases.verbs import ACCEPT, AGREE_DECISION, ASK_COMPLETION, COMPLETE, READ_OPINION, REFUSE, REVEAL, TERMINATE

KINDS: Final[dict[str, Any]] = {
    "case.imported": _("Loaded from a ledger"),
    "case.corrected": _("Corrected after a later ledger"),
    "case.client_sealed": _("The name of the client was sealed"),
    "cases.undo_import": _("Made void by undoing the import"),
    "cases.import": _("Decided about an import"),
    "cases.confirm_correction": _("Decided about corrections"),
    WRITTEN: _("The opinion was printed"),
}
LOOKS: Final = (REVEAL.code, READ_OPINION.code)

_OPENED: Final[dict[str, Any]] = {
    CLIENT: _("the client"),
    SUBJECTS: _("the subjects"),
    PROCESS: _("the texts of the process record"),
    CUSTODY: _("who brought and fetched the materials"),
    AGREEMENT: _("what is under seal in the letter of entrustment"),
}


def _row(facts: Mapping[str, Any]) -> list[str]:
    return [gettext("Row %(row)s of the ledger.") % {"row": facts["row"]}] if "row" in facts else []


def _corrected(facts: Mapping[str, Any]) -> list[str]:
    names = [
        str(_("Subjects")) if name == SUBJECTS_FIELD else str(LEDGER.by_name[name].label)
        for name in facts.get("fields", [])
        if name == SUBJECTS_FIELD or name in LEDGER.by_name
    ]
    changed = [gettext("Changed: %(fields)s.") % {"fields": _listed(names)}] if names else []
    return [*_row(facts), *changed]


def _decided(facts: Mapping[str, Any]) -> list[str]:
    count = len(facts.get("rows", []))
    if facts.get("decision") == "applied":
        words = ngettext("%(n)d row was taken over.", "%(n)d rows were taken over.", count)
    else:
        words = ngettext("%(n)d case was left as it was.", "%(n)d cases were left as they were.", count)
    return [words % {"n": count}]


def _opened(facts: Mapping[str, Any]) -> list[str]:
    parts = [str(_OPENED[part]) for part in facts.get("opened", []) if part in _OPENED]
    return [gettext("Opened: %(parts)s.") % {"parts": _listed(parts)}] if parts else []


def _listed(parts: Sequence[str]) -> str:
    return pgettext("between parts of a list", ", ").join(parts)


def _refused(facts: Mapping[str, Any]) -> list[str]:
    day = facts.get("refused_on")
    chosen = ground(str(facts.get("ground", "")), date.fromisoformat(day)) if isinstance(day, str) else None
    return [in_full(chosen)] if chosen else []


def _terminated(facts: Mapping[str, Any]) -> list[str]:
    day = facts.get("terminated_on")
    on = date.fromisoformat(day) if isinstance(day, str) else None
    chosen = terminations.ground(str(facts.get("ground", "")), on) if on else None
    if chosen is None:
        return []
    told = {"ground": words_of(chosen), "article": "、".join(terminations.items_of(chosen))}
    return [gettext("%(ground)s (%(article)s)") % told]


def _asked_to_complete(facts: Mapping[str, Any]) -> list[str]:
    late = [gettext("The last day was over already: the pause changes nothing.")] if facts.get("late") else []
    return [gettext("Request %(number)s to the client.") % {"number": facts.get("number", "")}, *late]


def _agreed_decision(facts: Mapping[str, Any]) -> list[str]:
    late = [gettext("The last day was over already: it cures nothing.")] if facts.get("late") else []
    words = gettext("Agreed: %(days)s working days from the receipt.")
    return [words % {"days": facts.get("days", "")}, *late]


def _completed(facts: Mapping[str, Any]) -> list[str]:
    told = []
    if "number" in facts:
        words = gettext("Request %(number)s, asked on %(day)s.")
        told.append(words % {"number": facts["number"], "day": facts.get("asked_on", "")})
    added, particulars = int(facts.get("materials", 0)), len(facts.get("particulars", []))
    if added:
        told.append(ngettext("%(n)d material was added.", "%(n)d materials were added.", added) % {"n": added})
    if particulars:
        words = ngettext(
            "Particulars of %(n)d material were filled in.",
            "Particulars of %(n)d materials were filled in.",
            particulars,
        )
        told.append(words % {"n": particulars})
    names = [str(_FILLED[name]) for name in facts.get("filled", []) if name in _FILLED]
    return [*told, gettext("Filled in: %(fields)s.") % {"fields": _listed(names)}] if names else told


_FILLED: Final[dict[str, Any]] = {"purpose": _("Purpose"), "facts": _("Basic facts of the case")}

SENTENCES: Final[dict[str, Any]] = {
    "completion_letter_ready": _(
        "The letter that asks the client to complete the entrustment %(code)s is written. Print it, seal it, and send "
        "it to the client."
    ),
    "refusal_notice_ready": _(
        "The notice of refusal of the entrustment %(code)s is written. Print it, seal it, and send it to the client "
        "with the materials."
    ),
    "opinion_ready": _(
        "The opinion %(number)s is printed. Have it signed by hand and sealed, and send it to the client."
    ),
    "termination_notice_ready": _(
        "The notice of termination of case %(code)s is written. Print it, seal it, and send it to the client; return "
        "the materials by the day it names."
    ),
}
REASONS: Final[dict[str, Any]] = {
    "completion_letter_ready": _("You ask clients of your institution to complete entrustments."),
    "refusal_notice_ready": _("You refused this entrustment."),
    "opinion_ready": _("You issued this opinion."),
    "termination_notice_ready": _("You terminated this appraisal."),
}
SHORT: Final[dict[str, Any]] = {
    "completion_letter_ready": _("Letters about completing written"),
    "refusal_notice_ready": _("Notices of refusal written"),
    "opinion_ready": _("Opinions printed"),
    "termination_notice_ready": _("Notices of termination written"),
}


def _accepted(facts: Mapping[str, Any]) -> list[str]:
    number = [gettext("Case number: %(number)s.") % {"number": facts["case_number"]}] if "case_number" in facts else []
    return [*number, *told_of(facts)]


TELLERS: Final = {
    **OPINION_TELLERS,
    ACCEPT.code: _accepted,
    AGREE_DECISION.code: _agreed_decision,
    ASK_COMPLETION.code: _asked_to_complete,
    COMPLETE.code: _completed,
    REFUSE.code: _refused,
    TERMINATE.code: _terminated,
    "case.imported": _row,
    "case.corrected": _corrected,
    "cases.confirm_correction": _decided,
    REVEAL.code: _opened,
}
