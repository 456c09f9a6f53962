"""Actors of a request: a signed-in user in one posting, or a visitor."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.models import Delegation, Posting, User
from foundation.accounts.scoping import rule_of
from foundation.accounts.verbs import known
from foundation.audit.statements import Statement

_VERBS: Statement[str] = Statement(
    lambda day, role, level: (
        Delegation.objects.in_force(day).filter(role=role, level=level).values_list("verb", flat=True)
    )
)


@dataclass
class PostedActor:
    """A user acting in a posting. Without one (`posting` None) nothing but the own account is open.

    `postings` are all he may choose from in this session, the present one among them. `session_mark` changes with every
    act of the session (None: the actor comes from no session), so that what was counted before it is not shown after.
    """

    user: User
    posting: Posting | None
    demo: bool = False
    postings: Sequence[Posting] = ()
    session_mark: str | None = field(default=None, repr=False)
    _memory: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def id(self) -> str:
        """The key of the user, as the trail knows it."""
        return f"user:{self.user.pk}"

    @property
    def user_id(self) -> int | None:
        """The primary key of the user."""
        return self.user.pk

    @property
    def posting_id(self) -> str:
        """The key of the posting."""
        return str(self.posting.pk) if self.posting else ""

    @property
    def label(self) -> str:
        """Role and organisation, in the language of the trail (no names)."""
        if self.posting is None:
            return "without posting"
        return f"{self.posting.role}@{self.posting.organisation.name}"

    @cached_property
    def verbs(self) -> frozenset[str]:
        """The verbs that the delegation table of today gives to this role at this level."""
        if self.posting is None:
            return frozenset()
        posting = self.posting
        return frozenset(_VERBS.rows(day=timezone.localdate(), role=posting.role, level=posting.organisation.level))

    def may(self, verb: str, row: Any = None) -> bool:
        """Whether the posting holds the verb and, where a row is given, sees the row."""
        known(verb)
        if verb not in self.verbs:
            return False
        if row is None or row._state.adding:
            return True
        rule = rule_of(type(row), self)
        if rule.condition is None:
            return False
        return bool(type(row)._base_manager.filter(rule.condition, pk=row.pk).exists())

    def why_not(self, verb: str) -> str:
        """Say in words why the verb is not open to this posting."""
        if self.posting is None:
            return _("You have no posting in force. Ask the administrator of your organisation.")
        return _("The delegation table does not give “%(verb)s” to your posting (%(posting)s).") % {
            "verb": known(verb).label,
            "posting": self.posting.title,
        }


class Visitor:
    """Somebody who has not signed in. The trail keeps no address of visitors."""

    id = "visitor"
    user_id: int | None = None
    posting_id = ""
    posting: Posting | None = None
    label = "visitor"
    demo = False
    verbs: frozenset[str] = frozenset()

    def may(self, verb: str, row: Any = None) -> bool:
        """A visitor holds no verb of the delegation table."""
        return False

    def why_not(self, verb: str) -> str:
        """Say in words why."""
        return _("Sign in first.")


AnyActor = PostedActor | Visitor
