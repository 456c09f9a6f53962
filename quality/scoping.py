"""Who sees drawn cases and reviews: the organ of the round, and each reviewer what was drawn for him."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.roles import Role
from foundation.accounts.scoping import Rule, Scope


@dataclass(frozen=True)
class AreaOrReviewer:
    """Rows placed by the city of the organ that reviews (empty: the province), and by the posting of the reviewer.

    `reviewer` names the column with the posting, `while_` further conditions for reviewers: whoever was replaced sees
    the case no longer. Counties and institutions see none of it: they meet findings and orders.
    """

    city: str
    reviewer: str
    while_: Mapping[str, Any] = field(default_factory=dict)

    def rule_for(self, actor: AnyActor) -> Rule:
        """Return the rule by which the actor's posting sees rows of the model."""
        posting = actor.posting
        if posting is not None and posting.role == Role.EXPERT:
            condition = Q(**{self.reviewer: posting.pk}, **self.while_)
            return Rule(condition, _("A reviewer sees the cases that were drawn for him, and no others."))
        return Scope(city=self.city).rule_for(actor)
