"""Who appraises a case: the appraisers that the institution has assigned (程序通则 arts. 18–21, 条例 art. 32)."""

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from foundation.accounts.scoping import Scope, ScopedQuerySet
from foundation.audit.regulated import Regulated

if TYPE_CHECKING:
    from foundation.accounts.models import Posting


class AssignmentQuerySet(ScopedQuerySet["Assignment"]):
    """Questions asked of assignments."""

    def current(self) -> "AssignmentQuerySet":
        """Assignments that hold: nobody recused himself, nobody was replaced."""
        return self.filter(ended_on__isnull=True)

    def undeclared(self) -> "AssignmentQuerySet":
        """Current assignments whose appraiser has not yet said whether a ground for recusal exists."""
        return self.current().filter(declared_on__isnull=True)

    def of_posting(self, posting: "Posting") -> "AssignmentQuerySet":
        """Current assignments of the appraiser who holds a posting, at the institution of that posting."""
        return self.current().filter(appraiser__person__user=posting.user_id, case__institution=posting.organisation_id)

    def for_page(self) -> "AssignmentQuerySet":
        """Rows as a page shows them: with the name and the certificate, in the order of their places."""
        return self.select_related("appraiser__person").order_by("position", "assigned_on", "id")


def _own(posting: Any) -> Q:
    return Q(appraiser__person__user=posting.user_id, case__institution=posting.organisation_id)


class Assignment(Regulated):
    """One appraiser of a case, explained by the events of the case.

    `position` is the place among the appraisers (1, 2, …); a replacement takes the place of the one it replaces.
    `declared_on` is the day on which the appraiser declared in his own session that no ground for recusal exists.
    `ended_on` ends it: he named a ground (`recusal_ground`, a code of the list `recusal_grounds`) or was replaced,
    with the reason in `ended_reason`.
    """

    trail_prefix = "case"
    trail_key = "case_id"
    scope = Scope(
        city="case__city_code", county="case__county_code", institution="case__institution_id", appraiser=_own
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="assignments", db_index=False)
    appraiser = models.ForeignKey(
        "appraisers.Appraiser", on_delete=models.PROTECT, related_name="assignments", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    assigned_on = models.DateField()
    declared_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_reason = models.TextField(blank=True, default="")
    recusal_ground = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "position"],
                name="one_current_appraiser_a_place_in_a_case",
                condition=Q(ended_on__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["case", "appraiser"],
                name="one_current_assignment_an_appraiser_and_case",
                condition=Q(ended_on__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(declared_on__isnull=True) | Q(declared_on__gte=F("assigned_on")),
                name="a_declaration_follows_the_assignment",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_reason="", recusal_ground="")
                | (Q(ended_on__gte=F("assigned_on")) & ~Q(ended_reason="")),
                name="ended_assignments_have_day_and_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "position"], name="assignment_of_case"),
            models.Index(fields=["appraiser", "case"], name="assignment_of_appraiser"),
            models.Index(
                fields=["appraiser", "assigned_on", "id"],
                name="assignment_undeclared",
                condition=Q(ended_on__isnull=True, declared_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def holds_on(self, day: date) -> bool:
        """Whether the assignment holds on a day; the day on which it ends no more."""
        return self.assigned_on <= day and (self.ended_on is None or day < self.ended_on)
