"""What events about an issued opinion say, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.entrustments.grounds import in_full
from cases.opinions.issued import revoking
from cases.opinions.issued.correction_grounds import ground
from cases.opinions.issued.states import Part
from cases.opinions.issued.verbs import CORRECT, REVOKE

CORRECTION_WRITTEN: Final = "cases.opinion_correction_written"
REVOCATION_WRITTEN: Final = "cases.opinion_revocation_written"
KINDS: Final[dict[str, Any]] = {
    CORRECT.code: _("Opinion corrected"),
    CORRECTION_WRITTEN: _("Correction of the opinion printed"),
    REVOKE.code: _("Opinion revoked"),
    REVOCATION_WRITTEN: _("Notice of the revocation printed"),
}


def _corrected(facts: Mapping[str, Any]) -> list[str]:
    told = [_numbered(facts)]
    if facts.get("part") in Part.values:
        told.append(gettext("Part: %(part)s.") % {"part": Part(facts["part"]).label})
    day = facts.get("corrected_on")
    chosen = ground(str(facts.get("ground", "")), date.fromisoformat(day)) if isinstance(day, str) else None
    return [*told, in_full(chosen)] if chosen else told


def _revoked(facts: Mapping[str, Any]) -> list[str]:
    day = facts.get("revoked_on")
    chosen = revoking.ground(str(facts.get("ground", "")), date.fromisoformat(day)) if isinstance(day, str) else None
    return [in_full(chosen)] if chosen else []


def _printed(facts: Mapping[str, Any]) -> list[str]:
    return [_numbered(facts), *_digest(facts)]


def _digest(facts: Mapping[str, Any]) -> list[str]:
    return [f"SHA-256 {facts['sha256']}"] if "sha256" in facts else []


def _numbered(facts: Mapping[str, Any]) -> str:
    return gettext("Correction no. %(number)s.") % {"number": facts.get("number", "")}


TELLERS: Final = {
    CORRECT.code: _corrected,
    CORRECTION_WRITTEN: _printed,
    REVOKE.code: _revoked,
    REVOCATION_WRITTEN: _digest,
}
SENTENCES: Final[dict[str, Any]] = {
    "correction_ready": _(
        "Correction no. %(n)s of the opinion %(number)s is printed. Sign it by hand, have it sealed, and have it sent "
        "to everybody who has the opinion."
    ),
    "opinion_revoked": _("The institution has revoked the opinion %(number)s."),
    "revocation_ready": _(
        "The notice that the opinion %(number)s is revoked is printed. Have it sealed, and have it sent to everybody "
        "who has the opinion."
    ),
}
REASONS: Final[dict[str, Any]] = {
    "correction_ready": _("You signed this correction."),
    "opinion_revoked": _("You signed this opinion."),
    "revocation_ready": _("You revoke opinions for your institution."),
}
SHORT: Final[dict[str, Any]] = {
    "correction_ready": _("Corrections of opinions printed"),
    "opinion_revoked": _("Opinions revoked"),
    "revocation_ready": _("Notices of revocation printed"),
}
