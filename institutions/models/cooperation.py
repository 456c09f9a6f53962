"""What an institution has besides its permit: agreements with others, projects, and its party branch."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.accounts.scoping import Scope, ScopedQuerySet
from foundation.audit.regulated import Regulated

OF_INSTITUTION = Scope(city="institution__city_code", county="institution__county_code", institution="institution_id")


def row_on_tab(row: models.Model) -> str:
    """The address of a record of this tab of its institution."""
    return f"{reverse('institution_cooperation', args=[row.institution_id])}#r-{row.pk}"  # type: ignore[attr-defined]


class CooperationQuerySet(ScopedQuerySet["Cooperation"]):
    """Questions asked of agreements."""

    def holding(self, on: date) -> "CooperationQuerySet":
        """Agreements that hold on a day: `Cooperation.holds` as a condition."""
        return self.filter(agreements_holding(on))

    def over(self, on: date) -> "CooperationQuerySet":
        """Agreements that hold no more on a day."""
        return self.filter(Q(valid_until__lt=on) | Q(ended_on__lte=on))

    def for_list(self) -> "CooperationQuerySet":
        """Rows with their institutions."""
        return self.select_related("institution__organisation")


def agreements_holding(on: date) -> Q:
    """The condition under which an agreement holds on a day."""
    unended = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    return unended & (Q(valid_until__isnull=True) | Q(valid_until__gte=on)) & Q(valid_from__lte=on)


class Cooperation(Regulated):
    """One agreement of an institution with another body (政策文件 art. 5), both days included.

    `kind` is a code of the dated list `cooperation_kinds`. Without a last day it holds until it is ended; `ended_on` is
    the first day on which it does not hold any more, `end_document` by what it was ended.
    """

    trail_prefix = "institution"
    trail_key = "institution_id"
    scope = OF_INSTITUTION

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="cooperations")
    kind = models.CharField(max_length=16)
    partner = models.TextField()
    subject = models.TextField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    document_number = models.TextField()
    document = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    end_document = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = CooperationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-valid_from", "document_number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="an_agreement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_document="")
                | (Q(ended_on__isnull=False, ended_on__gte=F("valid_from")) & ~Q(end_document="")),
                name="an_agreement_is_ended_by_a_document",
            ),
            models.UniqueConstraint(
                fields=["institution", "document_number", "valid_from"], name="an_agreement_is_recorded_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["valid_from", "id"], name="agreement_by_beginning")]

    def __str__(self) -> str:
        return self.document_number

    def get_absolute_url(self) -> str:
        """Its row on the tab of the institution."""
        return row_on_tab(self)

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return (
            self.valid_from <= on
            and (self.valid_until is None or on <= self.valid_until)
            and (self.ended_on is None or on < self.ended_on)
        )


class PartyBranchQuerySet(ScopedQuerySet["PartyBranch"]):
    """Questions asked of what was stated about party branches."""

    def current(self) -> "PartyBranchQuerySet":
        """What was stated last."""
        return self.filter(valid_until__isnull=True)

    def for_list(self) -> "PartyBranchQuerySet":
        """Rows with their institutions."""
        return self.select_related("institution__organisation")


class PartyBranch(Regulated):
    """Whether an institution has a party branch (党支部, 政策文件 art. 21), or why not: an entry of a dated list.

    Nothing is kept about any person, and nothing can be written freely. `established` and `eligible` are what the list
    said of the entry on the day of the statement; those that are not eligible are left out of the coverage.
    """

    trail_prefix = "institution"
    trail_key = "institution_id"
    scope = OF_INSTITUTION

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="party_branches", db_index=False
    )
    situation = models.CharField(max_length=16)
    established = models.BooleanField()
    eligible = models.BooleanField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PartyBranchQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution"], condition=Q(valid_until__isnull=True), name="one_statement_on_the_party_branch"
            ),
            models.UniqueConstraint(fields=["institution", "valid_from"], name="one_party_branch_statement_a_day"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="a_party_branch_statement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(established=False) | Q(eligible=True), name="who_has_a_party_branch_is_eligible"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["valid_from", "id"], name="party_branch_by_beginning")]

    def __str__(self) -> str:
        return self.situation


class ProjectQuerySet(ScopedQuerySet["Project"]):
    """Questions asked of projects."""

    def for_list(self) -> "ProjectQuerySet":
        """Rows with their institutions and alliances."""
        return self.select_related("institution__organisation", "alliance")


class Project(Regulated):
    """A project of an institution: research, a standard, a platform (政策文件 arts. 5 and 13).

    `kind` and `level` are codes of the dated lists `project_kinds` and `project_levels`; `funds` are whole yuan, where
    there are any. `alliance` is the one within which it is carried out.
    """

    class State(models.TextChoices):
        """How far it has come."""

        RUNNING = "running", pgettext_lazy("project", "Under way")
        COMPLETED = "completed", _("Completed with results")
        STOPPED = "stopped", _("Given up before its end")

    trail_prefix = "institution"
    trail_key = "institution_id"
    scope = OF_INSTITUTION

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="projects")
    alliance = models.ForeignKey("institutions.Alliance", on_delete=models.PROTECT, null=True, related_name="projects")
    kind = models.CharField(max_length=16)
    level = models.CharField(max_length=16)
    number = models.TextField()
    title = models.TextField()
    funds = models.PositiveBigIntegerField(null=True)
    begun_on = models.DateField()
    due_on = models.DateField()
    state = models.TextField(choices=State.choices, default=State.RUNNING)
    ended_on = models.DateField(null=True)
    results = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-begun_on", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "number"], name="a_project_is_recorded_once"),
            models.CheckConstraint(condition=Q(due_on__gte=F("begun_on")), name="a_project_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(state="running", ended_on__isnull=True, results="")
                | (~Q(state="running") & Q(ended_on__isnull=False, ended_on__gte=F("begun_on")) & ~Q(results="")),
                name="a_project_that_is_over_says_what_came_of_it",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["due_on", "id"], name="project_by_due", condition=Q(state="running"))]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Its row on the tab of the institution."""
        return row_on_tab(self)
