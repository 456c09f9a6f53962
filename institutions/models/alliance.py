"""Alliances of institutions: who leads, who belongs to it, from when to when."""

import uuid
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.accounts.roles import INSTITUTIONAL, SUPERVISING
from foundation.accounts.scoping import Rule, ScopedQuerySet
from foundation.audit.regulated import Regulated

if TYPE_CHECKING:
    from foundation.accounts.acting import AnyActor


class Known:
    """Rows that every organ of justice and every institution may read: an alliance reaches over cities."""

    def rule_for(self, actor: "AnyActor") -> Rule:
        """Return the rule: all for whoever acts for an organ of justice or an institution, nothing otherwise."""
        if actor.posting is not None and actor.posting.role in SUPERVISING | INSTITUTIONAL:
            return Rule(Q(), _("Every organ of justice and every institution may know the alliances."))
        return Rule(None, _("This role sees no records of this kind."))


class AllianceQuerySet(ScopedQuerySet["Alliance"]):
    """Questions asked of alliances."""

    def for_list(self) -> "AllianceQuerySet":
        """Rows with their leading institutions and how many belong to them today."""
        present = models.Count("members", filter=Q(members__left_on__isnull=True))
        return self.select_related("lead__organisation").annotate(present=present)


class Alliance(Regulated):
    """An alliance of institutions (协同发展联盟, 政策文件 art. 5).

    `kind` is a code of the dated list `alliance_kinds`; city and county are those of the leading institution on the day
    on which it was recorded. `partners` are bodies that are no institutions (universities, companies), in one line.
    `ended_on` is the first day on which it is no more.
    """

    trail_prefix = "alliance"
    scope = Known()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.TextField(unique=True)
    kind = models.CharField(max_length=16)
    purpose = models.TextField()
    partners = models.TextField(blank=True, default="")
    lead = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="alliances_led")
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    formed_on = models.DateField()
    document_number = models.TextField()
    ended_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AllianceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-formed_on", "name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("formed_on")),
                name="an_alliance_ends_after_it_begins",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["formed_on", "id"], name="alliance_by_beginning")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the alliance."""
        return reverse("alliance", args=[self.pk])

    def stands(self, on: date) -> bool:
        """Whether it is there on a day."""
        return self.formed_on <= on and (self.ended_on is None or on < self.ended_on)


class AllianceMemberQuerySet(ScopedQuerySet["AllianceMember"]):
    """Questions asked of memberships."""

    def for_list(self) -> "AllianceMemberQuerySet":
        """Rows with their institutions and alliances."""
        return self.select_related("institution__organisation", "alliance__lead__organisation")


class AllianceMember(Regulated):
    """That an institution belongs to an alliance; `left_on` is the first day on which it does not any more."""

    trail_prefix = "alliance"
    trail_key = "alliance_id"
    scope = Known()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="members")
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="memberships")
    joined_on = models.DateField()
    left_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AllianceMemberQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["joined_on", "recorded_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["alliance", "institution"],
                condition=Q(left_on__isnull=True),
                name="an_institution_is_once_in_an_alliance",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="a_member_leaves_after_it_joined",
            ),
        ]

    def __str__(self) -> str:
        return str(self.institution)
