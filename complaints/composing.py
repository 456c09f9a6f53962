"""The letters of a complaint from its rows, as the paper `complaints/letter` prints them.

They are Chinese documents whatever language a page has. A letter to the institution holds neither who complained nor
the account, only what is alleged by its kind in the law.
"""

from datetime import date
from typing import Any, Final

from complaints import letters
from complaints.actions.deciding import GROUNDS
from complaints.actions.filing import SCOPE
from complaints.articles import marked
from complaints.deadlines import decision_clock, reconsider_within
from complaints.decision import OUTCOMES, named
from complaints.letters import LetterKind
from complaints.models import Allegation, AllegationFinding, Complaint
from foundation.accounts.sealed_field import SealedText
from foundation.audit.models import Event
from foundation.documents.papers import render
from foundation.law.queries import Offered

TO_COMPLAINANT, TO_INSTITUTION = "complainant", "institution"
# The verb whose event carries ground and reason of what a letter tells.
_TOLD_BY: Final = {
    letters.REFUSAL.code: "complaints.refuse",
    letters.EXTENSION.code: "complaints.extend",
    letters.TERMINATION.code: "complaints.terminate",
}


def letter(row: Complaint, kind: LetterKind, to: str) -> bytes:
    """Print a letter as PDF. Raises PaperFailed, and LookupError where the table of its day lacks a ground it names."""
    return render("complaints/letter", contents(row, kind, to))


def contents(row: Complaint, kind: LetterKind, to: str) -> dict[str, Any]:
    """Return what stands on a letter, as plain values. Raises LookupError as `letter` does."""
    told = _told(row, kind)
    day = _day_of(row, kind)
    supplement = getattr(row, "supplement", None)
    clock = decision_clock(row, day)
    return {
        "letter": kind.code,
        "to": to,
        "number": row.number,
        "organ": row.organ.name,
        "institution": str(row.institution),
        "article": kind.article,
        "received_on": row.received_on.isoformat(),
        "day": day.isoformat(),
        "due_on": clock.due_on.isoformat() if clock and clock.due_on else "",
        "days": row.extended_days or 0,
        "reconsider_within": reconsider_within(day),
        "allegations": [_allegation(each, day, to) for each in row.allegations.all()],
        "asked_for": _lines(supplement.asked_for) if supplement and to == TO_COMPLAINANT else [],
        "answer_by": supplement.answer_by.isoformat() if supplement else "",
        "reason": str(told.get("reason", "")).splitlines() if to == TO_COMPLAINANT else [],
        **_ground(told, day),
        **(_addressee(row) if to == TO_COMPLAINANT else {"addressee": str(row.institution), "address": ""}),
    }


def _addressee(row: Complaint) -> dict[str, str]:
    """Name and address, put on the letter without being shown to anybody."""
    complainant = row.complainant
    return {"addressee": _plain(complainant.name), "address": _plain(complainant.address)}


def _allegation(each: Allegation, day: date, to: str) -> dict[str, Any]:
    outcome = named(each.outcome, OUTCOMES, day) if each.outcome else None
    return {
        "kind": _wording(named(each.kind, SCOPE, day), each.kind),
        "finding": each.finding,
        "upheld": each.finding == AllegationFinding.UPHELD,
        "outcome": _wording(outcome, each.outcome) if each.outcome else "",
        "reasons": _lines(each.reasons) if to == TO_COMPLAINANT or each.finding == AllegationFinding.UPHELD else [],
    }


def _ground(told: dict[str, Any], day: date) -> dict[str, Any]:
    code = str(told.get("facts", {}).get("ground", ""))
    found = named(code, GROUNDS, day) if code else None
    if code and found is None:
        raise LookupError(f"No ground {code} on {day}.")
    termination = str(told.get("facts", {}).get("termination", ""))
    return {
        "ground": found.name_zh if found else "",
        "citations": [marked(each, found) for each in found.citations] if found else [],
        "withdrawn": bool(termination) and not code,
    }


def _told(row: Complaint, kind: LetterKind) -> dict[str, Any]:
    verb = _TOLD_BY.get(kind.code)
    event = Event.objects.filter(stream=row.stream, kind=verb).order_by("-seq").first() if verb else None
    return event.content if event else {}


def _day_of(row: Complaint, kind: LetterKind) -> date:
    """The day of the act that a letter tells. Raises LookupError for a letter whose act has not happened."""
    supplement = getattr(row, "supplement", None)
    day = {
        letters.SUPPLEMENT.code: supplement.asked_on if supplement else None,
        letters.ACCEPTANCE.code: row.accepted_on,
        letters.REFUSAL.code: row.refused_on,
        letters.EXTENSION.code: row.extended_on,
        letters.TERMINATION.code: row.terminated_on,
        letters.DECISION.code: row.decided_on,
    }[kind.code]
    if day is None:
        raise LookupError(f"What the letter {kind.code} tells has not happened.")
    return day


def _wording(found: Offered | None, code: str) -> str:
    if found is None:
        raise LookupError(f"The legal tables do not hold {code}.")
    return found.name_zh


def _plain(sealed: SealedText | None) -> str:
    return sealed.reveal() if sealed else ""


def _lines(sealed: SealedText | None) -> list[str]:
    return _plain(sealed).splitlines()
