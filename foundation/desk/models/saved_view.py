"""Conditions of a list kept under a name."""

from dataclasses import dataclass
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.scoping import Rule, ScopedManager


@dataclass(frozen=True)
class OwnOrOfUnit:
    """One's own rows, and those shared with the unit of the present posting."""

    def rule_for(self, actor: AnyActor) -> Rule:
        """Return the rule: own ones, and shared ones of the same organisation."""
        if actor.user_id is None:
            return Rule(None, _("Sign in to see your own records."))
        own = Q(owner=actor.user_id)
        if actor.posting is None:
            return Rule(own, _("Everybody sees his own views."))
        shared = Q(shared=True, organisation=actor.posting.organisation_id)
        return Rule(own | shared, _("Everybody sees his own views and those shared in his unit."))


class SavedView(models.Model):
    """A name for the conditions, order, columns and density of a list; seen by its owner, or by his unit too.

    It opens nothing: the list shows what the reader may see. `query` holds no free text on lists of people.
    """

    scope = OwnOrOfUnit()

    owner = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    list_code = models.CharField(max_length=64)
    name = models.CharField(max_length=40)
    query = models.TextField(blank=True)
    columns = ArrayField(models.CharField(max_length=64), default=list)
    density = models.CharField(max_length=16, default="tight")
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "list_code", "name"], name="one_view_a_name_and_owner"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "list_code"], name="view_shared", condition=Q(shared=True)),
        ]

    def __str__(self) -> str:
        return self.name
