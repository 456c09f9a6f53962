"""What events about an issued opinion say, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.entrustments.grounds import in_full
from cases.opinions.corrections.grounds import ground
from cases.opinions.corrections.states import Part
from cases.opinions.corrections.verbs import CORRECT

CORRECTION_WRITTEN: Final = "cases.opinion_correction_written"
KINDS: Final[dict[str, Any]] = {
    CORRECT.code: _("Opinion corrected"),
    CORRECTION_WRITTEN: _("Correction of the opinion printed"),
}


def _corrected(facts: Mapping[str, Any]) -> list[str]:
    told = [_numbered(facts)]
    if facts.get("part") in Part.values:
        told.append(gettext("Part: %(part)s.") % {"part": Part(facts["part"]).label})
    day = facts.get("corrected_on")
    chosen = ground(str(facts.get("ground", "")), date.fromisoformat(day)) if isinstance(day, str) else None
    return [*told, in_full(chosen)] if chosen else told


def _printed(facts: Mapping[str, Any]) -> list[str]:
    return [_numbered(facts), *([f"SHA-256 {facts['sha256']}"] if "sha256" in facts else [])]


def _numbered(facts: Mapping[str, Any]) -> str:
    return gettext("Correction no. %(number)s.") % {"number": facts.get("number", "")}


TELLERS: Final = {CORRECT.code: _corrected, CORRECTION_WRITTEN: _printed}
SENTENCES: Final[dict[str, Any]] = {
    "correction_ready": _(
        "Correction no. %(n)s of the opinion %(number)s is printed. Sign it by hand, have it sealed, and have it sent "
        "to everybody who has the opinion."
    ),
}
REASONS: Final[dict[str, Any]] = {"correction_ready": _("You signed this correction.")}
SHORT: Final[dict[str, Any]] = {"correction_ready": _("Corrections of opinions printed")}
