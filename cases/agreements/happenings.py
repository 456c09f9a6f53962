"""What events about letters of entrustment say, in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from cases.agreements.forms import LABELS
from cases.agreements.verbs import AMEND, KEEP_SIGNED
from foundation.desk import formats


def limit_in_words(days: int | None, until: date | None) -> str:
    """Return an agreed limit in words; that of the law where none is agreed."""
    if until is not None:
        return gettext("by %(day)s") % {"day": formats.prose_date(until, with_year=True)}
    if days is not None:
        return gettext("within %(days)d working days") % {"days": days}
    return gettext("the time of the law")


def changed_in_words(names: Sequence[str]) -> str:
    """Return what changed between two versions, by the labels of the form."""
    return pgettext("between parts of a list", ", ").join(str(LABELS[name]) for name in names if name in LABELS)


def told_of(facts: Mapping[str, Any]) -> list[str]:
    """Say what an event tells of a version: its limit where one is agreed."""
    until = facts.get("limit_until")
    day = date.fromisoformat(until) if isinstance(until, str) else None
    if facts.get("limit_days") is None and day is None:
        return []
    return [gettext("Agreed limit: %(limit)s.") % {"limit": limit_in_words(facts.get("limit_days"), day)}]


def _amended(facts: Mapping[str, Any]) -> list[str]:
    told = [gettext("Version %(number)s of the letter.") % {"number": facts.get("agreement", "")}]
    names = changed_in_words(facts.get("changed", []))
    told += [gettext("Changed: %(fields)s.") % {"fields": names}] if names else []
    told += told_of(facts)
    late = gettext("Recorded after the last day, of a day before it.")
    return [*told, late] if facts.get("recorded_late") else told


def _signed(facts: Mapping[str, Any]) -> list[str]:
    told = [gettext("Version %(number)s of the letter.") % {"number": facts.get("agreement", "")}]
    return [*told, f"SHA-256 {facts['sha256']}"] if facts.get("sha256") else told


TELLERS: Final = {AMEND.code: _amended, KEEP_SIGNED.code: _signed}
SENTENCES: Final[dict[str, Any]] = {
    "agreement_ready": _(
        "The letter of entrustment of case %(code)s is written. Print it, have it signed by both sides, and record the "
        "signing."
    ),
}
REASONS: Final[dict[str, Any]] = {"agreement_ready": _("You agreed it with the client.")}
SHORT: Final[dict[str, Any]] = {"agreement_ready": _("Letters of entrustment written")}
