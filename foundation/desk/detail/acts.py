"""What can be done with a thing by this posting, and for every act that cannot be done the sentence why.

A page declares its acts as wishes; `offered` adds what the delegation table says. The rules of an act
itself (states, gates) stay where the verb is: the page asks them for findings and hands these on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Delegation, Organisation, Posting
from foundation.accounts.roles import Role
from foundation.accounts.verbs import known
from foundation.audit.errors import Finding
from foundation.audit.moves import Move
from foundation.audit.regulated import Regulated


@dataclass(frozen=True)
class Wish:
    """An act a page would offer: one of `verbs` must be held; `url` leads to its page, or takes its POST.

    `version` is the version of the row that was seen; an act by form posts it. `findings` are those of the
    act's own rules (overridable ones do not stop it), `passed` the conditions that are met. `is_grave`
    marks what cannot be undone, `is_next` the next lawful step, of which a page has one at most.
    """

    verbs: tuple[str, ...]
    label: Any
    url: str
    by_form: bool = False
    version: int | None = None
    findings: Sequence[Finding] = ()
    passed: Sequence[str] = ()
    is_grave: bool = False
    is_next: bool = False
    asks_reason: bool = False


@dataclass(frozen=True)
class Act:
    """An act as the page shows it: a wish, and every finding that speaks against it for this posting."""

    wish: Wish
    findings: tuple[Finding, ...] = ()
    delegated: bool = True

    @property
    def possible(self) -> bool:
        """Whether nothing stops the act; overridable findings ask for a reason only."""
        return all(finding.overridable for finding in self.findings)

    @property
    def boxed(self) -> bool:
        """Whether the findings of a gate fill a box of their own, beside the sentence under the button."""
        return self.delegated and not self.possible and bool(self.wish.passed or len(self.findings) > 1)


def offered(actor: AnyActor, *wishes: Wish) -> list[Act]:
    """Return the acts in the order given, each with why it is not possible.

    Asks the delegation table once for all acts that the posting does not hold.
    """
    missing = [wish for wish in wishes if not any(actor.may(verb) for verb in wish.verbs)]
    holders = _holders(actor, [verb for wish in missing for verb in wish.verbs]) if missing else _Holders()
    return [
        Act(wish, (_not_delegated(actor, wish, holders),), delegated=False)
        if wish in missing
        else Act(wish, tuple(wish.findings))
        for wish in wishes
    ]


def state_findings(row: Regulated, step: Move) -> list[Finding]:
    """Return why a move cannot start from the state of a row, naming the states it starts from."""
    present: str = getattr(row, "state")  # noqa: B009  (a protocol column that the base does not declare)
    if present in step.sources:
        return []
    column = next(field for field in row._meta.concrete_fields if field.name == "state")
    labels = dict(column.choices or ())
    states = comma().join(str(labels.get(state, state)) for state in labels if state in step.sources)
    message = _("Possible only in the state “%(states)s”; now it is “%(present)s”.")
    return [Finding(message % {"states": states, "present": labels.get(present, present)}, article=step.article)]


@dataclass(frozen=True)
class _Holders:
    """Who holds verbs today: rows of the delegation table, and other postings of the same user."""

    rows: Sequence[Delegation] = ()
    own: Sequence[Posting] = field(default_factory=list)


def _holders(actor: AnyActor, verbs: Iterable[str]) -> _Holders:
    today = timezone.localdate()
    rows = list(Delegation.objects.in_force(today).filter(verb__in=set(verbs)))
    if actor.user_id is None:
        return _Holders(rows)
    own = Posting.objects.in_force(today).filter(user_id=actor.user_id).select_related("organisation")
    others = own.exclude(pk=actor.posting.pk) if actor.posting is not None else own
    return _Holders(rows, list(others))


def _not_delegated(actor: AnyActor, wish: Wish, holders: _Holders) -> Finding:
    """Say which role holds the act: first at the level of the posting's own body, else at every level."""
    rows = [row for row in holders.rows if row.verb in wish.verbs]
    article = known(wish.verbs[0]).article
    if not rows:
        return Finding(_("Nobody holds this act at present; the delegation table names no role."), article=article)
    held = {(row.role, row.level) for row in rows}
    own = next((posting for posting in holders.own if (posting.role, posting.organisation.level) in held), None)
    level = actor.posting.organisation.level if actor.posting is not None else ""
    near = [role for role in Role if (role.value, level) in held]
    if near:
        message = _("At your organisation only the roles %(roles)s hold this act.") % {"roles": _listed(near)}
    else:
        message = _("Only %(holders)s hold this act.") % {"holders": _by_level(held)}
    way = _("Switch to your posting %(posting)s.") % {"posting": own.title} if own is not None else ""
    return Finding(message, article=article, way_out=way)


def comma() -> str:
    """What stands between the parts of a list."""
    return pgettext("between names", ", ")


def _listed(roles: Sequence[Role]) -> str:
    return comma().join(str(role.label) for role in roles)


def _by_level(held: set[tuple[str, str]]) -> str:
    """Name roles with their levels: “Officer (City, County)”."""
    parts = []
    for role in Role:
        levels = [level for level in Organisation.Level if (role.value, level.value) in held]
        if not levels:
            continue
        words = comma().join(str(level.label) for level in levels if level != Organisation.Level.NONE)
        text = _("%(role)s (%(levels)s)") if words else "%(role)s"
        parts.append(text % {"role": role.label, "levels": words})
    return comma().join(parts)
