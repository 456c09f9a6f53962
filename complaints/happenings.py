"""What events of complaints say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from complaints.actions.assigning import DECLARED
from complaints.actions.deciding import GROUNDS
from complaints.actions.writing_letters import TO_READ
from complaints.decision import OUTCOMES, named
from complaints.models import AllegationFinding, Inquiry
from complaints.verbs import (
    ABANDON,
    ACCEPT,
    APPROVE_IDENTITY,
    ASK_IDENTITY,
    ASK_SUPPLEMENT,
    ASSIGN,
    DECIDE,
    EXTEND,
    FILED,
    IDENTITY_OPENED,
    INFORM,
    READ,
    RECORD_SUPPLEMENT,
    RECORDED,
    REFUSE,
    TERMINATE,
)
from foundation.law.queries import Offered

KINDS: Final[dict[str, Any]] = {
    FILED: _("Complaint received"),
    ACCEPT.code: _("Accepted the complaint"),
    REFUSE.code: _("Refused the complaint"),
    ASK_SUPPLEMENT.code: _("Asked the complainant to supplement"),
    RECORD_SUPPLEMENT.code: _("Supplement received"),
    ABANDON.code: _("Closed because no supplement came"),
    ASSIGN.code: _("Assigned the investigators"),
    DECLARED: _("Declared about conflicts of interest"),
    RECORDED: _("Recorded an inquiry"),
    EXTEND.code: _("Extended the time for the decision"),
    TERMINATE.code: _("Ended without a decision"),
    DECIDE.code: _("Decided the complaint"),
    INFORM.code: _("Informed both sides"),
    READ.code: _("Read what the complaint says"),
    ASK_IDENTITY.code: _("Asked to see who complained"),
    APPROVE_IDENTITY.code: _("Decided about a request to see who complained"),
    IDENTITY_OPENED: _("Opened who complained"),
}
LOOKS: Final = (READ.code, IDENTITY_OPENED)

SENTENCES: Final[dict[str, Any]] = {
    TO_READ: _("There is a letter to your institution about the complaint %(number)s."),
}
REASONS: Final[dict[str, Any]] = {TO_READ: _("You read the letters about complaints to your institution.")}
SHORT: Final[dict[str, Any]] = {TO_READ: _("Letters about complaints")}

WAYS: Final[dict[str, Any]] = {
    "online": _("Read on the page for following"),
    "post": _("Sent by post"),
    "handed_over": _("Handed over"),
}


def _refused(facts: Mapping[str, Any]) -> list[str]:
    return _ground(str(facts.get("ground", "")))


def _assigned(facts: Mapping[str, Any]) -> list[str]:
    count = len(facts.get("postings", []))
    return [ngettext("%(n)d investigator.", "%(n)d investigators.", count) % {"n": count}]


def _declared(facts: Mapping[str, Any]) -> list[str]:
    return [gettext("A conflict stands against it.") if facts.get("conflict") else gettext("No conflict.")]


def _inquired(facts: Mapping[str, Any]) -> list[str]:
    kind = facts.get("kind", "")
    return [str(Inquiry.Kind(kind).label)] if kind in Inquiry.Kind.values else []


def _extended(facts: Mapping[str, Any]) -> list[str]:
    days = int(facts.get("days", 0))
    words = ngettext("By %(n)d calendar day, until %(due)s.", "By %(n)d calendar days, until %(due)s.", days)
    return [words % {"n": days, "due": facts.get("due_on", "")}] if days else []


def _terminated(facts: Mapping[str, Any]) -> list[str]:
    found = _entry(str(facts.get("termination", "")), OUTCOMES)
    return [*([found.name_zh] if found else []), *_ground(str(facts.get("ground", "")))]


def _decided(facts: Mapping[str, Any]) -> list[str]:
    rows = facts.get("allegations", [])
    found = {each.value: sum(row.get("finding") == each for row in rows) for each in AllegationFinding}
    return [f"{AllegationFinding(value).label}: {count}" for value, count in found.items() if count]


def _informed(facts: Mapping[str, Any]) -> list[str]:
    way = facts.get("way", "")
    return [str(WAYS[way])] if way in WAYS else []


def _granted(facts: Mapping[str, Any]) -> list[str]:
    return [gettext("Granted.") if facts.get("granted") else gettext("Denied.")]


def _ground(code: str) -> list[str]:
    found = _entry(code, GROUNDS)
    return [found.name_zh] if found else []


def _entry(code: str, list_code: str) -> Offered | None:
    return named(code, list_code, timezone.localdate()) if code else None


TELLERS: Final = {
    REFUSE.code: _refused,
    ASSIGN.code: _assigned,
    DECLARED: _declared,
    RECORDED: _inquired,
    EXTEND.code: _extended,
    TERMINATE.code: _terminated,
    DECIDE.code: _decided,
    INFORM.code: _informed,
    APPROVE_IDENTITY.code: _granted,
}
