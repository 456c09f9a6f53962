"""Who sees which rows. Explicit, failing closed, and able to say why.

A model names in `scope` the columns that place a row (city, county, institution, organ). From the
posting of the actor follows one rule; where no column fits the role, nothing is visible.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from foundation.accounts.roles import INSTITUTIONAL, SUPERVISING, Role

if TYPE_CHECKING:
    from foundation.accounts.acting import AnyActor

Row = TypeVar("Row", bound=models.Model)
Rows = TypeVar("Rows", bound="models.QuerySet[Any]")


@dataclass(frozen=True)
class Rule:
    """What decides: a condition on rows (None shows nothing) and the sentence that explains it."""

    condition: Q | None
    explanation: str


class ScopeRule(Protocol):
    """A scope: from an actor to the rule that decides."""

    def rule_for(self, actor: "AnyActor") -> Rule:
        """Return the rule for this actor."""
        ...


@dataclass(frozen=True)
class Scope:
    """Rows placed by columns. An empty column name means that such roles see no row of the model.

    `appraiser` makes of the posting of an appraiser the condition under which rows are entrusted to him in person,
    `expert` of the posting of an expert the condition under which they are about him.
    """

    city: str = ""
    county: str = ""
    institution: str = ""
    organ: str = ""
    administrators: bool = False
    appraiser: Callable[[Any], Q] | None = None
    expert: Callable[[Any], Q] | None = None

    def rule_for(self, actor: "AnyActor") -> Rule:
        """Return the rule by which the actor's posting sees rows of the model."""
        posting = actor.posting
        if posting is None:
            return Rule(None, _("Without a posting in force nothing is visible."))
        if posting.role in SUPERVISING:
            return self._of_area(posting)
        if posting.role in INSTITUTIONAL and self.institution:
            return Rule(Q(**{self.institution: posting.organisation_id}), _("An institution sees its own records."))
        if posting.role == Role.APPRAISER and self.appraiser is not None:
            return Rule(
                self.appraiser(posting),
                _("An appraiser sees his own record, what is assigned to his own certificate, and what bars himself."),
            )
        if posting.role == Role.EXPERT and self.expert is not None:
            return Rule(self.expert(posting), _("An expert sees what concerns himself."))
        if posting.role == Role.ORGAN_USER and self.organ:
            return Rule(Q(**{self.organ: posting.organisation_id}), _("A case-handling organ sees its own records."))
        if posting.role == Role.SYSTEM_ADMINISTRATOR and self.administrators:
            return Rule(Q(), _("The system administrator sees accounts and settings, and no business data."))
        return Rule(None, _("This role sees no records of this kind."))

    def _of_area(self, posting: Any) -> Rule:
        organisation = posting.organisation
        if organisation.level == "province":
            return Rule(Q(), _("A provincial organ sees the whole province."))
        if organisation.level == "city" and self.city and organisation.city_code:
            return Rule(Q(**{self.city: organisation.city_code}), _("A municipal organ sees the records of its city."))
        if organisation.level == "county" and self.county and organisation.county_code:
            return Rule(
                Q(**{self.county: organisation.county_code}), _("A county organ sees the records of its county.")
            )
        return Rule(None, _("This organ supervises no records of this kind."))


@dataclass(frozen=True)
class Own:
    """Rows that belong to the signed-in user himself: whatever the posting, or in the one that `posting` names."""

    user: str
    posting: str = ""

    def rule_for(self, actor: "AnyActor") -> Rule:
        """Return the rule: one's own, or nothing for visitors."""
        if actor.user_id is None:
            return Rule(None, _("Sign in to see your own records."))
        if not self.posting:
            return Rule(Q(**{self.user: actor.user_id}), _("Everybody sees his own."))
        if actor.posting is None:
            return Rule(None, _("Without a posting in force nothing is visible."))
        condition = Q(**{self.user: actor.user_id, self.posting: actor.posting.pk})
        return Rule(condition, _("Everybody sees his own, in the posting he acts in."))


@dataclass(frozen=True)
class Everyone:
    """Rows without secrets: legal tables, calendars, divisions."""

    def rule_for(self, actor: "AnyActor") -> Rule:
        """Return the rule that shows every row."""
        return Rule(Q(), _("Legal texts and calendars are public."))


@dataclass(frozen=True)
class Nobody:
    """Rows that no page lists: reached through rows that have a scope."""

    def rule_for(self, actor: "AnyActor") -> Rule:
        """Return the rule that shows nothing."""
        return Rule(None, _("These records are shown only as part of others."))


@dataclass(frozen=True)
class Audited:
    """Rows for the auditor alone: the trail."""

    def rule_for(self, actor: "AnyActor") -> Rule:
        """Return the rule: all for a posted auditor, nothing otherwise."""
        posting = actor.posting
        if posting is not None and posting.role == Role.AUDITOR:
            return Rule(Q(), _("The auditor reads the whole trail and changes nothing."))
        return Rule(None, _("Only the auditor reads the trail as a whole."))


def visible(queryset: Rows, actor: "AnyActor") -> Rows:
    """Restrict `queryset` to what `actor` may see. A model without a scope shows nothing."""
    rule = rule_of(queryset.model, actor)
    return queryset.none() if rule.condition is None else queryset.filter(rule.condition)


def rule_of(model: type[models.Model], actor: "AnyActor") -> Rule:
    """Return the rule that decides what `actor` sees of `model`; the page "why can I see this" prints it."""
    scope: ScopeRule | None = getattr(model, "scope", None)
    if scope is None:
        return Rule(None, _("No scope is declared for these records."))
    return scope.rule_for(actor)


class ScopedQuerySet(models.QuerySet[Row]):
    """A queryset that can be restricted to an actor."""

    def visible_to(self, actor: "AnyActor") -> Self:
        """Rows the actor may see; none when nothing says that he may."""
        return visible(self, actor)


ScopedManager = models.Manager.from_queryset(ScopedQuerySet)
"""Manager of models that pages and API read. They must call `visible_to` (a test looks)."""
