"""The trail of one stream as people read it: when, what, who in which posting, why.

For any page that shows a row it has fetched through scope: `timeline(row.stream)`. Names of persons
are not in the trail and do not appear.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.roles import Role
from foundation.accounts.verbs import all_verbs
from foundation.audit.models import Event

Teller = Callable[[Mapping[str, Any]], Sequence[str]]
"""From the facts of an event to sentences about them; a fact that is missing is left out."""

_kinds: dict[str, Any] = {}
_tellers: dict[str, Teller] = {}
_looks: set[str] = set()


@dataclass(frozen=True)
class Entry:
    """One event in words. `facts` are its plain values; `doer` is a role and an office, never a name."""

    stream: str
    seq: int
    kind: str
    recorded_at: datetime
    what: str
    doer: str
    reason: str
    occurred_on: date | None
    facts: dict[str, Any]
    door: str
    erased: bool
    actor: str
    details: tuple[str, ...] = ()

    @property
    def days_late(self) -> int:
        """How many civil days after the claimed day the event was recorded; 0 without a claim (decisions.md 9)."""
        if self.occurred_on is None:
            return 0
        return max(0, (timezone.localtime(self.recorded_at).date() - self.occurred_on).days)

    @property
    def is_set_apart(self) -> bool:
        """Whether the event is a late entry or a correction: drawn as a diamond."""
        return self.days_late > 0 or self.kind.endswith("corrected")


def register_kinds(words: Mapping[str, Any]) -> None:
    """Make kinds of events known in words. Kinds that are verbs need none: the verb's words serve."""
    for kind, word in words.items():
        if _kinds.get(kind, word) is not word:
            raise ValueError(f"The kind {kind} is registered twice.")
        _kinds[kind] = word


def register_tellers(tellers: Mapping[str, Teller]) -> None:
    """Say how the facts of kinds of events are told. The same kind twice is an error."""
    for kind, teller in tellers.items():
        if _tellers.get(kind, teller) is not teller:
            raise ValueError(f"The facts of {kind} are told twice.")
        _tellers[kind] = teller


def register_looks(*kinds: str) -> None:
    """Name kinds of events that are a look at personal data or its taking away (an export, a file)."""
    _looks.update(kinds)


def kinds_of_looks() -> list[str]:
    """Return the kinds of events that are looks."""
    return sorted(_looks)


def words_of(kind: str) -> str:
    """Return what a kind of event means; the kind itself where nobody gave it words."""
    if kind in _kinds:
        return str(_kinds[kind])
    return next((str(verb.label) for verb in all_verbs() if verb.code == kind), kind)


def known_kinds() -> list[tuple[str, str]]:
    """Return every kind with words, for a filter."""
    kinds = set(_kinds) | {verb.code for verb in all_verbs()}
    return sorted(((kind, words_of(kind)) for kind in kinds), key=lambda pair: pair[1])


def timeline(*streams: str, newest_first: bool = True, limit: int = 200) -> list[Entry]:
    """Return the events of one stream, or of several in one order, in words, at most `limit`.

    The caller has fetched the rows through scope.
    """
    order = ("-recorded_at", "-seq") if newest_first else ("recorded_at", "seq")
    return [entry_of(event) for event in Event.objects.filter(stream__in=streams).order_by(*order)[:limit]]


def entry_of(event: Event) -> Entry:
    """Put one event in words."""
    content = event.content
    claimed = content.get("occurred_on")
    facts = content.get("facts", {})
    teller = _tellers.get(event.kind)
    return Entry(
        stream=event.stream,
        seq=event.seq,
        kind=event.kind,
        recorded_at=event.recorded_at,
        what=words_of(event.kind),
        doer=doer_of(content.get("by", {}).get("label", ""), own=event.actor == event.stream),
        reason=content.get("reason", ""),
        occurred_on=date.fromisoformat(claimed) if claimed else None,
        facts=facts,
        door=content.get("from", {}).get("door", ""),
        erased=event.body is None,
        actor=event.actor,
        details=tuple(teller(facts)) if teller is not None and facts else (),
    )


def doer_of(label: str, *, own: bool = False) -> str:
    """Put the label of an actor in words: `officer@济南市司法局` → 济南市司法局 Officer.

    `own`: it stands in the actor's own stream, where who signs in acts in no posting yet.
    """
    role, at, office = label.partition("@")
    if at and role in Role.values:
        return f"{office} {Role(role).label}"
    plain = {
        "system": _("The portal itself"),
        "visitor": _("A visitor"),
        "without posting": _("The user in person") if own else _("A user without posting"),
    }
    return plain.get(label, label)
